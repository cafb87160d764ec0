import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Context, Middleware, Next } from 'koa'
import serve from 'koa-static'

/** A built front end under a path. Hashed files are kept for a year by the browser; the page itself is asked for anew. */
export function staticFiles(prefix: string, folder: string): Middleware {
  const files = serve(folder, {
    index: false,
    setHeaders: (response, path) => {
      response.setHeader('Cache-Control', /[.-][\w-]{8,}\.(js|css|woff2?|png|svg)$/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  return async (ctx: Context, next: Next) => {
    if (ctx.path === prefix) return ctx.redirect(`${prefix}/`)
    if (!ctx.path.startsWith(`${prefix}/`)) return next()
    const path = ctx.path
    // A path without an extension is a page of the single-page application.
    const wanted = path.slice(prefix.length)
    ctx.path = /\.\w+$/.test(wanted) ? wanted : '/index.html'
    if (!existsSync(join(folder, 'index.html'))) {
      ctx.status = 503
      ctx.type = 'text/plain; charset=utf-8'
      ctx.body = '页面还没有构建，请在项目目录运行 npm run build 后刷新。'
      return
    }
    try {
      await files(ctx, async () => undefined)
    } catch (error) {
      // A path that leaves the folder or can't be decoded: nothing lies there.
      if (!isClientFault(error)) throw error
    } finally {
      ctx.path = path
    }
  }
}

const isClientFault = (error: unknown): boolean => error instanceof Error && 'status' in error && Number(error.status) < 500
