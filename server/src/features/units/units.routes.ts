import { getConfirmationCode, rotateConfirmationCode } from '@talent/shared/contract/authorization'
import { bindUnit, getUnit, lookUpUnit, unbindUnit } from '@talent/shared/contract/candidate'
import type { Mount } from '../../http/mount'
import type { ConfirmationCodesService } from './confirmation-codes.service'
import type { UnitsService } from './units.service'

export function mountUnits(mount: Mount, units: UnitsService, codes: ConfirmationCodesService): void {
  mount(getUnit, ({ actor }) => units.get(actor))
  mount(lookUpUnit, ({ actor, input }) => units.lookUp(actor, input.code))
  mount(bindUnit, ({ actor, input }) => units.bind(actor, input.code))
  mount(unbindUnit, async ({ actor }) => {
    await units.unbind(actor)
    return { ok: true as const }
  })
  mount(getConfirmationCode, ({ actor }) => codes.get(actor))
  mount(rotateConfirmationCode, ({ actor }) => codes.rotate(actor))
}
