import type { Server } from 'node:http'
import { join } from 'node:path'
import Koa from 'koa'
import helmet from 'koa-helmet'
import { Router } from '@koa/router'
import { allEndpoints, type NamedEndpoint } from '@talent/shared/contract/index'
import type { Endpoint } from '@talent/shared/contract/endpoint'
import { problem } from '@talent/shared/errors'
import { mountSubmissionCheckPage } from './features/applications/submission-check-page'
import { documentationPage } from './features/documentation/documentation-page'
import { openApi } from './features/documentation/open-api'
import { createFeatures, type Features } from './wiring'
import { createMount } from './http/mount'
import { mountPageLinks } from './http/page-links'
import { problemHandler, sendProblem } from './http/problems'
import { requestLog } from './http/request-log'
import { staticFiles } from './http/static-files'
import type { Integrations } from './integrations'
import { createJobWorker, type JobWorker } from './jobs/jobs'
import type { Platform } from './platform'
import type { Sandbox } from './sandbox/sandbox'

export interface App {
  koa: Koa
  jobs: JobWorker
  features: Features
  /** Endpoints of the contract without a handler; a test keeps it empty. */
  unserved: NamedEndpoint[]
}

export interface AppOptions {
  /** Only outside production. */
  sandbox?: Sandbox
  /** Built front ends by path. */
  frontEnds?: Record<string, string>
  /** The page at `/`. */
  startPage?: () => Promise<string>
}

/** Wiring only: nothing is opened, listened to or scheduled here. */
export function createApp(platform: Platform, integrations: Integrations, options: AppOptions = {}): App {
  const koa = new Koa()
  koa.on('error', (error: NodeJS.ErrnoException) => {
    // A client that left in the middle is no fault of ours.
    if (!['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ECONNABORTED'].includes(error.code ?? '')) platform.log.error({ error: error.name, code: error.code }, 'response failed')
  })
  koa.use(requestLog(platform))
  koa.use(helmet({ contentSecurityPolicy: { directives: contentSecurity(platform.config.secureCookies) }, strictTransportSecurity: platform.config.secureCookies }))
  koa.use(problemHandler(platform))

  const router = new Router()
  const mounted = new Set<Endpoint>()
  let jobs: JobWorker | null = null
  const features = createFeatures({ platform, integrations, mount: createMount(router, platform, mounted) }, () => jobs?.nudge())
  jobs = createJobWorker(platform, features.jobHandlers, { longKinds: features.longJobs })
  router.get('/api/openapi.json', (ctx) => void (ctx.body = openApi()))
  router.get('/api/docs', (ctx) => {
    ctx.type = 'html'
    ctx.body = documentationPage()
  })
  mountPageLinks(router)
  mountSubmissionCheckPage(router, platform)
  // Browsers ask for it on every page that names no icon of its own.
  router.get('/favicon.ico', (ctx) => ctx.redirect('/admin/icon.svg'))
  router.get('/', async (ctx) => {
    if (!options.startPage) return ctx.redirect('/admin/')
    ctx.type = 'html'
    ctx.body = await options.startPage()
  })
  koa.use(router.routes())
  koa.use(router.allowedMethods({ throw: true, methodNotAllowed: () => problem('METHOD_NOT_ALLOWED'), notImplemented: () => problem('METHOD_NOT_ALLOWED') }))
  if (options.sandbox) koa.use(options.sandbox.routes)
  for (const [prefix, folder] of Object.entries(options.frontEnds ?? {})) koa.use(staticFiles(prefix, folder))
  koa.use((ctx) => sendProblem(ctx, problem('NOT_FOUND').toBody()))

  return { koa, features, unserved: allEndpoints.filter(({ endpoint }) => !mounted.has(endpoint)), jobs }
}

const contentSecurity = (https: boolean) => ({
  defaultSrc: ["'self'"],
  // antd and the h5 build put their styles into the page.
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  scriptSrc: ["'self'"],
  connectSrc: ["'self'"],
  upgradeInsecureRequests: https ? [] : null,
})

export const builtFrontEnds = (root: string): Record<string, string> => ({
  '/admin': join(root, 'server/admin/dist'),
  '/m': join(root, 'miniprogram/dist/h5'),
})

/** Stops taking requests, lets the running ones end within `graceMs`, then the jobs. */
export async function stopServer(server: Server, app: App, graceMs = 5000): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const timer = setTimeout(() => server.closeAllConnections(), graceMs)
  timer.unref()
  await app.jobs.stop()
  await closed
  clearTimeout(timer)
}
