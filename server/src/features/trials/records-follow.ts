import { missingForExam } from '@talent/shared/domain/completeness'
import type { ExamYearSettings } from '@talent/shared/domain/exam-year'
import type { Issue } from '@talent/shared/domain/issue'
import { missingForms, neededForms, type NeededForm } from '@talent/shared/domain/special-forms'
import type { TrialFiling } from '@talent/shared/domain/trial-period'
import { today, type Platform } from '../../platform'
import type { RecordFollower } from '../people/person-lock'
import type { FilingRules } from './filing-rules'
import { stateAfterSaving } from './filing-state'
import type { PersonFile } from '../details/details-reader'
import { loadFiledPerson, type FiledPerson } from './person-values'
import type { CandidateNews } from './trials.ports'
import { trialsRepository, type TrialRecord } from './trials.repository'

interface Filed {
  filing: Pick<TrialFiling, 'schoolOrArmy'>
  forms: TrialRecord['forms']
}
type OnFile = Pick<FiledPerson, 'values'> & { file: Pick<PersonFile, 'details'> }

/** 特殊附件 are of exams that ask a trial period. */
export const formsNeeded = (values: FiledPerson['values'], settings: Pick<ExamYearSettings, 'trial'>, filing: Filed['filing']): NeededForm[] =>
  settings.trial === null ? [] : neededForms(values.identityType, { schoolOrArmy: filing.schoolOrArmy ?? false })

/** What the exam year asks of the person's record and of the filing, and is not there. */
export const missingOf = ({ values, file }: OnFile, settings: Pick<ExamYearSettings, 'requiredSections' | 'trial'>, day: string, { filing, forms }: Filed): Issue[] => [
  ...missingForExam(settings, values, file.details, day),
  ...missingForms(formsNeeded(values, settings, filing), forms),
]

/**
 * For the features that change a person's record: a filing that was kept back for what was missing goes before the candidate
 * once it is there, and is taken back when something is missing again.
 */
export const recordsFollow =
  (platform: Platform, { rules, news }: { rules: FilingRules; news: CandidateNews }): RecordFollower =>
  async (tx, personIds) => {
    const repository = trialsRepository(tx)
    const now = platform.now().toISOString()
    for (const trial of await repository.lockUnanswered(personIds)) {
      const person = await loadFiledPerson(tx, platform.cipher, trial.personId)
      if (!person) continue
      const { settings } = await rules.of(tx, trial)
      const state = stateAfterSaving(trial.confirmationState, trial.filing, missingOf(person, settings, today(platform), trial).length === 0)
      if (state === trial.confirmationState) continue
      await repository.setState(trial, state, now)
      if (state !== 'awaiting') continue
      const event = trial.reopenReason === null ? 'filing.filed' : 'filing.corrected'
      await news.tellPerson(tx, trial.personId, { event, key: `${trial.id}:${trial.version + 1}`, linkId: trial.id, params: { unitName: trial.organizationName, examYear: trial.filing.examYear } })
    }
  }
