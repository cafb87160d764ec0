import * as contract from '@talent/shared/contract/trials'
import type { Mount } from '../../http/mount'
import type { TrialQueries } from './trials.queries'
import type { TrialsService } from './trials.service'

export function mountTrials(mount: Mount, trials: TrialsService, queries: TrialQueries): void {
  mount(contract.searchTrials, ({ actor, input }) => queries.search(actor, input))
  mount(contract.searchEligiblePeople, ({ actor, input }) => queries.eligiblePeople(actor, input))
  mount(contract.getTrial, ({ actor, params }) => trials.get(actor, params.trialId))
  mount(contract.createTrial, ({ actor, input: { personId, ...filing } }) => trials.create(actor, personId, filing))
  mount(contract.updateTrial, ({ actor, params, input }) => trials.update(actor, params.trialId, input))
  mount(contract.removeTrial, async ({ actor, params }) => {
    await trials.remove(actor, params.trialId)
    return { ok: true as const }
  })
  mount(contract.reopenTrial, ({ actor, params, input }) => trials.reopen(actor, params.trialId, input))
  mount(contract.listObjections, ({ actor, input }) => queries.objections(actor, input))
  mount(contract.answerObjection, ({ actor, params, input }) => trials.answerObjection(actor, params.objectionId, input.answer))
}
