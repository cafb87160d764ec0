import type { Connection } from '../db/database'
import { mountAuthorization } from '../features/authorization/authorization.routes'
import { createBusinessesService } from '../features/authorization/businesses.service'
import { createManagedBusinessService } from '../features/authorization/managed-business.service'
import { createManagerBindingsService } from '../features/authorization/manager-bindings.service'
import { mountManagerSignIn } from '../features/manager-sign-in/manager-sign-in.routes'
import { createManagerSignIn } from '../features/manager-sign-in/manager-sign-in.service'
import { createFaceChecksService } from '../features/person-checks/face-checks.service'
import { createPersonChecksService } from '../features/person-checks/person-checks.service'
import { presentManagerSession } from '../features/session/session.service'
import { createConfirmationCodesService } from '../features/units/confirmation-codes.service'
import { mountUnits } from '../features/units/units.routes'
import type { Basis, Ground } from './basis'

/** Who may act for a unit in a business: codes, bindings, face checks, and the way into the browser. */
export function wireManagers({ platform, integrations, mount }: Ground, { messages, examYears, units }: Basis) {
  const faceChecks = createFaceChecksService(platform, integrations.wechat)
  const personChecks = createPersonChecksService(platform, faceChecks)
  const managerBindings = createManagerBindingsService(platform, personChecks, messages.tell)
  const managedBusiness = createManagedBusinessService(platform, personChecks, messages.tell)
  mountUnits(mount, units, createConfirmationCodesService(platform))
  mountAuthorization(mount, { businesses: createBusinessesService(platform, messages.tell, examYears), managerBindings, managedBusiness })
  mountManagerSignIn(mount, createManagerSignIn(platform, { lockBinding: managerBindings.lockOwn, present: presentManagerSession }))
  return {
    faceChecks, personChecks, managerBindings, managedBusiness,
    isManager: async (connection: Connection, wechatUserId: number) => (await managerBindings.bindingsOf(connection, wechatUserId)).length > 0,
  }
}

export type Managers = ReturnType<typeof wireManagers>
