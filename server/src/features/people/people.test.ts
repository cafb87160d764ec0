import { moveDepartmentPeople } from '@talent/shared/contract/organization'
import { createPerson, getPerson, removePerson, revealPerson, searchPeople, updatePerson, type PersonInput } from '@talent/shared/contract/people'
import { givenAccount, givenInstitution, givenRole, type GivenOrganization } from '../../../test/given'
import { givenDepartments, givenPerson, givenPost, personInput, type GivenPerson } from '../../../test/given-people'
import { startTestServer, type TestServer } from '../../../test/server'
import { validIdentityNumber } from '../../../test/valid-identity-number'

let server: TestServer
let institution: GivenOrganization
let departmentId: number
let postId: number
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())
beforeEach(async () => {
  institution = await givenInstitution(server)
  departmentId = (await givenDepartments(institution, '内科'))[0]?.id ?? 0
  postId = (await givenPost(institution, { name: '医师' })).id
})

const input = (overrides: Partial<PersonInput> = {}) => ({ ...personInput({ departmentId, postId }), ...overrides })
const create = (overrides: Partial<PersonInput> = {}) => institution.admin.call(createPerson, input(overrides))
const person = (overrides: Partial<PersonInput> = {}) => givenPerson(institution, { departmentId, postId, ...overrides })
const update = (p: { id: number; version: number }, changes: Partial<PersonInput>) =>
  institution.admin.call(updatePerson, { personId: p.id, version: p.version, departmentId, postId, ...changes })
const issuesOf = (call: Promise<unknown>) => call.then(() => [], (error: { issues: { path: unknown[]; code: string }[] }) => error.issues.map(({ path, code }) => `${path.join('.')} ${code}`))

async function givenLimited(departmentIds: number[]) {
  const account = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
  await givenRole(server, { accountId: account.id, organizationId: institution.id, permissions: ['person.read', 'person.write', 'person.reveal'], departmentIds })
  return account.caller
}

test('a person is stored cleaned and comes back masked', async () => {
  const identityNumber = validIdentityNumber({ birthDate: '1990-01-01', sex: '2', region: '420102' })
  const made = await create({ name: ' 迪丽热巴•买买提 ', identityNumber: ` ${identityNumber.toLowerCase()}`, mobile: '+86 138-0013-8000', email: 'zhang@example.com', homeAddress: '湖北省武汉市江岸区1号' })
  const expected = {
    name: '迪丽热巴·买买提', identityNumber: `4201****${identityNumber.slice(-2)}`, mobile: '138****8000', email: 'z***@example.com', homeAddress: '湖北省武****1号',
    departmentName: '内科', postName: '医师', locked: false, version: 1,
  }
  expect(made).toMatchObject(expected)
  expect(await institution.admin.call(getPerson, { personId: made.id })).toEqual(made)
})

test('everything that is wrong is named at once, by the field of the form', async () => {
  const issues = await issuesOf(create({ name: '张3', mobile: '12345', major: '', email: 'x', identityNumber: validIdentityNumber(), birthDate: '1990-01-02', departmentId: 4_000_000, postId: 4_000_000 }))
  expect(issues).toEqual([
    'name NAME_CHARACTERS', 'mobile MOBILE_LENGTH', 'email EMAIL', 'birthDate BIRTH_DATE_DISAGREES', 'major MAJOR_REQUIRED', 'departmentId DEPARTMENT_UNKNOWN', 'postId POST_UNKNOWN',
  ])
  expect(await issuesOf(institution.admin.call(createPerson, { departmentId: null, postId: null }))).toEqual([
    'name REQUIRED', 'identityType REQUIRED', 'identityNumber REQUIRED', 'mobile REQUIRED', 'sex REQUIRED', 'birthDate REQUIRED', 'education REQUIRED', 'degree REQUIRED',
    'employmentStatus REQUIRED', 'departmentId REQUIRED',
  ])
})

test('a county code that is no longer in use warns the form and refuses nothing', async () => {
  await expect(create({ identityNumber: validIdentityNumber({ region: '420199' }) })).resolves.toMatchObject({ version: 1 })
})

test("another institution's department and post are not on offer", async () => {
  const other = await givenInstitution(server)
  const foreign = { departmentId: (await givenDepartments(other, '外科'))[0]?.id ?? 0, postId: (await givenPost(other)).id }
  expect(await issuesOf(create(foreign))).toEqual(['departmentId DEPARTMENT_UNKNOWN', 'postId POST_UNKNOWN'])
})

test('a number is on file once in an institution, whoever files it at the same time', async () => {
  const twin = input()
  const outcomes = await Promise.allSettled(['甲', '乙', '丙'].map((employeeNo) => institution.admin.call(createPerson, { ...twin, employeeNo })))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  await expect(institution.admin.call(createPerson, twin)).toBeProblem(409, 'PERSON_EXISTS')
})

test('a number is in service in one institution: the next learns which, and how to go on', async () => {
  const first = await givenPerson(await givenInstitution(server, { name: '仙桃市第一人民医院' }))
  const error = await create({ ...first.input, departmentId, postId }).catch((e: unknown) => e)
  expect(error).toMatchObject({ code: 'PERSON_ELSEWHERE', extra: { detail: expect.stringContaining('“仙桃市第一人民医院”') } })
  expect(JSON.stringify(error)).toMatch(/人员变动管理 › 调入申请/)
  for (const secret of [first.input.name, first.input.identityNumber, first.input.mobile]) expect(JSON.stringify(error)).not.toContain(secret)
})

test('where somebody works is not for asking around: each answer is on the log of who asked, and there is an end to them', async () => {
  const asking = await givenInstitution(server)
  const place = { departmentId: (await givenDepartments(asking, '内科'))[0]?.id ?? 0, postId: (await givenPost(asking)).id }
  const holder = await givenInstitution(server, { name: '潜江市中心医院' })
  const held = { ...(await givenPerson(holder)).input, ...place }
  await expect(asking.admin.call(createPerson, held)).toBeProblem(409, 'PERSON_ELSEWHERE')
  const entries = await server.platform.database.knex('operation_log').where({ chain_id: asking.id, action: 'person.elsewhere' })
  expect(entries.map(({ detail }) => JSON.parse(detail))).toEqual([{ unitName: '潜江市中心医院' }])
  expect(JSON.stringify(entries)).not.toContain(held.identityNumber)
  for (let told = 1; told < 60; told++) await expect(asking.admin.call(createPerson, held)).toBeProblem(409, 'PERSON_ELSEWHERE')
  const refused = await asking.admin.call(createPerson, held).catch((e: unknown) => e)
  expect(refused).toMatchObject({ code: 'TOO_MANY_REQUESTS' })
  expect(JSON.stringify(refused)).not.toContain('潜江市中心医院')
  await asking.admin.call(createPerson, input(place))
})

test('who has left elsewhere can be filed here, and only one of the two can be in service', async () => {
  const other = await givenInstitution(server)
  const there = await givenPerson(other)
  const left = await other.admin.call(updatePerson, { ...there.input, personId: there.id, version: 1, employmentStatus: 'resigned' })
  const here = await create({ ...there.input, departmentId, postId })
  expect(here.employmentStatus).toBe('inPost')
  await expect(other.admin.call(updatePerson, { ...there.input, personId: there.id, version: left.version })).toBeProblem(409, 'PERSON_ELSEWHERE')
})

test('a renewed permit of Hong Kong is the same document', async () => {
  const permit = { identityType: 'hongKongMacauPermit', identityNumber: 'H1234567801' }
  await create(permit)
  await expect(create({ ...permit, identityNumber: 'H1234567802' })).toBeProblem(409, 'PERSON_EXISTS')
  await expect(create({ identityType: 'passport', identityNumber: 'H12345678', country: 'USA', nationality: '' })).resolves.toMatchObject({ identityType: 'passport' })
})

test('what an update leaves out stays, personal fields above all; what it empties goes', async () => {
  const made = await person({ email: 'a@example.com', homePhone: '027-87654321' })
  const changed = await update(made, { name: '张小雁', email: '' })
  expect(changed).toMatchObject({ name: '张小雁', email: '', version: 2, identityNumber: made.identityNumber })
  expect(await institution.admin.call(revealPerson, { personId: made.id })).toMatchObject({ mobile: made.input.mobile, identityNumber: made.input.identityNumber, homePhone: '027-87654321', email: '' })
  await expect(update({ ...made, version: 2 }, { mobile: '' })).toBeProblem(400, 'BAD_INPUT')
})

test('a masked value that comes back is refused and stores nothing', async () => {
  const made = await person({ email: 'zhang@example.com', homeAddress: '湖北省武汉市江岸区1号' })
  const shown = await institution.admin.call(getPerson, { personId: made.id })
  const { identityNumber, mobile, email, homeAddress } = shown
  expect(await issuesOf(update(made, { identityNumber, mobile, email, homeAddress }))).toEqual([
    'identityNumber MASKED_VALUE', 'mobile MASKED_VALUE', 'email MASKED_VALUE', 'homeAddress MASKED_VALUE',
  ])
  expect(await issuesOf(create({ mobile }))).toEqual(['mobile MASKED_VALUE'])
  expect(await institution.admin.call(revealPerson, { personId: made.id })).toMatchObject({ mobile: made.input.mobile, email: 'zhang@example.com' })
})

test('an older version is refused with what the person is now; the same content makes no new one', async () => {
  const made = await person()
  await update(made, { staffing: 'established' })
  await expect(update(made, { staffing: 'contract' })).rejects.toMatchObject({ code: 'STALE', extra: { data: { staffing: 'established', version: 2, mobile: made.mobile } } })
  await expect(update({ ...made, version: 2 }, { staffing: 'established' })).resolves.toMatchObject({ version: 2 })
})

test('another institution neither sees nor changes a person', async () => {
  const made = await person()
  const { admin } = await givenInstitution(server)
  const personId = made.id
  await expect(admin.call(getPerson, { personId })).toBeProblem(404, 'NOT_FOUND')
  await expect(admin.call(revealPerson, { personId })).toBeProblem(404, 'NOT_FOUND')
  await expect(admin.call(updatePerson, { ...made.input, personId, version: 1 })).toBeProblem(404, 'NOT_FOUND')
  await expect(admin.call(removePerson, { personId })).toBeProblem(404, 'NOT_FOUND')
  expect(await admin.call(searchPeople, { identityNumber: made.input.identityNumber })).toMatchObject({ items: [], total: 0 })
})

test('a role limited to a department works in its subtree only', async () => {
  const [wards = 0, below = 0] = (await givenDepartments(institution, '外科', '外科/骨科')).map(({ id }) => id)
  const inside = await person({ departmentId: below })
  const outside = await person()
  const limited = await givenLimited([wards])
  expect(await limited.call(searchPeople, {})).toMatchObject({ items: [{ id: inside.id }], total: 1 })
  expect(await limited.call(searchPeople, { departmentId })).toMatchObject({ total: 0 })
  await expect(limited.call(getPerson, { personId: inside.id })).resolves.toMatchObject({ departmentName: '骨科' })
  for (const endpoint of [getPerson, revealPerson, removePerson]) await expect(limited.call(endpoint, { personId: outside.id })).toBeProblem(404, 'NOT_FOUND')
  await expect(limited.call(updatePerson, { ...outside.input, personId: outside.id, version: 1 })).toBeProblem(404, 'NOT_FOUND')
  expect(await issuesOf(limited.call(createPerson, input()))).toEqual(['departmentId DEPARTMENT_UNKNOWN'])
  expect(await issuesOf(limited.call(updatePerson, { ...inside.input, personId: inside.id, version: 1, departmentId }))).toEqual(['departmentId DEPARTMENT_UNKNOWN'])
  const error = await limited.call(createPerson, { ...outside.input, departmentId: wards }).catch((e: unknown) => e)
  expect(error).toMatchObject({ code: 'PERSON_EXISTS', extra: { data: undefined } })
})

test('reading in full, writing and deleting are rights of their own', async () => {
  const made: GivenPerson = await person()
  const account = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
  await givenRole(server, { accountId: account.id, organizationId: institution.id, permissions: ['person.read'] })
  await expect(account.caller.call(getPerson, { personId: made.id })).resolves.toMatchObject({ mobile: made.mobile })
  await expect(account.caller.call(revealPerson, { personId: made.id })).toBeProblem(403, 'FORBIDDEN')
  await expect(account.caller.call(createPerson, input())).toBeProblem(403, 'FORBIDDEN')
  await expect(account.caller.call(removePerson, { personId: made.id })).toBeProblem(403, 'FORBIDDEN')
})

test('each reading in full is on the log, with who and whom', async () => {
  const made = await person()
  await institution.admin.call(revealPerson, { personId: made.id })
  const rows = await server.platform.database.knex('operation_log').where({ chain_id: institution.id, action: 'person.reveal' })
  expect(rows).toMatchObject([{ actor_name: institution.username, subject: `person:${made.id}`, detail: '{}' }])
})

async function givenTrial(made: GivenPerson, confirmationState: string): Promise<void> {
  const { knex } = server.platform.database
  const row = await knex('people').where('id', made.id).first('identity_lookup')
  await knex('trials').insert({
    organization_id: institution.id, person_id: made.id, identity_lookup: row.identity_lookup, business_code: '05', exam_year: 2026, exam_type: 'trial', apply_level: 'x', apply_category: 'x',
    assistant_upgrade: false, fresh_graduate: false, institution_opinion: 'x', total_months: 12, confirmation_state: confirmationState, created_at: 'x', updated_at: 'x',
  })
}

test('what the candidate has confirmed is locked', async () => {
  const made = await person()
  await givenTrial(made, 'confirmed')
  await expect(update(made, { name: '张三' })).toBeProblem(409, 'PERSON_LOCKED')
  await expect(institution.admin.call(getPerson, { personId: made.id })).resolves.toMatchObject({ locked: true, version: 1 })
})

test('people that a candidate has confirmed keep their department, and the others with them', async () => {
  const [locked, free] = [await person(), await person()]
  await givenTrial(locked, 'confirmed')
  const [target] = await givenDepartments(institution, '外科')
  const move = () => institution.admin.call(moveDepartmentPeople, { departmentId, targetId: target?.id ?? 0 })
  await expect(move()).rejects.toMatchObject({ code: 'PERSON_LOCKED', extra: { data: { locked: 1 } } })
  await expect(institution.admin.call(getPerson, { personId: free.id })).resolves.toMatchObject({ departmentId })
  await server.platform.database.knex('trials').where('person_id', locked.id).update({ confirmation_state: 'awaiting' })
  await expect(move()).resolves.toEqual({ moved: 2 })
})

test('a person with a filing stays, one without goes', async () => {
  const [filed, free] = [await person(), await person()]
  await givenTrial(filed, 'notReady')
  await expect(institution.admin.call(removePerson, { personId: filed.id })).toBeProblem(409, 'PERSON_IN_USE')
  await institution.admin.call(removePerson, { personId: free.id })
  await expect(institution.admin.call(getPerson, { personId: free.id })).toBeProblem(404, 'NOT_FOUND')
})

test('a request that is repeated makes one person', async () => {
  const once = { ...institution.admin.headers, 'Content-Type': 'application/json', 'Idempotency-Key': 'create-person-1' }
  const body = JSON.stringify(input())
  const post = async () => (await fetch(`${server.origin}/api/people`, { method: 'POST', headers: once, body })).json()
  const first = await post()
  expect(await post()).toEqual(first)
  expect((await institution.admin.call(searchPeople, {})).total).toBe(1)
})
