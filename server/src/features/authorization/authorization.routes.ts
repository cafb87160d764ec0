import * as contract from '@talent/shared/contract/authorization'
import type { Mount } from '../../http/mount'
import type { BusinessesService } from './businesses.service'
import type { FaceChecksService } from './face-checks.service'
import type { ManagerBindingsService } from './manager-bindings.service'

interface Services {
  businesses: BusinessesService
  faceChecks: FaceChecksService
  managerBindings: ManagerBindingsService
}

export function mountAuthorization(mount: Mount, { businesses, faceChecks, managerBindings }: Services): void {
  mount(contract.listBusinesses, async ({ actor }) => ({ items: await businesses.list(actor) }))
  mount(contract.issueAuthorizationCode, ({ actor, params }) => businesses.issueCode(actor, params.businessCode))
  mount(contract.revokeAuthorizationCode, async ({ actor, params }) => {
    await businesses.revokeCode(actor, params.businessCode, params.codeId)
    return { ok: true as const }
  })
  mount(contract.endManagerBinding, async ({ actor, params }) => {
    await businesses.endBinding(actor, params.businessCode, params.bindingId)
    return { ok: true as const }
  })
  mount(contract.lookUpAuthorizationCode, ({ actor, input }) => managerBindings.lookUp(actor, input.code))
  mount(contract.startFaceCheck, ({ actor, input }) => faceChecks.start(actor, input.purpose))
  mount(contract.getFaceCheck, ({ actor, params }) => faceChecks.result(actor, params.faceCheckId))
  mount(contract.bindManager, ({ actor, input }) => managerBindings.bind(actor, input.code, input.faceCheckId))
}
