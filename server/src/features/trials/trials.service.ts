import type { Trial, TrialInput } from '@talent/shared/contract/trials'
import type { ExamYearSettings } from '@talent/shared/domain/exam-year'
import { trialBusiness } from '@talent/shared/domain/exam-business'
import { isError } from '@talent/shared/domain/issue'
import { confirmation } from '@talent/shared/domain/states/confirmation'
import { move } from '@talent/shared/domain/state-machine'
import { checkTrialFiling, totalMonths, type TrialFiling } from '@talent/shared/domain/trial-period'
import { problem } from '@talent/shared/errors'
import { inTransaction, type Transaction } from '../../db/transaction'
import type { AccountActor } from '../../http/actor'
import { today, type Platform } from '../../platform'
import type { ApplicationsService } from '../applications/applications.service'
import type { ExamYearsService } from '../exam-years/exam-years.service'
import { record } from '../operation-log/operation-log.service'
import type { FilingRules } from './filing-rules'
import { stateAfterSaving } from './filing-state'
import { keptFilingsRepository } from './kept-filings.repository'
import { objectionsRepository } from './objections.repository'
import type { FiledPerson } from './person-values'
import { isCorrection, requireOpen, type TrialAccess } from './trial-access'
import { trialsRepository, type TrialRecord } from './trials.repository'

export interface TrialsDependencies {
  examYears: ExamYearsService
  rules: FilingRules
  applications: ApplicationsService
  /** Pictures that a removed filing kept and that nothing else shows. */
  releasePictures(tx: Transaction, attachmentIds: readonly number[]): Promise<void>
}

export type TrialsService = ReturnType<typeof createTrialsService>

/** The unit of one's own segments is the institution itself, whatever was sent. */
export const withOwnUnit = (filing: TrialFiling, institutionName: string): TrialFiling => ({
  ...filing,
  segments: filing.segments.map((s) => (s.own ? { ...s, unitName: institutionName } : s)),
})

export function createTrialsService(platform: Platform, access: TrialAccess, { examYears, rules, applications, releasePictures }: TrialsDependencies) {
  const { knex } = platform.database
  const { announce, isComplete, load, lockKept, lockPerson, present } = access
  const now = () => platform.now().toISOString()

  function check(filing: TrialFiling, settings: ExamYearSettings, person: FiledPerson): number {
    const { employmentStatus, education } = person.values
    if (!settings.eligibleStatuses.includes(employmentStatus)) throw problem('PERSON_NOT_ELIGIBLE')
    const issues = checkTrialFiling(filing, settings, { education, employmentStatus }).filter(isError)
    if (issues.length) throw problem('TRIAL_REJECTED', issues)
    return totalMonths(filing.segments) ?? 0
  }

  /** An application is of its year and its kind of exam, with the reviews it has: another one is another filing. */
  async function refuseOtherExam(tx: Transaction, trial: TrialRecord, input: TrialInput): Promise<void> {
    const changed = (['examYear', 'assistantUpgrade'] as const).filter((field) => input[field] !== trial.filing[field])
    if (changed.length === 0 || !(await applications.lockByTrial(tx, trial.id))) return
    throw problem('TRIAL_REJECTED', changed.map((field) => ({ path: [field], code: 'EXAM_FIXED', message: '该填报已提交过申报，不能改为其他年度或其他类别的考试' })))
  }

  return {
    async get(actor: AccountActor, trialId: number): Promise<Trial> {
      return present(knex, await load(knex, actor, trialId))
    },

    async create(actor: AccountActor, personId: number, input: TrialInput): Promise<Trial> {
      return inTransaction(knex, async (tx) => {
        const { settings } = await examYears.find(tx, trialBusiness, input.examYear)
        requireOpen(settings, today(platform), false)
        const person = await lockPerson(tx, actor, personId)
        const filing = withOwnUnit(input, actor.organization.name)
        const months = check(filing, settings, person)
        const state = stateAfterSaving('notReady', filing, isComplete(person, settings, { filing, forms: [] }))
        const id = await trialsRepository(tx).insert(person, trialBusiness, filing, months, state, now())
        await record(tx, platform.now(), { organizationId: actor.organization.id, author: actor.author, action: 'trial.create', subject: `trial:${id}`, detail: { person: personId, year: input.examYear } })
        await announce(tx, id, 1, personId, 'notReady', state, { event: 'filing.filed', params: { unitName: actor.organization.name, examYear: input.examYear } })
        return present(tx, await load(tx, actor, id))
      })
    },

    async update(actor: AccountActor, trialId: number, input: TrialInput & { version: number }): Promise<Trial> {
      return inTransaction(knex, async (tx) => {
        const trial = await lockKept(tx, actor, trialId)
        if (trial.businessCode !== trialBusiness) throw problem('NOT_FOUND')
        if (trial.version !== input.version) throw problem('STALE', { data: await present(tx, trial) })
        if (trial.confirmationState === 'confirmed') throw problem('TRIAL_CONFIRMED')
        await refuseOtherExam(tx, trial, input)
        const { settings } = await rules.of(tx, { ...trial, filing: input })
        requireOpen(settings, today(platform), isCorrection(trial))
        const filing = withOwnUnit(input, trial.organizationName)
        const person = await lockPerson(tx, actor, trial.personId)
        const months = check(filing, settings, person)
        const state = stateAfterSaving(trial.confirmationState, filing, isComplete(person, settings, { filing, forms: trial.forms }))
        await trialsRepository(tx).replace(trial, filing, months, state, now())
        await record(tx, platform.now(), { organizationId: actor.organization.id, author: actor.author, action: 'trial.update', subject: `trial:${trialId}` })
        await announce(tx, trialId, trial.version + 1, trial.personId, trial.confirmationState, state, { event: 'filing.corrected', params: { unitName: actor.organization.name, examYear: input.examYear } })
        return present(tx, await load(tx, actor, trialId))
      })
    },

    async remove(actor: AccountActor, trialId: number): Promise<void> {
      await inTransaction(knex, async (tx) => {
        const trial = await lockKept(tx, actor, trialId)
        if (trial.confirmationState === 'confirmed') throw problem('TRIAL_CONFIRMED')
        if (await applications.lockByTrial(tx, trialId)) throw problem('TRIAL_STATE', { detail: '该填报已提交过申报，审核记录须保留，不能删除' })
        const kept = keptFilingsRepository(tx, platform.cipher)
        const pictures = [...new Set([...(await kept.picturesOf(trialId)), ...trial.forms.map(({ attachmentId }) => attachmentId)])]
        await kept.remove(trialId)
        await trialsRepository(tx).remove(trialId)
        await releasePictures(tx, pictures)
        await record(tx, platform.now(), { organizationId: actor.organization.id, author: actor.author, action: 'trial.remove', subject: `trial:${trialId}`, detail: { person: trial.personId } })
      })
    },

    /** 重新打开 what the candidate confirmed: the confirmation is void, and the candidate is told why. */
    async reopen(actor: AccountActor, trialId: number, input: { reason: string; version: number }): Promise<Trial> {
      return inTransaction(knex, async (tx) => {
        const trial = await lockKept(tx, actor, trialId)
        if (trial.version !== input.version) throw problem('STALE', { data: await present(tx, trial) })
        const moved = move(confirmation, trial.confirmationState, 'reopen')
        if (!moved.ok) throw problem('TRIAL_STATE', { detail: `现在的状态是“${confirmation.looks[trial.confirmationState].label}”，不需要重新打开` })
        const { settings } = await examYears.find(tx, trial.businessCode, trial.filing.examYear)
        requireOpen(settings, today(platform), true)
        await applications.reopen(tx, trialId, input.reason)
        await trialsRepository(tx).setState(trial, moved.state, now(), { reopen_reason: input.reason })
        await record(tx, platform.now(), { organizationId: actor.organization.id, author: actor.author, action: 'trial.reopen', subject: `trial:${trialId}` })
        await announce(tx, trialId, trial.version + 1, trial.personId, 'confirmed', moved.state, { event: 'filing.reopened', params: { unitName: actor.organization.name, reason: input.reason } })
        return present(tx, await load(tx, actor, trialId))
      })
    },

    async answerObjection(actor: AccountActor, objectionId: number, answer: string): Promise<Trial> {
      return inTransaction(knex, async (tx) => {
        const objections = objectionsRepository(tx, platform.cipher)
        const trialId = await objections.trialOf(actor.scope, objectionId)
        if (trialId === null) throw problem('NOT_FOUND')
        const trial = await lockKept(tx, actor, trialId)
        if (!(await objections.answer(objectionId, answer, now()))) throw problem('TRIAL_STATE', { detail: '该异议已答复' })
        await record(tx, platform.now(), { organizationId: actor.organization.id, author: actor.author, action: 'objection.answer', subject: `trial:${trialId}`, detail: { objection: objectionId } })
        const moved = move(confirmation, trial.confirmationState, 'answer')
        if (moved.ok && (await objections.openCount(trialId)) === 0) {
          const { settings } = await rules.of(tx, trial)
          const state = stateAfterSaving(moved.state, trial.filing, isComplete(await lockPerson(tx, actor, trial.personId), settings, trial))
          await trialsRepository(tx).setState(trial, state, now())
          await announce(tx, trialId, trial.version + 1, trial.personId, trial.confirmationState, state, { event: 'filing.answered', params: { unitName: actor.organization.name } })
        }
        return present(tx, await load(tx, actor, trialId))
      })
    },
  }
}
