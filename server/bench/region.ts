import { insertRows, type Row } from '../src/db/insert-rows'
import type { Ground } from './ground'
import { insertPeople, openInstitution, openOrganization, type BenchInstitution, type BenchOrganization } from './institution'

const peopleOfInstitution = 20_000
/** Every so many-eth person is filed for the exam. */
const filedShare = 5
const topDepartments = 8
const departmentsBelow = 4
export const examYear = 2026

export interface Region {
  levels: Record<'province' | 'city' | 'county', BenchOrganization>
  institution: BenchInstitution
  /** Of the measured institution: those at the top, each with others below it. */
  departmentIds: number[]
  people: number
  filings: number
}

interface Place {
  institution: BenchInstitution
  departmentIds: number[]
  authorities: readonly [county: BenchOrganization, city: BenchOrganization, province: BenchOrganization]
}

/**
 * A province with `total` people in institutions of 20,000 below two cities and ten counties; a fifth of them are filed
 * for the exam of the year, in all states. The last institution is the one that is measured.
 */
export async function fillRegion(ground: Ground, total: number): Promise<Region> {
  const province = await openOrganization(ground, '测试省', { kind: 'province' })
  const perInstitution = Math.min(peopleOfInstitution, total)
  let place: Place | null = null
  let people = 0
  for (let n = 0; people + perInstitution <= total; n++) {
    place = await openPlace(ground, province, n)
    await insertPeople(ground, place.institution, perInstitution, place.departmentIds)
    await fileTrials(ground, place)
    people += perInstitution
  }
  if (!place) throw new Error('no people')
  await leaveWork(ground, place.institution)
  const { knex } = ground.database
  if (ground.kind === 'mariadb') await knex.raw('analyze table people, trials, applications, application_level_states, person_details, unit_bindings, objections')
  const [county, city] = place.authorities
  const tops: { id: number }[] = await knex('departments').where('organization_id', place.institution.id).whereNull('parent_id').orderBy('id').select('id')
  return { levels: { province, city, county }, institution: place.institution, departmentIds: tops.map(({ id }) => id), people, filings: people / filedShare }
}

const opened = new Map<string, BenchOrganization>()

async function authority(ground: Ground, name: string, kind: 'city' | 'county', parent: BenchOrganization): Promise<BenchOrganization> {
  const key = `${ground.kind} ${name}`
  const known = opened.get(key) ?? (await openOrganization(ground, name, { kind, parent }))
  opened.set(key, known)
  return known
}

async function openPlace(ground: Ground, province: BenchOrganization, n: number): Promise<Place> {
  const city = await authority(ground, `测试市${n % 2}`, 'city', province)
  const county = await authority(ground, `测试县${n % 10}`, 'county', city)
  const institution = await openInstitution(ground, `测试医院${n}`, county)
  return { institution, departmentIds: await openDepartments(ground, institution), authorities: [county, city, province] }
}

async function openDepartments({ database: { knex } }: Ground, institution: BenchInstitution): Promise<number[]> {
  const open = async (name: string, parent: { id: number; path: string } | null) => {
    const [id = 0] = await knex('departments').insert({ organization_id: institution.id, parent_id: parent?.id ?? null, parent_key: parent?.id ?? 0, path: '', name, category: 'clinical', standard_name: '03' })
    const path = `${parent?.path ?? '/'}${id}/`
    await knex('departments').where('id', id).update({ path })
    return { id, path }
  }
  const ids: number[] = []
  for (let n = 0; n < topDepartments; n++) {
    const top = await open(`第${n + 1}病区`, null)
    ids.push(top.id)
    for (let below = 0; below < departmentsBelow; below++) ids.push((await open(`专业组${below + 1}`, top)).id)
  }
  return ids
}

const done = ['approved', 'approved', 'approved', 'approved']
/** States at the unit, the county, the city and the province; most have gone all the way. */
const reviews = [
  ['pending'], ['pending'], ['pending'], ['deferred'], ['revisionRequested'], ['rejected'], ['approved', 'pending'], ['approved', 'pending'], ['approved', 'approved', 'pending'],
  ['approved', 'approved', 'approved', 'pending'], ...Array.from({ length: 10 }, () => done),
]
const levels = ['institution', 'county', 'city', 'province'] as const
/** Three of four have been confirmed by their candidates, and with that submitted. */
const confirmations = ['confirmed', 'awaiting', 'confirmed', 'confirmed', 'confirmed', 'notReady', 'confirmed', 'objected']

interface FiledPerson {
  id: number
  name: string
  identity_lookup: string
  identity_last4_lookup: string
}

async function fileTrials(ground: Ground, place: Place): Promise<void> {
  const { database: { knex }, platform } = ground
  const { institution } = place
  const people: FiledPerson[] = await knex('people').where('organization_id', institution.id).where('employment_status', 'inPost').orderBy('id').select('id', 'name', 'identity_lookup', 'identity_last4_lookup')
  const filed = people.filter((_, n) => n % Math.round(filedShare * (people.length / peopleOfInstitution)) === 0)
  const { id: examYearId } = await knex('exam_years').where({ business_code: '05', year: examYear }).first('id')
  const user = await someUser(ground)
  const at = (n: number) => new Date(platform.now().getTime() - n * 60_000).toISOString()
  await insertAll(ground, 'trials', [
    'organization_id', 'person_id', 'identity_lookup', 'business_code', 'exam_year', 'exam_type', 'apply_level', 'apply_category', 'assistant_upgrade', 'fresh_graduate', 'institution_opinion',
    'total_months', 'confirmation_state', 'created_at', 'updated_at',
  ], filed.map((p, n) => [
    institution.id, p.id, p.identity_lookup, '05', examYear, 'trial', n % 3 ? 'practising' : 'assistant', n % 4 ? 'clinical' : 'oral', 0, 0, 'qualified', 13, confirmations[n % confirmations.length] ?? '', at(n), at(n),
  ]))
  const trials: { id: number; person_id: number; apply_level: string; apply_category: string }[] = await knex('trials')
    .where({ organization_id: institution.id, confirmation_state: 'confirmed' }).orderBy('id').select('id', 'person_id', 'apply_level', 'apply_category')
  const byId = new Map(filed.map((p) => [p.id, p]))
  const reviewOf = (n: number): string[] => reviews[n % reviews.length] ?? done
  await insertAll(ground, 'applications', [
    'trial_id', 'person_id', 'wechat_user_id', 'organization_id', 'exam_year_id', 'snapshot_id', 'business_code', 'exam_year', 'identity_type', 'identity_lookup', 'identity_last4_lookup', 'name',
    'identity_number_masked', 'apply_level', 'apply_category', 'submission', 'review_level', 'review_state', 'submitted_at', 'created_at', 'updated_at',
  ], trials.map((trial, n) => {
    const person = byId.get(trial.person_id)
    const states = reviewOf(n)
    return [
      trial.id, trial.person_id, user, institution.id, examYearId, 0, '05', examYear, 'residentCard', person?.identity_lookup ?? '', person?.identity_last4_lookup ?? '', person?.name ?? '',
      '4201****23', trial.apply_level, trial.apply_category, n % 50 ? 'submitted' : 'draft', levels[states.length - 1] ?? '', states.at(-1) ?? '', at(n), at(n), at(n),
    ]
  }))
  const applications: { id: number }[] = await knex('applications').where('organization_id', institution.id).orderBy('id').select('id')
  const desks = [institution, ...place.authorities]
  await insertAll(ground, 'application_level_states', ['application_id', 'level', 'organization_id', 'business_code', 'exam_year', 'state', 'submitted_at'],
    applications.flatMap(({ id }, n) => levels.map((level, height): Row => {
      const state = reviewOf(n)[height] ?? 'notStarted'
      return [id, level, desks[height]?.id ?? 0, '05', examYear, state, state === 'notStarted' ? null : at(n)]
    })))
}

/** What the home page counts: objections to answer, records without their picture, imports that wait. */
async function leaveWork(ground: Ground, institution: BenchInstitution): Promise<void> {
  const { database: { knex }, platform: { cipher } } = ground
  const at = ground.platform.now().toISOString()
  const user = await someUser(ground)
  const objected: { id: number }[] = await knex('trials').where({ organization_id: institution.id, confirmation_state: 'objected' }).select('id')
  await insertAll(ground, 'objections', ['trial_id', 'organization_id', 'wechat_user_id', 'section', 'field', 'field_label', 'remark', 'created_at'],
    objected.map(({ id }) => [id, institution.id, user, 'basic', 'major', '所学专业', cipher.seal('objections.remark', '不对'), at]))
  const people: { id: number }[] = await knex('people').where('organization_id', institution.id).select('id')
  const content = cipher.seal('person_details.content', '{}')
  await insertAll(ground, 'person_details', ['organization_id', 'person_id', 'section', 'content', 'key_lookup', 'missing_attachment', 'created_at', 'updated_at'],
    people.map(({ id }, n) => [institution.id, id, 'education', content, cipher.lookup('bench', String(id)), n % 10 ? 0 : 1, at, at]))
}

async function someUser({ kind, database: { knex }, platform }: Ground): Promise<number> {
  const openid = `bench-${kind}`
  const known = await knex('wechat_users').where({ openid }).first('id')
  if (known) return known.id
  const at = platform.now().toISOString()
  const [id = 0] = await knex('wechat_users').insert({ openid, created_at: at, updated_at: at })
  return id
}

const rowsPerStatement = 500

const insertAll = ({ database: { knex } }: Ground, table: string, columns: readonly string[], rows: readonly Row[]): Promise<void> =>
  knex.transaction(async (tx) => {
    for (let from = 0; from < rows.length; from += rowsPerStatement) {
      const refused = await insertRows(tx, table, columns, rows.slice(from, from + rowsPerStatement))
      if (refused.length > 0) throw new Error(`${refused.length} rows of ${table} were refused`)
    }
  })
