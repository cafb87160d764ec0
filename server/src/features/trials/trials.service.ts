import type { Trial, TrialInput } from '@talent/shared/contract/trials'
import type { ExamYearSettings } from '@talent/shared/domain/exam-year'
import { examYearPhase, type ExamYearPhase } from '@talent/shared/domain/exam-year'
import { isError } from '@talent/shared/domain/issue'
import { confirmation, type ConfirmationState } from '@talent/shared/domain/states/confirmation'
import { move } from '@talent/shared/domain/state-machine'
import { checkTrialFiling, totalMonths, type TrialFiling } from '@talent/shared/domain/trial-period'
import { problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import { inTransaction, type Transaction } from '../../db/transaction'
import type { AccountActor } from '../../http/actor'
import { chinaTime, today, type Platform } from '../../platform'
import type { ApplicationsService } from '../applications/applications.service'
import type { ExamYearsService } from '../exam-years/exam-years.service'
import { record } from '../operation-log/operation-log.service'
import { departmentsInScope } from '../organization/organization-scope'
import { stateAfterSaving } from './filing-state'
import { keptFilingsRepository } from './kept-filings.repository'
import { titled } from './objection-titles'
import { objectionsRepository } from './objections.repository'
import { loadFiledPerson, type FiledPerson } from './person-values'
import { missingOf } from './records-follow'
import { presentTrial } from './trials.presenter'
import { trialsRepository, type TrialRecord } from './trials.repository'
import type { CandidateNews, FilingChange } from './trials.ports'

/** The exam that asks a trial period. */
export const trialBusiness = '05'

export interface TrialsDependencies {
  examYears: ExamYearsService
  applications: ApplicationsService
  news: CandidateNews
  /** Pictures that a removed filing kept and that nothing else shows. */
  releasePictures(tx: Transaction, attachmentIds: readonly number[]): Promise<void>
}

export type TrialsService = ReturnType<typeof createTrialsService>

/** Closed years take nothing; after the closing day only what was asked to be corrected is open, until the last day for that. */
export const takes = (phase: ExamYearPhase, correction: boolean): boolean => phase === 'open' || (phase === 'correctionsOnly' && correction)

export function requireOpen(settings: ExamYearSettings, day: string, correction: boolean): void {
  const phase = examYearPhase(settings, day)
  if (takes(phase, correction)) return
  throw problem('EXAM_YEAR_CLOSED', { detail: closedText(settings, phase) })
}

export const closedText = (settings: ExamYearSettings, phase: ExamYearPhase): string =>
  phase === 'notOpen' ? `${settings.year} 年度自 ${settings.openDate} 起开放填报` : `${settings.year} 年度填报已于 ${settings.closeDate} 截止`

/** The unit of one's own segments is the institution itself, whatever was sent. */
export const withOwnUnit = (filing: TrialFiling, institutionName: string): TrialFiling => ({
  ...filing,
  segments: filing.segments.map((s) => (s.own ? { ...s, unitName: institutionName } : s)),
})

export function createTrialsService(platform: Platform, { examYears, applications, news, releasePictures }: TrialsDependencies) {
  const { knex } = platform.database
  const now = () => platform.now().toISOString()

  async function load(connection: Connection, actor: AccountActor, trialId: number, lock: boolean): Promise<TrialRecord> {
    const reach = await departmentsInScope(connection, actor.scope)
    const repository = trialsRepository(connection)
    const trial = lock ? await repository.lock(actor.scope, reach, trialId) : await repository.find(actor.scope, reach, trialId)
    if (!trial) throw problem('NOT_FOUND')
    return trial
  }

  /** Locked, and not let go: what a candidate left behind in the unit is only read. */
  async function loadKept(tx: Transaction, actor: AccountActor, trialId: number): Promise<TrialRecord> {
    const trial = await load(tx, actor, trialId, true)
    if (trial.releasedAt !== null) throw problem('TRIAL_STATE', { detail: `考生已于 ${chinaTime(new Date(trial.releasedAt))} 从本单位移除，这份填报只供查阅。如考生回到本单位，请重新填报` })
    return trial
  }

  /** Locked: what is on file of the person stays as it was judged. */
  async function requirePerson(tx: Transaction, actor: AccountActor, personId: number): Promise<FiledPerson> {
    await tx('people').where({ id: personId, organization_id: actor.scope.organizationId }).forUpdate().first('id')
    const person = await loadFiledPerson(tx, platform.cipher, personId)
    const reach = await departmentsInScope(tx, actor.scope)
    const visible = person?.organizationId === actor.scope.organizationId && (reach === null || (person.departmentId !== null && reach.includes(person.departmentId)))
    if (!person || !visible) throw problem('NOT_FOUND')
    return person
  }

  function check(filing: TrialFiling, settings: ExamYearSettings, person: FiledPerson): number {
    const { employmentStatus, education } = person.values
    if (!settings.eligibleStatuses.includes(employmentStatus)) throw problem('PERSON_NOT_ELIGIBLE')
    const issues = checkTrialFiling(filing, settings, { education, employmentStatus }).filter(isError)
    if (issues.length) throw problem('TRIAL_REJECTED', issues)
    return totalMonths(filing.segments) ?? 0
  }

  const isComplete = (person: FiledPerson, settings: ExamYearSettings): boolean => missingOf(person, settings, today(platform)).length === 0

  /** An application is of its year and its kind of exam, with the reviews it has: another one is another filing. */
  async function refuseOtherExam(tx: Transaction, trial: TrialRecord, input: TrialInput): Promise<void> {
    const changed = (['examYear', 'assistantUpgrade'] as const).filter((field) => input[field] !== trial.filing[field])
    if (changed.length === 0 || !(await applications.lockByTrial(tx, trial.id))) return
    throw problem('TRIAL_REJECTED', changed.map((field) => ({ path: [field], code: 'EXAM_FIXED', message: '该填报已提交过申报，不能改为其他年度或其他类别的考试' })))
  }

  /** What the candidate should hear about: the filing waits for the candidate's confirmation. */
  async function announce(tx: Transaction, trialId: number, version: number, personId: number, before: ConfirmationState, after: ConfirmationState, change: FilingChange): Promise<void> {
    if (after === 'awaiting' && before !== 'awaiting') {
      await news.tellPerson(tx, personId, { ...change, key: `${trialId}:${version}`, linkId: trialId })
    }
  }

  const present = async (connection: Connection, trial: TrialRecord): Promise<Trial> => {
    const person = await loadFiledPerson(connection, platform.cipher, trial.personId)
    if (!person) throw problem('NOT_FOUND')
    const bound = Boolean(await connection('unit_bindings').where('person_id', trial.personId).whereNotNull('active_user_id').first('id'))
    const objections = titled(await objectionsRepository(connection, platform.cipher).ofTrial(trial.id), person.file.details)
    const { settings } = await examYears.find(connection, trial.businessCode, trial.filing.examYear)
    const missing = missingOf(person, settings, today(platform))
    return presentTrial(trial, person, { objections, missing, candidateBound: bound, application: await applications.ofTrial(connection, trial.id) })
  }

  return {
    async get(actor: AccountActor, trialId: number): Promise<Trial> {
      return present(knex, await load(knex, actor, trialId, false))
    },

    async create(actor: AccountActor, personId: number, input: TrialInput): Promise<Trial> {
      return inTransaction(knex, async (tx) => {
        const { settings } = await examYears.find(tx, trialBusiness, input.examYear)
        requireOpen(settings, today(platform), false)
        const person = await requirePerson(tx, actor, personId)
        const filing = withOwnUnit(input, actor.organization.name)
        const months = check(filing, settings, person)
        const state = stateAfterSaving('notReady', filing, isComplete(person, settings))
        const id = await trialsRepository(tx).insert(person, trialBusiness, filing, months, state, now())
        await record(tx, platform.now(), { organizationId: actor.organization.id, author: actor.author, action: 'trial.create', subject: `trial:${id}`, detail: { person: personId, year: input.examYear } })
        await announce(tx, id, 1, personId, 'notReady', state, { event: 'filing.filed', params: { unitName: actor.organization.name, examYear: input.examYear } })
        return present(tx, await load(tx, actor, id, false))
      })
    },

    async update(actor: AccountActor, trialId: number, input: TrialInput & { version: number }): Promise<Trial> {
      return inTransaction(knex, async (tx) => {
        const trial = await loadKept(tx, actor, trialId)
        if (trial.version !== input.version) throw problem('STALE', { data: await present(tx, trial) })
        if (trial.confirmationState === 'confirmed') throw problem('TRIAL_CONFIRMED')
        const { settings } = await examYears.find(tx, trialBusiness, input.examYear)
        await refuseOtherExam(tx, trial, input)
        const correction = trial.confirmationState === 'objected' || trial.reopenReason !== null
        requireOpen(settings, today(platform), correction)
        const filing = withOwnUnit(input, trial.organizationName)
        const person = await requirePerson(tx, actor, trial.personId)
        const months = check(filing, settings, person)
        const state = stateAfterSaving(trial.confirmationState, filing, isComplete(person, settings))
        await trialsRepository(tx).replace(trial, filing, months, state, now())
        await record(tx, platform.now(), { organizationId: actor.organization.id, author: actor.author, action: 'trial.update', subject: `trial:${trialId}` })
        await announce(tx, trialId, trial.version + 1, trial.personId, trial.confirmationState, state, { event: 'filing.corrected', params: { unitName: actor.organization.name, examYear: input.examYear } })
        return present(tx, await load(tx, actor, trialId, false))
      })
    },

    async remove(actor: AccountActor, trialId: number): Promise<void> {
      await inTransaction(knex, async (tx) => {
        const trial = await loadKept(tx, actor, trialId)
        if (trial.confirmationState === 'confirmed') throw problem('TRIAL_CONFIRMED')
        if (await applications.lockByTrial(tx, trialId)) throw problem('TRIAL_STATE', { detail: '该填报已提交过申报，审核记录须保留，不能删除' })
        const kept = keptFilingsRepository(tx, platform.cipher)
        const pictures = await kept.picturesOf(trialId)
        await kept.remove(trialId)
        await trialsRepository(tx).remove(trialId)
        await releasePictures(tx, pictures)
        await record(tx, platform.now(), { organizationId: actor.organization.id, author: actor.author, action: 'trial.remove', subject: `trial:${trialId}`, detail: { person: trial.personId } })
      })
    },

    /** 重新打开 what the candidate confirmed: the confirmation is void, and the candidate is told why. */
    async reopen(actor: AccountActor, trialId: number, input: { reason: string; version: number }): Promise<Trial> {
      return inTransaction(knex, async (tx) => {
        const trial = await loadKept(tx, actor, trialId)
        if (trial.version !== input.version) throw problem('STALE', { data: await present(tx, trial) })
        const moved = move(confirmation, trial.confirmationState, 'reopen')
        if (!moved.ok) throw problem('TRIAL_STATE', { detail: `现在的状态是“${confirmation.looks[trial.confirmationState].label}”，不需要重新打开` })
        const { settings } = await examYears.find(tx, trial.businessCode, trial.filing.examYear)
        requireOpen(settings, today(platform), true)
        await applications.reopen(tx, trialId, input.reason)
        await trialsRepository(tx).setState(trial, moved.state, now(), { reopen_reason: input.reason })
        await record(tx, platform.now(), { organizationId: actor.organization.id, author: actor.author, action: 'trial.reopen', subject: `trial:${trialId}` })
        await announce(tx, trialId, trial.version + 1, trial.personId, 'confirmed', moved.state, { event: 'filing.reopened', params: { unitName: actor.organization.name, reason: input.reason } })
        return present(tx, await load(tx, actor, trialId, false))
      })
    },

    async answerObjection(actor: AccountActor, objectionId: number, answer: string): Promise<Trial> {
      return inTransaction(knex, async (tx) => {
        const objections = objectionsRepository(tx, platform.cipher)
        const trialId = await objections.trialOf(actor.scope, objectionId)
        if (trialId === null) throw problem('NOT_FOUND')
        const trial = await loadKept(tx, actor, trialId)
        if (!(await objections.answer(objectionId, answer, now()))) throw problem('TRIAL_STATE', { detail: '该异议已答复' })
        await record(tx, platform.now(), { organizationId: actor.organization.id, author: actor.author, action: 'objection.answer', subject: `trial:${trialId}`, detail: { objection: objectionId } })
        const moved = move(confirmation, trial.confirmationState, 'answer')
        if (moved.ok && (await objections.openCount(trialId)) === 0) {
          const { settings } = await examYears.find(tx, trial.businessCode, trial.filing.examYear)
          const state = stateAfterSaving(moved.state, trial.filing, isComplete(await requirePerson(tx, actor, trial.personId), settings))
          await trialsRepository(tx).setState(trial, state, now())
          await announce(tx, trialId, trial.version + 1, trial.personId, trial.confirmationState, state, { event: 'filing.answered', params: { unitName: actor.organization.name } })
        }
        return present(tx, await load(tx, actor, trialId, false))
      })
    },
  }
}
