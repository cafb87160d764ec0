import * as preRegistration from '@talent/shared/contract/pre-registrations'
import * as forms from '@talent/shared/contract/trial-forms'
import * as contract from '@talent/shared/contract/trials'
import type { Mount } from '../../http/mount'
import { pictureAnswer } from '../details/details.routes'
import type { FilingCandidates } from './filing-candidates'
import type { PreRegistrationsService } from './pre-registrations.service'
import type { TrialFormsService } from './trial-forms.service'
import type { TrialPrintsService } from './trial-prints.service'
import type { TrialQueries } from './trials.queries'
import type { TrialsService } from './trials.service'

export function mountTrials(mount: Mount, { trials, queries, candidates }: { trials: TrialsService; queries: TrialQueries; candidates: FilingCandidates }): void {
  mount(contract.searchTrials, ({ actor, input }) => queries.search(actor, input))
  mount(contract.searchEligiblePeople, ({ actor, input }) => candidates.eligible(actor, input))
  mount(contract.searchIneligiblePeople, ({ actor, input }) => candidates.ineligible(actor, input))
  mount(contract.createTrials, ({ actor, input: { personIds, ...filing } }) => candidates.fileEach(actor, personIds, (personId) => trials.create(actor, personId, filing)))
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

export function mountPreRegistrations(mount: Mount, preRegistrations: PreRegistrationsService, candidates: FilingCandidates): void {
  mount(preRegistration.createPreRegistrations, ({ actor, input: { personIds, ...input } }) => candidates.fileEach(actor, personIds, (personId) => preRegistrations.create(actor, personId, input)))
  mount(preRegistration.updatePreRegistration, ({ actor, params, input }) => preRegistrations.update(actor, params.trialId, input))
}

export function mountTrialForms(mount: Mount, photos: TrialFormsService, prints: TrialPrintsService): void {
  mount(forms.getBlankForm, ({ actor, params }) => prints.blankForm(actor, params.trialId, params.form))
  mount(forms.addFormPhoto, ({ actor, params, input, file }) => photos.add(actor, params.trialId, params.form, input, file))
  mount(forms.addFormPicture, ({ actor, params, input, file }) => photos.addPicture(actor, params.trialId, params.form, input.replaces, file))
  mount(forms.removeFormPhoto, ({ actor, params }) => photos.remove(actor, params.trialId, params.attachmentId))
  mount(forms.getFormPhoto, async ({ actor, params, input }) => pictureAnswer(params.attachmentId, await photos.photo(actor, params.trialId, params.attachmentId, input.size)))
  mount(forms.getAssessmentForm, ({ actor, params }) => prints.assessments(actor, [params.trialId]))
  mount(forms.printAssessmentForms, ({ actor, input }) => prints.assessments(actor, input.trialIds))
}
