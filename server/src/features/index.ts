import type { Mount } from '../http/mount'
import type { Integrations } from '../integrations'
import type { JobHandler } from '../jobs/jobs'
import type { Platform } from '../platform'
import { mountOperationLog } from './operation-log/operation-log.routes'
import { createCaptchaService } from './session/captcha.service'
import { mountSession } from './session/session.routes'
import { createSessionService } from './session/session.service'
import { mountSystem } from './system/system.routes'
import { createDepartmentsService } from './organization/departments.service'
import { mountOrganization } from './organization/organization.routes'
import { organizationTodos } from './organization/organization-todos'
import { createPostsService } from './organization/posts.service'
import { createPeopleService } from './people/people.service'
import { mountPeople } from './people/people.routes'
import { peopleTodos } from './people/people-todos'
import { nobodyLocked } from './people/person-lock'
import { mountTodos } from './todos/todos.routes'
import { createBusinessesService } from './authorization/businesses.service'
import { createFaceChecksService } from './authorization/face-checks.service'
import { createManagerBindingsService } from './authorization/manager-bindings.service'
import { mountAuthorization } from './authorization/authorization.routes'
import { createConfirmationCodesService } from './units/confirmation-codes.service'
import { createUnitsService } from './units/units.service'
import { mountUnits } from './units/units.routes'
import { createApplicationsService } from './applications/applications.service'
import { createMessagesService } from './messages/messages.service'

export interface Features {
  jobHandlers: Record<string, JobHandler>
}

/** Every feature: its service with what it needs, its routes. A feature may use another one's service, never its repository. */
export function createFeatures(platform: Platform, integrations: Integrations, mount: Mount): Features {
  const captcha = createCaptchaService(platform)
  mountSystem(mount, platform)
  mountOperationLog(mount, platform)
  mountSession(mount, createSessionService(platform), captcha)
  mountOrganization(mount, createDepartmentsService(platform), createPostsService(platform))
  mountPeople(mount, createPeopleService(platform, nobodyLocked))
  mountTodos(mount, [organizationTodos(platform), peopleTodos(platform)])
  const messages = createMessagesService(platform, integrations.wechat)
  const applications = createApplicationsService(platform)
  const units = createUnitsService(platform, { openApplications: applications.hasOpen, tell: messages.tell })
  mountUnits(mount, units, createConfirmationCodesService(platform))
  const faceChecks = createFaceChecksService(platform, integrations.wechat)
  const managerBindings = createManagerBindingsService(platform, faceChecks, messages.tell)
  mountAuthorization(mount, { businesses: createBusinessesService(platform, messages.tell), faceChecks, managerBindings })
  return { jobHandlers: {} }
}
