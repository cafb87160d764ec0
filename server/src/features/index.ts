import type { Mount } from '../http/mount'
import type { Integrations } from '../integrations'
import type { JobHandler } from '../jobs/jobs'
import type { Platform } from '../platform'
import { mountOperationLog } from './operation-log/operation-log.routes'
import { createCaptchaService } from './session/captcha.service'
import { mountSession } from './session/session.routes'
import { createSessionService } from './session/session.service'
import { mountSystem } from './system/system.routes'

export interface Features {
  jobHandlers: Record<string, JobHandler>
}

/** Every feature: its service with what it needs, its routes. A feature may use another one's service, never its repository. */
export function createFeatures(platform: Platform, _integrations: Integrations, mount: Mount): Features {
  const captcha = createCaptchaService(platform)
  mountSystem(mount, platform)
  mountOperationLog(mount, platform)
  mountSession(mount, createSessionService(platform), captcha)
  return { jobHandlers: {} }
}
