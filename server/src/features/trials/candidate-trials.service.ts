import type { Objection } from '@talent/shared/contract/trials'
import { problem } from '@talent/shared/errors'
import type { ConfirmationState } from '@talent/shared/domain/states/confirmation'
import type { Connection } from '../../db/database'
import type { Transaction } from '../../db/transaction'
import type { Platform } from '../../platform'
import type { ApplicationsService } from '../applications/applications.service'
import type { IdentityFollower, PersonLock } from '../people/person-lock'
import { contentHash, filingContent, type FilingContent } from './filing-content'
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
    const content = filingContent(person.values, trial.filing, trial.totalMonths)
    return { trial, person, content, contentHash: contentHash(content), objections: await objectionsRepository(connection, cipher).ofTrial(trial.id) }
  }

  const bound = (connection: Connection, actor: Candidate) =>
    connection('unit_bindings').join('organizations', 'organizations.id', 'unit_bindings.organization_id').where('active_user_id', actor.wechatUserId)

  return {
    async unitOf(connection: Connection, actor: Candidate): Promise<{ organizationId: number; name: string; contact: string | null } | null> {
      const row = await bound(connection, actor).first('organizations.id', 'organizations.name', 'organizations.contact_name', 'organizations.contact_phone')
      if (!row) return null
      return { organizationId: row.id, name: row.name, contact: [row.contact_name, row.contact_phone].filter(Boolean).join(' ') || null }
    },

    async list(connection: Connection, actor: Candidate): Promise<FiledForCandidate[]> {
      const unit = await this.unitOf(connection, actor)
      if (!unit) return []
      const trials = await trialsRepository(connection).listForCandidate(actor.identityLookup, unit.organizationId)
      const loaded = await Promise.all(trials.map((trial) => load(connection, trial)))
      return loaded.filter((f) => f !== null)
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
    object: (tx: Transaction, trial: TrialRecord, wechatUserId: number, objections: NewObjection[]) =>
      objectionsRepository(tx, cipher).insert(trial, wechatUserId, objections, now()),

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

/** For the people feature: what a candidate has confirmed must not change below it. */
export const confirmedPeople: PersonLock = { lockedAmong: (connection, personIds) => trialsRepository(connection).confirmedAmong(personIds) }
