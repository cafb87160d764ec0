import * as contract from '@talent/shared/contract/institution'
import type { Mount } from '../../http/mount'
import type { InstitutionService } from './institution.service'
import type { PositionRequestsService } from './position-requests.service'

export function mountInstitution(mount: Mount, institution: InstitutionService, positions: PositionRequestsService): void {
  mount(contract.getInstitution, ({ actor }) => institution.get(actor))
  mount(contract.updateInstitution, ({ actor, input }) => institution.update(actor, input))
  mount(contract.openPositionRequest, ({ actor }) => positions.open(actor))
  mount(contract.getPositionRequest, ({ actor, params }) => positions.result(actor, params.requestId))
  mount(contract.lookUpPositionRequest, ({ actor, input }) => positions.lookUp(actor, input.code))
  mount(contract.sendPosition, async ({ actor, input }) => {
    await positions.send(actor, input)
    return { ok: true } as const
  })
}
