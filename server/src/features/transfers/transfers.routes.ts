import * as contract from '@talent/shared/contract/transfers'
import type { Mount } from '../../http/mount'
import type { TransferDecisions } from './transfer-decisions.service'
import type { TransfersService } from './transfers.service'

export function mountTransfers(mount: Mount, transfers: TransfersService, decisions: TransferDecisions): void {
  mount(contract.listTransfers, ({ actor, input }) => transfers.list(actor, input))
  mount(contract.getTransfer, ({ actor, params }) => transfers.get(actor, params.transferId))
  mount(contract.lookUpTransferPerson, ({ actor, input }) => transfers.lookUp(actor, input))
  mount(contract.getTransferConsequences, ({ actor, params }) => transfers.consequences(actor, params.personId))
  mount(contract.searchTransferUnits, ({ actor, input }) => transfers.searchUnits(actor, input))
  mount(contract.createTransfer, ({ actor, input }) => transfers.create(actor, input))
  mount(contract.updateTransfer, ({ actor, params, input }) => transfers.update(actor, params.transferId, input))
  mount(contract.submitTransfer, ({ actor, params, input }) => transfers.submit(actor, params.transferId, input.version))
  mount(contract.withdrawTransfer, ({ actor, params, input }) => transfers.withdraw(actor, params.transferId, input.version))
  mount(contract.removeTransfer, async ({ actor, params, input }) => {
    await transfers.remove(actor, params.transferId, input.version)
    return { ok: true } as const
  })
  mount(contract.answerTransfer, ({ actor, params, input }) => decisions.answer(actor, params.transferId, input))
  mount(contract.receiveTransfer, ({ actor, params, input }) => decisions.receive(actor, params.transferId, input))

  mount(contract.listTransferReviews, ({ actor, input }) => decisions.reviews(actor, input))
  mount(contract.getTransferReview, ({ actor, params }) => decisions.review(actor, params.transferId))
  mount(contract.decideTransfer, ({ actor, params, input }) => decisions.decide(actor, params.transferId, input))
}
