import type { AttachmentState } from '@talent/shared/contract/details'
import { trialBusiness } from '@talent/shared/domain/exam-business'
import { examYearPhase, type ExamYearPhase } from '@talent/shared/domain/exam-year'
import { neededForms, specialForms, type SpecialForm } from '@talent/shared/domain/special-forms'
import type { Knex } from 'knex'
import { today, type Platform } from '../../platform'
import type { Scope } from '../../http/actor'
import type { FiledForm, FiledForms } from '../details/filed-forms'
import type { HolderRow } from '../details/picture-places'
import type { ExamYearsService } from '../exam-years/exam-years.service'
import { departmentsInScope } from '../organization/organization-scope'
import { peopleFound, type PersonFilter } from '../people/person-access'
import { needs } from './trial-list-filters'
import { isCorrection, takes } from './trial-access'
import { formPhotosOf, type FormPhoto, type TrialRecord } from './trials.repository'

interface Row {
  trial_id: number
  person_id: number
  name: string
  identity_number_masked: string
  identity_type: string
  department_name: string | null
  exam_year: number
  exam_type: string
  school_or_army: boolean | number
  confirmation_state: TrialRecord['confirmationState']
  reopen_reason: string | null
}

const columns = [
  'trials.id as trial_id', 'people.id as person_id', 'people.name', 'people.identity_number_masked', 'people.identity_type', 'departments.name as department_name',
  'trials.exam_year', 'trials.exam_type', 'trials.school_or_army', 'trials.confirmation_state', 'trials.reopen_reason',
]
const hasPhoto = 'exists (select 1 from trial_forms where trial_forms.trial_id = trials.id and trial_forms.form = ?)'

/** 特殊附件 of the filings under way, as places for pictures that are put in many at once (R13, R14). */
export function createFiledForms(platform: Pick<Platform, 'database' | 'now'>, examYears: Pick<ExamYearsService, 'list'>): FiledForms {
  const { knex } = platform.database

  async function runningYears(): Promise<ReadonlyMap<number, ExamYearPhase>> {
    const phases = (await examYears.list(knex)).filter(({ businessCode }) => businessCode === trialBusiness).map(({ year, settings }) => [year, examYearPhase(settings, today(platform))] as const)
    return new Map(phases.filter(([, phase]) => phase !== 'closed' && phase !== 'notOpen'))
  }

  const filings = (scope: Scope, filter: PersonFilter, years: ReadonlyMap<number, ExamYearPhase>): Knex.QueryBuilder =>
    peopleFound(knex, scope, filter)
      .join('trials', 'trials.person_id', 'people.id')
      .where({ 'trials.organization_id': scope.organizationId, 'trials.business_code': trialBusiness, 'trials.released': 0 })
      .whereIn('trials.exam_year', [...years.keys()])

  function formOf(row: Row, form: SpecialForm, photos: readonly FormPhoto[], years: ReadonlyMap<number, ExamYearPhase>): FiledForm {
    const open = row.confirmation_state !== 'confirmed' && takes(years.get(row.exam_year) ?? 'closed', isCorrection({ confirmationState: row.confirmation_state, reopenReason: row.reopen_reason }))
    return {
      personId: row.person_id, trialId: row.trial_id, form, locked: !open,
      title: `${specialForms[form].label}（${row.exam_year} 年度${row.exam_type === 'assistant' ? '，助理医师报考执业' : ''}）`,
      pictures: photos.filter((photo) => photo.form === form),
    }
  }

  return {
    async ofPeople(scope, personIds) {
      const years = await runningYears()
      if (years.size === 0 || personIds.length === 0) return []
      const query = filings(scope, { departments: await departmentsInScope(knex, scope) }, years).whereIn('people.id', [...personIds])
      const rows: Row[] = await query.leftJoin('departments', 'departments.id', 'people.department_id').orderBy('trials.id').select(columns)
      const photos = await formPhotosOf(knex, rows.map((row) => row.trial_id))
      return rows.flatMap((row) =>
        neededForms(row.identity_type, { schoolOrArmy: Boolean(row.school_or_army) }).map(({ form }) => formOf(row, form, photos.get(row.trial_id) ?? [], years)))
    },

    async page(scope, form, filter, state: AttachmentState | undefined, { page, pageSize }) {
      const years = await runningYears()
      const needing = () => filings(scope, filter, years).where(needs(form))
      const count = async (query: Knex.QueryBuilder): Promise<number> => Number((await query.count({ total: '*' }).first())?.total ?? 0)
      const counts = { missing: await count(needing().whereRaw(`not ${hasPhoto}`, [form])), uploaded: await count(needing().whereRaw(hasPhoto, [form])) }
      const query = needing().leftJoin('departments', 'departments.id', 'people.department_id').orderByRaw(`case when ${hasPhoto} then 1 else 0 end, trials.id desc`, [form])
      if (state) void query.whereRaw(state === 'uploaded' ? hasPhoto : `not ${hasPhoto}`, [form])
      const rows: Row[] = await query.limit(pageSize).offset((page - 1) * pageSize).select(columns)
      const photos = await formPhotosOf(knex, rows.map((row) => row.trial_id))
      return { counts, rows: rows.map((row) => ({ ...holderOf(row), ...formOf(row, form, photos.get(row.trial_id) ?? [], years) })) }
    },
  }
}

const holderOf = (row: Row): HolderRow => ({ personId: row.person_id, name: row.name, identityNumber: row.identity_number_masked, departmentName: row.department_name })
