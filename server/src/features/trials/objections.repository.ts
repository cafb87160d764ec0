import type { Objection } from '@talent/shared/contract/trials'
import type { Connection } from '../../db/database'
import type { FieldCipher } from '../../db/field-cipher'
import type { Scope } from '../../http/actor'
import { inScope } from './trials.repository'

type Row = Record<string, unknown>

export interface NewObjection {
  section: string
  field: string
  fieldLabel: string
  remark: string
}

interface ObjectionFilter {
  state: 'open' | 'answered' | 'all'
  /** Years that still take corrections. */
  openYears: readonly number[]
}

export const objectionsRepository = (connection: Connection, cipher: FieldCipher) => {
  const read = (row: Row): Objection => ({
    id: Number(row.id),
    trialId: Number(row.trial_id),
    section: String(row.section),
    field: String(row.field),
    fieldLabel: String(row.field_label),
    remark: cipher.open('objections.remark', String(row.remark)),
    createdAt: String(row.created_at),
    answer: row.answer === null ? null : cipher.open('objections.answer', String(row.answer)),
    answeredAt: row.answered_at as string | null,
  })
  const filtered = (scope: Scope, departmentIds: readonly number[] | null, { state, openYears }: ObjectionFilter) => {
    const query = inScope(
      connection('objections').join('trials', 'trials.id', 'objections.trial_id').join('people', 'people.id', 'trials.person_id'),
      scope,
      departmentIds,
    ).where('objections.organization_id', scope.organizationId)
    // What was let go with its candidate has nothing to answer any more, nor has a year in which nothing can be put right.
    if (state === 'open') void query.whereNull('objections.answered_at').where('trials.released', 0).whereIn('trials.exam_year', openYears)
    if (state === 'answered') void query.whereNotNull('objections.answered_at')
    return query
  }
  return {
    async ofTrial(trialId: number): Promise<Objection[]> {
      const rows: Row[] = await connection('objections').where('trial_id', trialId).orderBy('id')
      return rows.map(read)
    },
    insert: (trial: { id: number; organizationId: number }, wechatUserId: number, objections: NewObjection[], now: string) =>
      connection('objections').insert(
        objections.map((o) => ({
          trial_id: trial.id, organization_id: trial.organizationId, wechat_user_id: wechatUserId, section: o.section, field: o.field,
          field_label: o.fieldLabel, remark: cipher.seal('objections.remark', o.remark), created_at: now,
        })),
      ),
    /** Which filing an objection of this scope belongs to. */
    async trialOf(scope: Scope, objectionId: number): Promise<number | null> {
      const row = await connection('objections').where({ id: objectionId, organization_id: scope.organizationId }).first('trial_id')
      return row?.trial_id ?? null
    },
    async answer(objectionId: number, answer: string, now: string): Promise<boolean> {
      const changed = await connection('objections')
        .where('id', objectionId)
        .whereNull('answered_at')
        .update({ answer: cipher.seal('objections.answer', answer), answered_at: now })
      return changed > 0
    },
    async openCount(trialId: number): Promise<number> {
      const [{ total } = { total: 0 }] = await connection('objections').where('trial_id', trialId).whereNull('answered_at').count({ total: '*' })
      return Number(total)
    },
    async countOpen(scope: Scope, departmentIds: readonly number[] | null, openYears: readonly number[]): Promise<number> {
      const [{ total } = { total: 0 }] = await filtered(scope, departmentIds, { state: 'open', openYears }).count({ total: '*' })
      return Number(total)
    },
    async search(scope: Scope, departmentIds: readonly number[] | null, filter: ObjectionFilter & { page: number; pageSize: number }) {
      const query = filtered(scope, departmentIds, filter)
      const [{ total } = { total: 0 }] = await query.clone().count({ total: '*' })
      const rows: Row[] = await query
        .orderBy('objections.id', 'desc')
        .limit(filter.pageSize)
        .offset((filter.page - 1) * filter.pageSize)
        .select('objections.*', 'trials.exam_year', 'people.id as person_id', 'people.name as person_name')
      return {
        items: rows.map((row) => ({ ...read(row), personId: Number(row.person_id), personName: String(row.person_name), examYear: Number(row.exam_year) })),
        total: Number(total),
      }
    },
  }
}
