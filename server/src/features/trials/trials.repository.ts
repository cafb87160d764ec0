import type { Knex } from 'knex'
import type { ConfirmationState } from '@talent/shared/domain/states/confirmation'
import type { SpecialForm } from '@talent/shared/domain/special-forms'
import { trialBusiness, type ExamBusiness } from '@talent/shared/domain/exam-business'
import type { TrialFiling } from '@talent/shared/domain/trial-period'
import type { Connection } from '../../db/database'
import { isDuplicate } from '../../db/transaction'
import type { Scope } from '../../http/actor'
import { problem } from '@talent/shared/errors'
import type { PersonPicture } from '../details/details-reader'

/** A photo of a stamped form. */
export interface FormPhoto extends PersonPicture {
  form: SpecialForm
}

export interface TrialRecord {
  id: number
  organizationId: number
  organizationName: string
  personId: number
  identityLookup: string
  businessCode: ExamBusiness
  totalMonths: number
  confirmationState: ConfirmationState
  reopenReason: string | null
  /** When the candidate was removed from the unit: it stays as it was, and another unit may file. */
  releasedAt: string | null
  filing: TrialFiling
  /** In the order of their uploads. */
  forms: FormPhoto[]
  version: number
  updatedAt: string
}

type Row = Record<string, unknown>

export const readFiling = (row: Row, segments: Row[]): TrialFiling => ({
  examYear: Number(row.exam_year),
  applyLevel: String(row.apply_level),
  applyCategory: String(row.apply_category),
  assistantUpgrade: Boolean(row.assistant_upgrade),
  assistantQualificationNo: String(row.assistant_qualification_no),
  assistantPractisingNo: String(row.assistant_practising_no),
  freshGraduate: Boolean(row.fresh_graduate),
  schoolOrArmy: Boolean(row.school_or_army),
  institutionOpinion: String(row.institution_opinion),
  postName: String(row.post_name),
  segments: segments.map((s) => ({
    own: Boolean(s.own),
    unitName: String(s.unit_name),
    startDate: String(s.start_date),
    endDate: String(s.end_date),
    supervisorName: String(s.supervisor_name),
    supervisorCertificateNo: String(s.supervisor_certificate_no),
    supervisorEvaluation: String(s.supervisor_evaluation),
  })),
})

export const columnsOf = (filing: TrialFiling, totalMonths: number, businessCode: string = trialBusiness) => ({
  exam_year: filing.examYear,
  exam_type: businessCode !== trialBusiness ? 'title' : filing.assistantUpgrade ? 'assistant' : 'trial',
  post_name: filing.postName ?? '',
  apply_level: filing.applyLevel,
  apply_category: filing.applyCategory,
  assistant_upgrade: filing.assistantUpgrade,
  assistant_qualification_no: filing.assistantUpgrade ? (filing.assistantQualificationNo ?? '') : '',
  assistant_practising_no: filing.assistantUpgrade ? (filing.assistantPractisingNo ?? '') : '',
  fresh_graduate: filing.freshGraduate,
  school_or_army: filing.schoolOrArmy ?? false,
  institution_opinion: filing.institutionOpinion,
  total_months: totalMonths,
})

export const segmentRows = (trialId: number, filing: TrialFiling) =>
  filing.segments.map((s, position) => ({
    trial_id: trialId, position, own: s.own, unit_name: s.unitName, start_date: s.startDate, end_date: s.endDate, supervisor_name: s.supervisorName,
    supervisor_certificate_no: s.supervisorCertificateNo, supervisor_evaluation: s.supervisorEvaluation,
  }))

const renamedAtOnce = 500

/** One filing per identity number, exam year and exam type: a second one meets the unique index. */
const namingDuplicate = async <T>(write: Promise<T>): Promise<T> => {
  try {
    return await write
  } catch (error) {
    if (isDuplicate(error)) throw problem('TRIAL_EXISTS')
    throw error
  }
}

/** Rows of the scope's institution, and of the departments that the account is limited to. */
export function inScope(query: Knex.QueryBuilder, scope: Scope, departmentIds: readonly number[] | null): Knex.QueryBuilder {
  void query.where('trials.organization_id', scope.organizationId)
  if (departmentIds) void query.whereIn('people.department_id', departmentIds)
  return query
}

/** The photos of these filings, by filing. */
export async function formPhotosOf(connection: Connection, trialIds: readonly number[]): Promise<ReadonlyMap<number, FormPhoto[]>> {
  const rows: { trial_id: number; form: SpecialForm; attachment_id: number; width: number; height: number; sha256: string }[] = await connection('trial_forms')
    .join('attachments', 'attachments.id', 'trial_forms.attachment_id')
    .whereIn('trial_forms.trial_id', trialIds)
    .orderBy('trial_forms.id')
    .select('trial_forms.trial_id', 'trial_forms.form', 'trial_forms.attachment_id', 'attachments.width', 'attachments.height', 'attachments.sha256')
  const photos = new Map<number, FormPhoto[]>(trialIds.map((id) => [id, []]))
  for (const { trial_id, form, attachment_id, width, height, sha256 } of rows) photos.get(trial_id)?.push({ form, attachmentId: attachment_id, width, height, sha256 })
  return photos
}

export const trialsRepository = (connection: Connection) => {
  const withOrganization = () => connection('trials').join('organizations', 'organizations.id', 'trials.organization_id').select('trials.*', 'organizations.name as organization_name')

  async function read(row: Row | undefined): Promise<TrialRecord | null> {
    if (!row) return null
    const segments: Row[] = await connection('trial_segments').where('trial_id', row.id as number).orderBy('position')
    return {
      id: Number(row.id),
      organizationId: Number(row.organization_id),
      organizationName: String(row.organization_name),
      personId: Number(row.person_id),
      identityLookup: String(row.identity_lookup),
      businessCode: row.business_code as ExamBusiness,
      totalMonths: Number(row.total_months),
      confirmationState: row.confirmation_state as ConfirmationState,
      reopenReason: row.reopen_reason as string | null,
      releasedAt: row.released_at as string | null,
      filing: readFiling(row, segments),
      forms: (await formPhotosOf(connection, [Number(row.id)])).get(Number(row.id)) ?? [],
      version: Number(row.version),
      updatedAt: String(row.updated_at),
    }
  }

  return {
    /** In the scope or null; `departmentIds` are those that the account is limited to, null for all. */
    async find(scope: Scope, departmentIds: readonly number[] | null, trialId: number): Promise<TrialRecord | null> {
      const query = withOrganization().join('people', 'people.id', 'trials.person_id').where('trials.id', trialId)
      return read(await inScope(query, scope, departmentIds).first())
    },

    async lock(scope: Scope, departmentIds: readonly number[] | null, trialId: number): Promise<TrialRecord | null> {
      await connection('trials').where({ id: trialId, organization_id: scope.organizationId }).forUpdate().first('id')
      return this.find(scope, departmentIds, trialId)
    },

    /** By its own id, for the candidate it belongs to: the caller has checked whose it is. */
    async lockForCandidate(identityLookup: string, trialId: number): Promise<TrialRecord | null> {
      await connection('trials').where({ id: trialId, identity_lookup: identityLookup }).forUpdate().first('id')
      return this.findForCandidate(identityLookup, trialId)
    },
    findForCandidate: async (identityLookup: string, trialId: number) =>
      read(await withOrganization().where({ 'trials.id': trialId, 'trials.identity_lookup': identityLookup, 'trials.released': 0 }).first()),
    async listForCandidate(identityLookup: string, organizationId: number): Promise<TrialRecord[]> {
      const rows = await withOrganization()
        .where({ 'trials.identity_lookup': identityLookup, 'trials.organization_id': organizationId, 'trials.released': 0 })
        .orderBy('exam_year', 'desc')
      const trials = await Promise.all(rows.map(read))
      return trials.filter((t) => t !== null)
    },

    async insert(person: { id: number; organizationId: number; identityLookup: string }, businessCode: string, filing: TrialFiling, totalMonths: number, state: ConfirmationState, now: string): Promise<number> {
      const [id = 0] = await namingDuplicate(
        connection('trials').insert({
          organization_id: person.organizationId, person_id: person.id, identity_lookup: person.identityLookup, business_code: businessCode,
          ...columnsOf(filing, totalMonths, businessCode), confirmation_state: state, created_at: now, updated_at: now,
        }),
      )
      await this.insertSegments(id, filing)
      return id
    },

    async insertSegments(trialId: number, filing: TrialFiling): Promise<void> {
      if (filing.segments.length > 0) await connection('trial_segments').insert(segmentRows(trialId, filing))
    },

    async replace(trial: TrialRecord, filing: TrialFiling, totalMonths: number, state: ConfirmationState, now: string): Promise<void> {
      await namingDuplicate(
        connection('trials').where('id', trial.id).update({ ...columnsOf(filing, totalMonths, trial.businessCode), confirmation_state: state, version: trial.version + 1, updated_at: now }),
      )
      await connection('trial_segments').where('trial_id', trial.id).delete()
      await this.insertSegments(trial.id, filing)
    },

    setState: (trial: TrialRecord, state: ConfirmationState, now: string, more: { reopen_reason?: string | null } = {}) =>
      connection('trials').where('id', trial.id).update({ confirmation_state: state, ...more, version: trial.version + 1, updated_at: now }),

    /** It gives way to the filing of the next unit and is only read from now on. */
    release: (trialId: number, now: string) =>
      connection('trials').where('id', trialId).update({ released: trialId, released_at: now, version: connection.raw('version + 1'), updated_at: now }),

    /** The unit's own segments of filings that no candidate has confirmed; nothing else about them changes. */
    async renameUnit(organizationId: number, name: string, now: string): Promise<void> {
      const open = () => connection('trials').where({ organization_id: organizationId, released: 0 }).whereNot('confirmation_state', 'confirmed')
      const ids: number[] = (await open().orderBy('id').forUpdate().select('id')).map((row) => row.id)
      for (let at = 0; at < ids.length; at += renamedAtOnce) {
        const some = ids.slice(at, at + renamedAtOnce)
        const changed: number[] = (await connection('trial_segments').whereIn('trial_id', some).where('own', true).whereNot('unit_name', name).distinct('trial_id')).map((row) => row.trial_id)
        await connection('trial_segments').whereIn('trial_id', changed).where('own', true).update({ unit_name: name })
        await connection('trials').whereIn('id', changed).update({ version: connection.raw('version + 1'), updated_at: now })
      }
    },

    /** Filings of these people that the candidate has not answered: those that follow what is on file. */
    async lockUnanswered(personIds: readonly number[]): Promise<TrialRecord[]> {
      const unanswered = () => connection('trials').whereIn('person_id', personIds).whereIn('confirmation_state', ['notReady', 'awaiting']).where('released', 0)
      const ids: { id: number }[] = await unanswered().orderBy('id').forUpdate().select('id')
      if (ids.length === 0) return []
      const rows: Row[] = await withOrganization().whereIn('trials.id', ids.map(({ id }) => id)).orderBy('trials.id')
      const trials: TrialRecord[] = []
      for (const row of rows) {
        const trial = await read(row)
        if (trial) trials.push(trial)
      }
      return trials
    },

    addForm: (trialId: number, form: SpecialForm, attachmentId: number, now: string) =>
      connection('trial_forms').insert({ trial_id: trialId, form, attachment_id: attachmentId, created_at: now }),
    removeForm: (trialId: number, attachmentId: number) => connection('trial_forms').where({ trial_id: trialId, attachment_id: attachmentId }).delete(),

    async remove(trialId: number): Promise<void> {
      await connection('trial_forms').where('trial_id', trialId).delete()
      await connection('trial_segments').where('trial_id', trialId).delete()
      await connection('objections').where('trial_id', trialId).delete()
      await connection('trials').where('id', trialId).delete()
    },

    moveIdentity: (personId: number, identityLookup: string) =>
      namingDuplicate(
        connection('trials')
          .where({ person_id: personId, released: 0 })
          .whereNotExists((made) => void made.from('applications').whereRaw('applications.trial_id = trials.id').select('id'))
          .update({ identity_lookup: identityLookup }),
      ),

    /** What these people have confirmed and the unit has not opened again. */
    async confirmedOf(personIds: readonly number[]): Promise<{ personId: number; businessCode: string; examYear: number }[]> {
      const rows: { person_id: number; business_code: string; exam_year: number }[] = await connection('trials')
        .whereIn('person_id', personIds)
        .where({ confirmation_state: 'confirmed', released: 0 })
        .select('person_id', 'business_code', 'exam_year')
      return rows.map((row) => ({ personId: row.person_id, businessCode: row.business_code, examYear: row.exam_year }))
    },
  }
}
