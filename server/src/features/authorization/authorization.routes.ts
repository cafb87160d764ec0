import * as contract from '@talent/shared/contract/authorization'
import type { Mount } from '../../http/mount'
import type { BusinessesService } from './businesses.service'
import type { ManagedBusinessService } from './managed-business.service'
import type { ManagerBindingsService } from './manager-bindings.service'

interface Services {
  businesses: BusinessesService
  managerBindings: ManagerBindingsService
  managedBusiness: ManagedBusinessService
}

const done = { ok: true as const }

export function mountAuthorization(mount: Mount, { businesses, managerBindings, managedBusiness }: Services): void {
  mount(contract.listBusinesses, async ({ actor }) => ({ items: await businesses.list(actor) }))
  mount(contract.getBusinessHistory, ({ actor, params }) => businesses.history(actor, params.businessCode))
  mount(contract.issueAuthorizationCode, ({ actor, params }) => businesses.issueCode(actor, params.businessCode))
  mount(contract.revokeAuthorizationCode, async ({ actor, params }) => {
    await businesses.revokeCode(actor, params.businessCode, params.codeId)
    return done
  })
  mount(contract.lookUpBusinessPerson, ({ actor, params, input }) => businesses.lookUpPerson(actor, params.businessCode, input))
  mount(contract.grantBusiness, ({ actor, params, input }) => businesses.grant(actor, params.businessCode, input))
  mount(contract.endManagerBinding, async ({ actor, params }) => {
    await businesses.endBinding(actor, params.businessCode, params.bindingId)
    return done
  })

  mount(contract.lookUpAuthorizationCode, ({ actor, input }) => managerBindings.lookUp(actor, input.code))
  mount(contract.bindManager, ({ actor, input }) => managerBindings.bind(actor, input.code, input.checkId))

  mount(contract.getManagedBusiness, ({ actor }) => managedBusiness.get(actor))
  mount(contract.lookUpManagerPerson, ({ actor, input }) => managedBusiness.lookUpPerson(actor, input))
  mount(contract.addAuxiliary, ({ actor, input }) => managedBusiness.addAuxiliary(actor, input))
  mount(contract.removeAuxiliary, ({ actor, params }) => managedBusiness.removeAuxiliary(actor, params.auxiliaryId))
  mount(contract.transferManager, async ({ actor, input }) => {
    await managedBusiness.transfer(actor, input)
    return done
  })
  mount(contract.giveUpBusiness, async ({ actor }) => {
    await managedBusiness.giveUp(actor)
    return done
  })
}
