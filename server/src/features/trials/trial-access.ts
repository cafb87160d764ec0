import type { Trial } from '@talent/shared/contract/trials'
import type { ExamYearSettings } from '@talent/shared/domain/exam-year'
import { examYearPhase, type ExamYearPhase } from '@talent/shared/domain/exam-year'
import type { ConfirmationState } from '@talent/shared/domain/states/confirmation'
import { problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import type { Transaction } from '../../db/transaction'
import type { AccountActor } from '../../http/actor'
import { chinaTime, today, type Platform } from '../../platform'
import type { ApplicationsService } from '../applications/applications.service'
import type { ExamYearsService } from '../exam-years/exam-years.service'
import { departmentsInScope } from '../organization/organization-scope'
import { titled } from './objection-titles'
import { objectionsRepository } from './objections.repository'
import { loadFiledPerson, type FiledPerson } from './person-values'
import type { FilingRules } from './filing-rules'
import { formsNeeded, missingOf } from './records-follow'
import { presentTrial } from './trials.presenter'
import { trialsRepository, type TrialRecord } from './trials.repository'
import type { CandidateNews, FilingChange } from './trials.ports'

/** Closed years take nothing; after the closing day only what was asked to be corrected is open, until the last day for that. */
export const takes = (phase: ExamYearPhase, correction: boolean): boolean => phase === 'open' || (phase === 'correctionsOnly' && correction)

export function requireOpen(settings: ExamYearSettings, day: string, correction: boolean): void {
  const phase = examYearPhase(settings, day)
  if (takes(phase, correction)) return
  throw problem('EXAM_YEAR_CLOSED', { detail: closedText(settings, phase) })
}

export const closedText = (settings: ExamYearSettings, phase: ExamYearPhase): string =>
  phase === 'notOpen' ? `${settings.year} 年度自 ${settings.openDate} 起开放填报` : `${settings.year} 年度填报已于 ${settings.closeDate} 截止`

/** Reopened or objected to: it may be put right until the end of the corrections. */
export const isCorrection = (trial: Pick<TrialRecord, 'confirmationState' | 'reopenReason'>): boolean => trial.confirmationState === 'objected' || trial.reopenReason !== null

export interface TrialAccessDependencies {
  examYears: ExamYearsService
  rules: FilingRules
  applications: ApplicationsService
  news: CandidateNews
}

export type TrialAccess = ReturnType<typeof createTrialAccess>

/** What every change to a filing begins and ends with: loading it in scope, judging it, telling the candidate, showing it. */
export function createTrialAccess(platform: Platform, { examYears, rules, applications, news }: TrialAccessDependencies) {
  async function load(connection: Connection, actor: AccountActor, trialId: number, lock: boolean): Promise<TrialRecord> {
    const reach = await departmentsInScope(connection, actor.scope)
    const repository = trialsRepository(connection)
    const trial = lock ? await repository.lock(actor.scope, reach, trialId) : await repository.find(actor.scope, reach, trialId)
    if (!trial) throw problem('NOT_FOUND')
    return trial
  }

  return {
    load: (connection: Connection, actor: AccountActor, trialId: number): Promise<TrialRecord> => load(connection, actor, trialId, false),

    /** Locked, and not let go: what a candidate left behind in the unit is only read. */
    async lockKept(tx: Transaction, actor: AccountActor, trialId: number): Promise<TrialRecord> {
      const trial = await load(tx, actor, trialId, true)
      if (trial.releasedAt !== null) throw problem('TRIAL_STATE', { detail: `考生已于 ${chinaTime(new Date(trial.releasedAt))} 从本单位移除，这份填报只供查阅。如考生回到本单位，请重新填报` })
      return trial
    },

    /** Locked: what is on file of the person stays as it was judged. */
    async lockPerson(tx: Transaction, actor: AccountActor, personId: number): Promise<FiledPerson> {
      await tx('people').where({ id: personId, organization_id: actor.scope.organizationId }).forUpdate().first('id')
      const person = await loadFiledPerson(tx, platform.cipher, personId)
      const reach = await departmentsInScope(tx, actor.scope)
      const visible = person?.organizationId === actor.scope.organizationId && (reach === null || (person.departmentId !== null && reach.includes(person.departmentId)))
      if (!person || !visible) throw problem('NOT_FOUND')
      return person
    },

    isComplete: (person: FiledPerson, settings: ExamYearSettings, filed: Pick<TrialRecord, 'filing' | 'forms'>): boolean =>
      missingOf(person, settings, today(platform), filed).length === 0,

    /** What the candidate should hear about: the filing waits for the candidate's confirmation. */
    async announce(tx: Transaction, trialId: number, version: number, personId: number, before: ConfirmationState, after: ConfirmationState, change: FilingChange): Promise<void> {
      if (after === 'awaiting' && before !== 'awaiting') {
        await news.tellPerson(tx, personId, { ...change, key: `${trialId}:${version}`, linkId: trialId })
      }
    },

    async present(connection: Connection, trial: TrialRecord): Promise<Trial> {
      const person = await loadFiledPerson(connection, platform.cipher, trial.personId)
      if (!person) throw problem('NOT_FOUND')
      const bound = Boolean(await connection('unit_bindings').where('person_id', trial.personId).whereNotNull('active_user_id').first('id'))
      const objections = titled(await objectionsRepository(connection, platform.cipher).ofTrial(trial.id), person.file.details)
      const earlier = (await rules.earlierOf(connection, [trial])).get(trial.id)
      const { settings } = earlier ?? (await examYears.find(connection, trial.businessCode, trial.filing.examYear))
      return presentTrial(trial, person, {
        judgedBy: earlier?.settings ?? null,
        objections,
        missing: missingOf(person, settings, today(platform), trial),
        neededForms: formsNeeded(person.values, settings, trial.filing),
        candidateBound: bound,
        application: await applications.ofTrial(connection, trial.id),
      })
    },
  }
}
