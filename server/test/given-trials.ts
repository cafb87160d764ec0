import { createTrial, type Trial, type TrialInput } from '@talent/shared/contract/trials'
import { givenInstitution, givenWechatUser, type GivenOrganization, type GivenWechatUser } from './given'
import { givenEducation } from './given-details'
import { givenPerson, type GivenPerson } from './given-people'
import type { TestServer } from './server'

/** A right filing of the exam year 2026: twelve months of 2025 at one's own unit. */
export const trialInput = (overrides: Partial<TrialInput> = {}): TrialInput => ({
  examYear: 2026, postName: '医师', applyLevel: 'practising', applyCategory: 'clinical', assistantUpgrade: false, assistantQualificationNo: '',
  assistantPractisingNo: '', freshGraduate: false, schoolOrArmy: false, institutionOpinion: 'qualified', segments: [ownSegment()], ...overrides,
})

export const ownSegment = (overrides: Partial<TrialInput['segments'][number]> = {}): TrialInput['segments'][number] => ({
  own: true, unitName: '', startDate: '2025-01-01', endDate: '2025-12-31', supervisorName: '周敏', supervisorCertificateNo: '110420000012345',
  supervisorEvaluation: 'good', ...overrides,
})

export interface GivenTrial {
  institution: GivenOrganization
  person: GivenPerson
  trial: Trial
}

/** Of a person whose record is complete, so that it is before the candidate at once. */
export async function givenTrial(server: TestServer, options: { institution?: GivenOrganization; name?: string; input?: Partial<TrialInput> } = {}): Promise<GivenTrial> {
  const institution = options.institution ?? (await givenInstitution(server))
  const person = await givenPerson(institution, options.name ? { name: options.name } : {})
  await givenEducation(institution, person.id)
  const trial = await institution.admin.call(createTrial, { personId: person.id, ...trialInput(options.input) })
  return { institution, person, trial }
}

/** The candidate of a filing: verified as that person and bound to the unit. */
export async function givenCandidateOf(server: TestServer, { institution, person }: GivenTrial): Promise<GivenWechatUser> {
  const user = await givenWechatUser(server, { identity: { name: person.name, identityNumber: person.input.identityNumber ?? '' } })
  await server.platform.database.knex('unit_bindings').insert({
    wechat_user_id: user.id, organization_id: institution.id, person_id: person.id, method: 'matched', bound_at: server.platform.now().toISOString(), active_user_id: user.id,
  })
  return user
}

/** No face check on confirming, for tests that are about something else. */
export async function withoutFaceCheck(server: TestServer): Promise<void> {
  const { knex } = server.platform.database
  const rows: { id: number; settings: string }[] = await knex('exam_years').select('id', 'settings')
  for (const { id, settings } of rows) {
    await knex('exam_years').where({ id }).update({ settings: JSON.stringify({ ...JSON.parse(settings), faceCheckOnConfirm: false }) })
  }
}
