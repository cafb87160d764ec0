import { totalMonths, type TrialFiling } from '@talent/shared/domain/trial-period'
import { createApplicationsService } from '../src/features/applications/applications.service'
import { createExamYearsService } from '../src/features/exam-years/exam-years.service'
import { contentHash, filingContent } from '../src/features/trials/filing-content'
import { keptFilingsRepository } from '../src/features/trials/kept-filings.repository'
import { loadFiledPerson } from '../src/features/trials/person-values'
import { trialsRepository } from '../src/features/trials/trials.repository'
import { inTransaction } from '../src/db/transaction'
import { createSession } from '../src/http/sessions'
import { createCaller, type Caller } from './caller'
import { givenInstitution, givenOrganization, givenWechatUser, type GivenOrganization, type GivenWechatUser } from './given'
import { givenEducation } from './given-details'
import { givenPerson, type GivenPerson } from './given-people'
import type { TestServer } from './server'

const businessCode = '05'
let serial = 0

export interface Hierarchy {
  province: GivenOrganization
  city: GivenOrganization
  county: GivenOrganization
  institution: GivenOrganization
}

/** Four levels, one below the other. */
export async function givenHierarchy(server: TestServer): Promise<Hierarchy> {
  const province = await givenOrganization(server, { kind: 'province' })
  const city = await givenOrganization(server, { kind: 'city', parent: province })
  const county = await givenOrganization(server, { kind: 'county', parent: city })
  return { province, city, county, institution: await givenOrganization(server, { parent: county }) }
}

export interface GivenReviewer extends GivenWechatUser {
  bindingId: number
  name: string
}

/** A verified user who is bound as a manager of the organization's business. */
export async function givenReviewer(server: TestServer, organization: { id: number }, options: { role?: 'main' | 'auxiliary'; businessCode?: string } = {}): Promise<GivenReviewer> {
  const name = `审核人${++serial}`
  const user = await givenWechatUser(server, { identity: { name, identityType: 'passport', identityNumber: `REVIEWER${serial}` } })
  const role = options.role ?? 'auxiliary'
  const business = options.businessCode ?? businessCode
  const [bindingId = 0] = await server.platform.database.knex('manager_bindings').insert({
    organization_id: organization.id, business_code: business, wechat_user_id: user.id, role,
    main_key: role === 'main' ? `${organization.id}:${business}` : null, bound_at: server.platform.now().toISOString(),
  })
  return { ...user, bindingId, name }
}

/** A reviewer's session in the browser, as scanning the code leaves it. */
export async function givenWebManager(server: TestServer, { id, bindingId }: { id: number; bindingId: number }): Promise<Caller> {
  const { token } = await createSession(server.platform, server.platform.database.knex, { kind: 'manager', wechatUserId: id, bindingId }, '127.0.0.1', 'Chrome 浏览器 · Windows 电脑')
  return createCaller(server, { cookie: token })
}

/** One own segment of 14 months and one elsewhere; fits the exam year 2026. */
export const trialFiling = (overrides: Partial<TrialFiling> = {}): TrialFiling => ({
  examYear: 2026, applyLevel: 'practising', applyCategory: 'clinical', assistantUpgrade: false, assistantQualificationNo: '', assistantPractisingNo: '', freshGraduate: false,
  institutionOpinion: 'qualified', postName: '住院医师',
  segments: [
    { own: true, unitName: '本院', startDate: '2025-01-01', endDate: '2025-09-30', supervisorName: '李医生', supervisorCertificateNo: '110420000000001', supervisorEvaluation: 'excellent' },
    { own: false, unitName: '协作医院', startDate: '2025-10-01', endDate: '2026-01-31', supervisorName: '王医生', supervisorCertificateNo: '110420000000002', supervisorEvaluation: 'good' },
  ],
  ...overrides,
})

export interface GivenApplication {
  id: number
  trialId: number
  institution: GivenOrganization
  person: GivenPerson
  candidate: GivenWechatUser
  filing: TrialFiling
  /** The institution opens what was confirmed. */
  reopen(): Promise<void>
  /** The candidate confirms once more, after a reopening. */
  resubmit(): Promise<number>
  /** A unit has the person on file, files anew for the same candidate, who confirms. @throws TRIAL_EXISTS while another unit's filing counts */
  fileAnew(unit: GivenOrganization): Promise<number>
}

/** Filed, bound to its candidate, confirmed and submitted: the unit's review is pending. */
export async function givenApplication(
  server: TestServer,
  options: { institution?: GivenOrganization; name?: string; filing?: Partial<TrialFiling> } = {},
): Promise<GivenApplication> {
  const { platform } = server
  const { knex } = platform.database
  const institution = options.institution ?? (await givenInstitution(server))
  const person = await givenPerson(institution, options.name ? { name: options.name } : {})
  const { identityNumber = '' } = person.input
  const candidate = await givenWechatUser(server, { identity: { name: person.name, identityNumber } })
  const filing = trialFiling(options.filing)
  const examYears = createExamYearsService(platform)
  await examYears.ensureDefaults()
  const examYear = await examYears.find(knex, businessCode, filing.examYear)
  const applications = createApplicationsService(platform)

  /** One unit's record, binding and filing; the answer confirms it. */
  const file = async (unit: GivenOrganization, record: GivenPerson) => {
    const onFile = await loadFiledPerson(knex, platform.cipher, record.id)
    if (onFile?.file.details.length === 0) await givenEducation(unit, record.id)
    const now = platform.now().toISOString()
    await knex('unit_bindings').insert({
      wechat_user_id: candidate.id, organization_id: unit.id, person_id: record.id, method: 'matched', bound_at: now, active_user_id: candidate.id,
    })
    const months = totalMonths(filing.segments) ?? 0
    const filed = await loadFiledPerson(knex, platform.cipher, record.id)
    if (!filed) throw new Error('no person')
    const trialId = await trialsRepository(knex).insert(filed, businessCode, filing, months, 'confirmed', now)
    const content = filingContent(filed, { businessCode, filing, totalMonths: months, forms: [] })
    await keptFilingsRepository(knex, platform.cipher).keepPictures(trialId, content)
    const submit = () =>
      inTransaction(knex, (tx) =>
        applications.submit(tx, {
          trialId, wechatUserId: candidate.id, content: JSON.stringify(content), contentHash: contentHash(content), declaration: examYear.settings.declaration,
          personId: record.id, organizationId: unit.id, examYear, identityType: filed.values.identityType, identityLookup: filed.identityLookup,
          identityLast4Lookup: filed.identityLast4Lookup, name: filed.values.name, identityNumberMasked: filed.identityNumberMasked,
          applyLevel: filing.applyLevel, applyCategory: filing.applyCategory,
        }),
      )
    return { trialId, submit }
  }

  let filed = await file(institution, person)
  const reopen = async () => void (await inTransaction(knex, (tx) => applications.reopen(tx, filed.trialId, '更正学历')))
  const resubmit = () => filed.submit()
  const fileAnew = async (unit: GivenOrganization) => {
    const { identity_lookup: identity } = await knex('people').where('id', person.id).first('identity_lookup')
    await knex('people').where('in_service_lookup', identity).update({ in_service_lookup: null })
    await knex('unit_bindings').where('active_user_id', candidate.id).update({ active_user_id: null, ended_at: platform.now().toISOString() })
    const known = await knex('people').where({ organization_id: unit.id, identity_lookup: identity }).first('id')
    const record = known ? { ...person, id: Number(known.id) } : await givenPerson(unit, { name: person.name, identityNumber })
    filed = await file(unit, record)
    return filed.submit()
  }
  return { id: await filed.submit(), trialId: filed.trialId, institution, person, candidate, filing, reopen, resubmit, fileAnew }
}
