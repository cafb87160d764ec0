import type { UnitContact } from '@talent/shared/contract/candidate'
import type { Objection } from '@talent/shared/contract/trials'
import { problem } from '@talent/shared/errors'
import { examYearPhase } from '@talent/shared/domain/exam-year'
import type { ConfirmationState } from '@talent/shared/domain/states/confirmation'
import type { Connection } from '../../db/database'
import type { Transaction } from '../../db/transaction'
import { today, type Platform } from '../../platform'
import type { ApplicationsService } from '../applications/applications.service'
import type { ExamYearsService } from '../exam-years/exam-years.service'
import type { IdentityFollower, PersonLock } from '../people/person-lock'
import { contentHash, filingContent, personContent, type ContentSection, type FilingContent } from './filing-content'
import { keptFilingsRepository } from './kept-filings.repository'
import { objectionsRepository, type NewObjection } from './objections.repository'
import { loadFiledPerson, type FiledPerson } from './person-values'
import { trialsRepository, type TrialRecord } from './trials.repository'

/** A filing as its candidate meets it. */
export interface FiledForCandidate {
  trial: TrialRecord
  person: FiledPerson
  content: FilingContent
  contentHash: string
  objections: Objection[]
  /** What was last objected to, as it stood; null when nothing was since the last confirmation. */
  objectedTo: FilingContent | null
}

/** The verified user whose filings these are. */
export interface Candidate {
  wechatUserId: number
  identityLookup: string
}

export type CandidateTrials = ReturnType<typeof createCandidateTrials>

/** The candidate's side of a filing: only those of the unit one is bound to, and only of one's own identity. */
export function createCandidateTrials(platform: Platform) {
  const { cipher } = platform
  const now = () => platform.now().toISOString()

  async function load(connection: Connection, trial: TrialRecord): Promise<FiledForCandidate | null> {
    const person = await loadFiledPerson(connection, cipher, trial.personId)
    if (!person) return null
    const content = filingContent(person, trial)
    return {
      trial, person, content, contentHash: contentHash(content), objections: await objectionsRepository(connection, cipher).ofTrial(trial.id),
      objectedTo: await keptFilingsRepository(connection, cipher).objected(trial.id),
    }
  }

  const bound = (connection: Connection, actor: Candidate) =>
    connection('unit_bindings').join('organizations', 'organizations.id', 'unit_bindings.organization_id').where('active_user_id', actor.wechatUserId)

  return {
    async unitOf(connection: Connection, actor: Candidate): Promise<{ organizationId: number; name: string; contact: UnitContact | null } | null> {
      const row = await bound(connection, actor).first('organizations.id', 'organizations.name', 'organizations.contact_name', 'organizations.contact_phone')
      if (!row) return null
      return { organizationId: row.id, name: row.name, contact: row.contact_name || row.contact_phone ? { name: row.contact_name || null, phone: row.contact_phone || null } : null }
    },

    async list(connection: Connection, actor: Candidate): Promise<FiledForCandidate[]> {
      const unit = await this.unitOf(connection, actor)
      if (!unit) return []
      const trials = await trialsRepository(connection).listForCandidate(actor.identityLookup, unit.organizationId)
      const loaded = await Promise.all(trials.map((trial) => load(connection, trial)))
      return loaded.filter((f) => f !== null)
    },

    /** The record that the candidate is bound to, in full, filed or not. */
    async onFile(connection: Connection, actor: Candidate): Promise<ContentSection[]> {
      const binding = await connection('unit_bindings').where('active_user_id', actor.wechatUserId).first('person_id')
      const person = binding ? await loadFiledPerson(connection, cipher, binding.person_id) : null
      return person?.identityLookup === actor.identityLookup ? personContent(person.values, person.file) : []
    },

    async find(connection: Connection, actor: Candidate, trialId: number): Promise<FiledForCandidate | null> {
      const unit = await this.unitOf(connection, actor)
      const trial = unit && (await trialsRepository(connection).findForCandidate(actor.identityLookup, trialId))
      return trial?.organizationId === unit?.organizationId && trial ? load(connection, trial) : null
    },

    /** Locked with the person's row, so that nothing shown can change until the transaction ends. */
    async lock(tx: Transaction, actor: Candidate, trialId: number): Promise<FiledForCandidate | null> {
      // The binding as well: nobody leaves the unit while something is confirmed in its name.
      await tx('unit_bindings').where('active_user_id', actor.wechatUserId).forUpdate().first('id')
      const unit = await this.unitOf(tx, actor)
      const trial = unit && (await trialsRepository(tx).lockForCandidate(actor.identityLookup, trialId))
      if (!trial || trial.organizationId !== unit.organizationId) return null
      await tx('people').where('id', trial.personId).forUpdate().first('id')
      return load(tx, trial)
    },

    setState: (tx: Transaction, trial: TrialRecord, state: ConfirmationState) => trialsRepository(tx).setState(trial, state, now()),
    async object(tx: Transaction, { trial, content }: FiledForCandidate, wechatUserId: number, objections: NewObjection[]): Promise<void> {
      await objectionsRepository(tx, cipher).insert(trial, wechatUserId, objections, now())
      await keptFilingsRepository(tx, cipher).keepObjected(trial.id, content, now())
      await keptFilingsRepository(tx, cipher).keepPictures(trial.id, content)
    },

    /** Confirmed: what it shows stays, pictures included, whatever becomes of the record. */
    async keepConfirmed(tx: Transaction, { trial, content }: FiledForCandidate): Promise<void> {
      await keptFilingsRepository(tx, cipher).forgetObjected(trial.id)
      await keptFilingsRepository(tx, cipher).keepPictures(trial.id, content)
    },

    keepsPicture: async (connection: Connection, trialId: number, attachmentId: number): Promise<boolean> =>
      (await keptFilingsRepository(connection, cipher).picturesOf(trialId)).includes(attachmentId),

    /** 从单位移除: locked and let go, so that the next unit may file. */
    lockForRemoval: async (tx: Transaction, trialId: number): Promise<void> => void (await tx('trials').where('id', trialId).forUpdate().first('id')),
    release: async (tx: Transaction, trialId: number): Promise<void> => void (await trialsRepository(tx).release(trialId, now())),

    /** What a check of the person before confirming is for. */
    async subjectOf(connection: Connection, actor: Candidate, trialId: number): Promise<{ organizationId: number; organizationName: string; businessCode: string; examYear: number } | null> {
      const found = (await this.list(connection, actor)).find(({ trial }) => trial.id === trialId && trial.confirmationState !== 'notReady')
      return found ? { organizationId: found.trial.organizationId, organizationName: found.trial.organizationName, businessCode: found.trial.businessCode, examYear: found.trial.filing.examYear } : null
    },
  }
}

/** For the people feature: filings of a record whose number was put right go along, those of an application keep theirs. */
export const filingsFollow =
  (applications: Pick<ApplicationsService, 'hasOpenFor'>): IdentityFollower =>
  async (tx, personId, identityLookup) => {
    if (await applications.hasOpenFor(tx, personId)) {
      throw problem('BAD_INPUT', [{ path: ['identityNumber'], code: 'IDENTITY_FILED', message: '该人员已用此证件提交过本年度申报，证件类别和证件号不能修改' }])
    }
    await trialsRepository(tx).moveIdentity(personId, identityLookup)
  }

/**
 * For the people feature: what a candidate has confirmed must not change below it, as long as its exam year goes on. Once
 * the year is over and closed nobody could open the filing again, and the record must be right for the next one; what was
 * confirmed stays in its snapshot.
 */
export const confirmedPeople = (platform: Pick<Platform, 'now'>, examYears: Pick<ExamYearsService, 'list' | 'currentYear'>): PersonLock => ({
  async lockedAmong(connection, personIds) {
    const confirmed = await trialsRepository(connection).confirmedOf(personIds)
    const thisYear = examYears.currentYear()
    const past = confirmed.filter(({ examYear }) => examYear < thisYear)
    const stillOpen = past.length > 0 ? (await examYears.list(connection)).filter(({ settings }) => examYearPhase(settings, today(platform)) !== 'closed') : []
    const binds = (filing: { businessCode: string; examYear: number }) =>
      filing.examYear >= thisYear || stillOpen.some(({ businessCode, year }) => businessCode === filing.businessCode && year === filing.examYear)
    return new Set(confirmed.filter(binds).map(({ personId }) => personId))
  },
})
