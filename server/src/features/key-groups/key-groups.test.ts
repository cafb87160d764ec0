import {
  addKeyGroupMembers, archiveKeyGroup, createKeyGroup, findPastedPeople, getKeyGroup, listKeyGroups, listPersonKeyGroups, removeKeyGroup, removeKeyGroupMembers, restoreKeyGroup, updateKeyGroup, type KeyGroup,
} from '@talent/shared/contract/key-groups'
import { removePerson, searchPeople } from '@talent/shared/contract/people'
import { exportPeople } from '@talent/shared/contract/people-export'
import { searchTrials } from '@talent/shared/contract/trials'
import type { Caller } from '../../../test/caller'
import { givenAccount, givenInstitution, givenRole, type GivenOrganization } from '../../../test/given'
import { exportedTexts } from '../../../test/given-imports'
import { givenDepartments, givenPerson, givenPost, type GivenPerson } from '../../../test/given-people'
import { givenTrial } from '../../../test/given-trials'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
let institution: GivenOrganization
let departments: { inner: number; surgery: number }
let [wang, li, zhao]: GivenPerson[] = []
const id = (person: GivenPerson | undefined): number => person?.id ?? 0
beforeAll(async () => {
  server = await startTestServer()
  institution = await givenInstitution(server)
  const [inner, surgery] = (await givenDepartments(institution, '内科', '外科')).map((one) => one.id)
  departments = { inner: inner ?? 0, surgery: surgery ?? 0 }
  const postId = (await givenPost(institution)).id
  const made = (name: string, departmentId: number, employeeNo: string) => givenPerson(institution, { name, departmentId, postId, employeeNo })
  wang = await made('王小二', departments.inner, 'A0001')
  li = await made('李小红', departments.surgery, 'A0002')
  zhao = await made('王小二', departments.surgery, 'A0003')
})
afterAll(() => server.stop())

let serial = 0
const given = (people: (GivenPerson | undefined)[] = [], by: Caller = institution.admin): Promise<KeyGroup> =>
  by.twin().call(createKeyGroup, { name: `标签${++serial}`, note: '', color: '', personIds: people.map(id) })
async function subWith(permissions: string[], departmentIds?: number[]): Promise<Caller> {
  const account = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
  await givenRole(server, { accountId: account.id, organizationId: institution.id, permissions, departmentIds })
  return account.caller
}
const membersOf = async (keyGroupId: number, by: Caller = institution.admin) => (await by.call(searchPeople, { keyGroupId })).items.map((person) => person.id).sort()

describe('a group', () => {
  test('is made with its people, who are then found by it', async () => {
    const group = await institution.admin.call(createKeyGroup, { name: ' 抢救 骨干 ', note: '夜间可随时到岗', color: 'red', personIds: [id(wang), id(li), id(wang)] })
    expect(group).toMatchObject({ name: '抢救 骨干', note: '夜间可随时到岗', color: 'red', state: 'active', people: 2, shared: false, version: 1 })
    expect(await membersOf(group.id)).toEqual([id(wang), id(li)])
    expect((await institution.admin.call(listPersonKeyGroups, { personId: id(wang) })).items).toContainEqual({ id: group.id, name: '抢救 骨干', color: 'red' })
    const exported = await exportedTexts(await institution.admin.call(exportPeople, { content: 'people', keyGroupId: group.id }))
    expect(exported.slice(2).map((row) => row[1])).toEqual(['李小红', '王小二'])
  })

  test('finds the filings of its people', async () => {
    const filed = await givenTrial(server, { institution })
    await givenTrial(server, { institution })
    const group = await institution.admin.call(createKeyGroup, { name: '规培', note: '', color: '', personIds: [filed.person.id] })
    expect((await institution.admin.call(searchTrials, { keyGroupId: group.id })).items.map(({ personId }) => personId)).toEqual([filed.person.id])
  })

  test('has a name of its own, archived ones included', async () => {
    const group = await given()
    await institution.admin.call(archiveKeyGroup, { keyGroupId: group.id, version: 1 })
    await expect(institution.admin.twin().call(createKeyGroup, { name: group.name, note: '', color: '', personIds: [] })).toBeProblem(409, 'KEY_GROUP_NAME_TAKEN')
    await expect((await givenInstitution(server)).admin.call(createKeyGroup, { name: group.name, note: '', color: '', personIds: [] })).resolves.toMatchObject({ name: group.name })
  })

  test.each([
    ['a blank name', { name: '  ' }, 'name', '请填写标签名称'],
    ['a long name', { name: '长'.repeat(21) }, 'name', '标签名称最多 20 个字'],
    ['a colour of one\'s own', { color: 'pink' }, 'color', '颜色不在可选范围内'],
    ['too many people', { personIds: Array.from({ length: 1001 }, (_, n) => n + 1) }, 'personIds', '一次最多 1000 人，请分几次'],
  ])('%s is refused at its field', async (_, wrong, field, message) => {
    const asked = { name: '好名字', note: '', color: '', personIds: [], ...wrong }
    await expect(institution.admin.call(createKeyGroup, asked as never)).rejects.toMatchObject({ code: 'BAD_INPUT', issues: [{ path: [field], message }] })
  })

  test('a stale change is refused with what is saved now', async () => {
    const group = await given([wang])
    await institution.admin.call(updateKeyGroup, { keyGroupId: group.id, name: '先到', note: '', color: '', version: 1 })
    await expect(institution.admin.twin().call(updateKeyGroup, { keyGroupId: group.id, name: '后到', note: '', color: '', version: 1 })).rejects.toMatchObject({ code: 'STALE', extra: { data: { name: '先到', version: 2, people: 1 } } })
    await expect(institution.admin.call(archiveKeyGroup, { keyGroupId: group.id, version: 1 })).toBeProblem(409, 'STALE')
  })

  test('archived it stays as it is, is restored, and only archived it is deleted; its people stay', async () => {
    const group = await given([li])
    await expect(institution.admin.call(removeKeyGroup, { keyGroupId: group.id, version: 1 })).toBeProblem(409, 'KEY_GROUP_STATE')
    expect(await institution.admin.call(archiveKeyGroup, { keyGroupId: group.id, version: 1 })).toMatchObject({ state: 'archived', people: 1, version: 2 })
    await expect(institution.admin.call(addKeyGroupMembers, { keyGroupId: group.id, personIds: [id(wang)] })).toBeProblem(409, 'KEY_GROUP_STATE')
    await expect(institution.admin.call(removeKeyGroupMembers, { keyGroupId: group.id, personIds: [id(li)] })).toBeProblem(409, 'KEY_GROUP_STATE')
    await expect(institution.admin.call(updateKeyGroup, { keyGroupId: group.id, name: '新', note: '', color: '', version: 2 })).toBeProblem(409, 'KEY_GROUP_STATE')
    expect((await institution.admin.call(listPersonKeyGroups, { personId: id(li) })).items.map((one) => one.id)).not.toContain(group.id)
    const restored = await institution.admin.call(restoreKeyGroup, { keyGroupId: group.id, version: 2 })
    expect(restored).toMatchObject({ state: 'active', people: 1 })
    await institution.admin.twin().call(archiveKeyGroup, { keyGroupId: group.id, version: restored.version })
    await institution.admin.call(removeKeyGroup, { keyGroupId: group.id, version: restored.version + 1 })
    await expect(institution.admin.call(getKeyGroup, { keyGroupId: group.id })).toBeProblem(404, 'NOT_FOUND')
    expect((await institution.admin.call(searchPeople, { keyGroupId: group.id })).total).toBe(0)
    expect((await institution.admin.call(searchPeople, { name: '李小红' })).total).toBe(1)
  })
})

describe('its people', () => {
  test('are added once, also by two at the same time, and taken out', async () => {
    const group = await given([wang])
    const both = await Promise.all([1, 2].map(() => institution.admin.twin().call(addKeyGroupMembers, { keyGroupId: group.id, personIds: [id(wang), id(li), 99_999_999] })))
    expect(both.map(({ added }) => added).sort()).toEqual([0, 1])
    expect(both.map(({ already, missing }) => [already, missing]).sort()).toEqual([[1, 1], [2, 1]])
    expect(await institution.admin.call(removeKeyGroupMembers, { keyGroupId: group.id, personIds: [id(wang), id(zhao)] })).toMatchObject({ removed: 1, group: { people: 1 } })
    expect(await membersOf(group.id)).toEqual([id(li)])
  })

  test('of another institution are nobody here', async () => {
    const group = await given()
    const elsewhere = await givenInstitution(server)
    const stranger = await givenPerson(elsewhere)
    expect(await institution.admin.call(addKeyGroupMembers, { keyGroupId: group.id, personIds: [stranger.id] })).toMatchObject({ added: 0, missing: 1 })
    await expect(elsewhere.admin.call(addKeyGroupMembers, { keyGroupId: group.id, personIds: [stranger.id] })).toBeProblem(404, 'NOT_FOUND')
    expect((await elsewhere.admin.call(searchPeople, { keyGroupId: group.id })).total).toBe(0)
  })

  test('a person who is removed is in no group any more', async () => {
    const gone = await givenPerson(institution)
    const group = await given([gone, li])
    await institution.admin.call(removePerson, { personId: gone.id })
    expect(await institution.admin.call(getKeyGroup, { keyGroupId: group.id })).toMatchObject({ people: 1 })
  })
})

describe('a pasted list', () => {
  const found = async (lines: string[], by: Caller = institution.admin) => (await by.call(findPastedPeople, { lines })).lines.map((people) => people.map((person) => person.id))

  test('is read by number, staff number and name, whatever else is in the row', async () => {
    expect(await found([`${wang?.input.identityNumber}`, '李小红', 'A0003', '王小二', '1\t王小二\tA0001\t内科', '没有这个人', '', ` ${li?.input.identityNumber?.toLowerCase()}，李小红 `])).toEqual([
      [id(wang)], [id(li)], [id(zhao)], [id(wang), id(zhao)], [id(wang)], [], [], [id(li)],
    ])
  })

  test('may have as many numbers in a row as fit', async () => {
    let number = 10_000
    const lines = Array.from({ length: 500 }, () => Array.from({ length: 33 }, () => String(number++)).join(','))
    const people = await found([...lines.slice(0, 498), `${lines[498]?.slice(0, 180)},A0002`, `${lines[499]?.slice(0, 180)},${wang?.input.identityNumber}`])
    expect(people.slice(-2)).toEqual([[id(li)], [id(wang)]])
  })

  test('comes back masked, and never says who is out of reach', async () => {
    const limited = await subWith(['keyGroup.write'], [departments.surgery])
    expect(await found(['王小二', `${wang?.input.identityNumber}`], limited)).toEqual([[id(zhao)], []])
    const answer = JSON.stringify(await institution.admin.call(findPastedPeople, { lines: [`${wang?.input.identityNumber}`] }))
    expect(answer).not.toContain(wang?.input.identityNumber)
    await expect(institution.admin.call(findPastedPeople, { lines: Array.from({ length: 501 }, () => '王') })).toBeProblem(400, 'BAD_INPUT')
  })
})

describe('a role for some departments', () => {
  test('sees, adds and takes out its own people, and leaves a group with others as it is', async () => {
    const limited = await subWith(['keyGroup.read', 'keyGroup.write', 'person.read'], [departments.surgery])
    const group = await given([wang, li])
    expect((await limited.call(listKeyGroups, {})).items.find((one) => one.id === group.id)).toMatchObject({ people: 1, shared: true })
    expect(await membersOf(group.id, limited)).toEqual([id(li)])
    expect(await limited.call(addKeyGroupMembers, { keyGroupId: group.id, personIds: [id(zhao), id(wang)] })).toMatchObject({ added: 1, missing: 1, group: { people: 2 } })
    expect(await limited.call(removeKeyGroupMembers, { keyGroupId: group.id, personIds: [id(wang), id(li)] })).toMatchObject({ removed: 1 })
    expect(await membersOf(group.id)).toEqual([id(wang), id(zhao)])
    await expect(limited.call(updateKeyGroup, { keyGroupId: group.id, name: '改名', note: '', color: '', version: 1 })).toBeProblem(409, 'KEY_GROUP_SHARED')
    await expect(limited.call(archiveKeyGroup, { keyGroupId: group.id, version: 1 })).toBeProblem(409, 'KEY_GROUP_SHARED')
    await expect(limited.call(listPersonKeyGroups, { personId: id(wang) })).toBeProblem(404, 'NOT_FOUND')
    expect(await given([li], limited)).toMatchObject({ people: 1, shared: false })
  })

  test('whoever may only look changes nothing', async () => {
    const group = await given([wang])
    const reader = await subWith(['keyGroup.read'])
    await expect(reader.call(addKeyGroupMembers, { keyGroupId: group.id, personIds: [id(li)] })).toBeProblem(403, 'FORBIDDEN')
    await expect(reader.call(archiveKeyGroup, { keyGroupId: group.id, version: 1 })).toBeProblem(403, 'FORBIDDEN')
  })
})

test('every change is on the log, with who was added by number of the record', async () => {
  const group = await given()
  await institution.admin.call(addKeyGroupMembers, { keyGroupId: group.id, personIds: [id(wang)] })
  await institution.admin.call(archiveKeyGroup, { keyGroupId: group.id, version: 1 })
  const entries = await server.platform.database.knex('operation_log').where({ subject: `keyGroup:${group.id}` }).orderBy('id')
  expect(entries.map((entry) => entry.action)).toEqual(['keyGroup.create', 'keyGroup.add', 'keyGroup.archive'])
  expect(JSON.parse(entries[1].detail)).toEqual({ people: 1, personIds: [String(id(wang))] })
})
