import { createPost, getTodos, listPosts, removePost, updatePost } from '@talent/shared/contract/organization'
import { createPerson } from '@talent/shared/contract/people'
import { givenAccount, givenInstitution, givenRole, type GivenOrganization } from '../../../test/given'
import { givenDepartments, givenPerson, givenPost, personInput } from '../../../test/given-people'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
let institution: GivenOrganization
beforeAll(async () => void (server = await startTestServer()))
beforeEach(async () => void (institution = await givenInstitution(server)))
afterAll(() => server.stop())

const kinds = async (caller = institution.admin) => (await caller.call(getTodos, {})).items.map(({ kind }) => kind)

test('posts with their mapping and the people who hold them', async () => {
  const doctor = await givenPost(institution, { name: '临床医师' })
  await givenPost(institution, { name: '司机', standardPostCode: null })
  await givenPerson(institution, { postId: doctor.id })
  expect((await institution.admin.call(listPosts, {})).items).toMatchObject([
    { name: '临床医师', standardPostCode: 'GW00001519', people: 1 },
    { name: '司机', standardPostCode: null, people: 0 },
  ])
})

test('whoever is limited to departments counts the people there', async () => {
  const [inside, outside] = await givenDepartments(institution, '内科', '外科')
  const post = await givenPost(institution)
  await givenPerson(institution, { postId: post.id, departmentId: inside?.id ?? 0 })
  await givenPerson(institution, { postId: post.id, departmentId: outside?.id ?? 0 })
  const sub = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
  await givenRole(server, { accountId: sub.id, organizationId: institution.id, permissions: ['post.read'], departmentIds: [inside?.id ?? 0] })
  expect((await sub.caller.call(listPosts, {})).items).toMatchObject([{ people: 1 }])
  expect((await institution.admin.call(listPosts, {})).items).toMatchObject([{ people: 2 }])
})

test('whoever is limited to departments changes no post: they are the whole institution\'s', async () => {
  const [inside] = await givenDepartments(institution, '内科')
  const post = await givenPost(institution, { name: '护理' })
  const sub = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
  const held = { accountId: sub.id, organizationId: institution.id, permissions: ['post.read', 'post.write'] }
  await givenRole(server, { ...held, departmentIds: [inside?.id ?? 0] })
  const refused = await sub.caller.call(createPost, { name: '司机', standardPostCode: null }).catch((error: unknown) => error)
  expect(refused).toMatchObject({ status: 403, code: 'FORBIDDEN', message: expect.stringContaining('请由负责全院的账号操作') })
  await expect(sub.caller.call(updatePost, { ...post, postId: post.id, name: '总护理' })).toBeProblem(403, 'FORBIDDEN')
  await expect(sub.caller.call(removePost, { postId: post.id })).toBeProblem(403, 'FORBIDDEN')
  expect((await sub.caller.call(listPosts, {})).items).toMatchObject([{ name: '护理', version: 1 }])
  await givenPost(institution, { name: '司机', standardPostCode: null })
  expect(await kinds(sub.caller)).toEqual([])
  await givenRole(server, { ...held, departmentIds: undefined })
  await expect(sub.caller.call(updatePost, { ...post, postId: post.id, name: '总护理' })).resolves.toMatchObject({ name: '总护理', people: 0 })
  expect(await kinds(sub.caller)).toEqual(['post.unmapped'])
})

test('a post maps to a standard post of the region, or to none', async () => {
  await expect(institution.admin.call(createPost, { name: '医师', standardPostCode: 'GW1' })).rejects.toMatchObject({ code: 'BAD_INPUT', issues: [{ path: ['standardPostCode'] }] })
  const post = await givenPost(institution, { standardPostCode: null })
  await expect(institution.admin.call(updatePost, { ...post, postId: post.id, standardPostCode: 'GW00000293' })).resolves.toMatchObject({ standardPostCode: 'GW00000293', version: 2 })
})

test('names differ within an institution', async () => {
  const post = await givenPost(institution, { name: '护理' })
  const other = await givenPost(institution, { name: '药剂' })
  await expect(institution.admin.call(createPost, { name: '护理', standardPostCode: null })).toBeProblem(409, 'POST_NAME_TAKEN')
  await expect(institution.admin.call(createPost, { name: '护 理', standardPostCode: null })).rejects.toMatchObject({ code: 'POST_NAME_TAKEN', issues: [{ path: ['name'], message: '已有名称为“护理”的岗位，请换一个名称' }] })
  await expect(institution.admin.call(updatePost, { ...other, postId: other.id, name: '护理' })).toBeProblem(409, 'POST_NAME_TAKEN')
  await expect(givenPost(await givenInstitution(server), { name: post.name })).resolves.toMatchObject({ name: '护理' })
})

test('a post that someone holds stays, one that nobody holds goes', async () => {
  const held = await givenPost(institution)
  const free = await givenPost(institution)
  await givenPerson(institution, { postId: held.id })
  await expect(institution.admin.call(removePost, { postId: held.id })).rejects.toMatchObject({ code: 'POST_IN_USE', extra: { data: { people: 1 } } })
  await institution.admin.call(removePost, { postId: free.id })
  expect((await institution.admin.call(listPosts, {})).items.map(({ id }) => id)).toEqual([held.id])
})

test("an older version is stale; another institution's post is not there", async () => {
  const post = await givenPost(institution)
  await institution.admin.call(updatePost, { ...post, postId: post.id, name: '改名' })
  await expect(institution.admin.call(updatePost, { ...post, postId: post.id, name: '再改' })).toBeProblem(409, 'STALE')
  const foreign = await givenPost(await givenInstitution(server))
  await expect(institution.admin.call(updatePost, { ...foreign, postId: foreign.id })).toBeProblem(404, 'NOT_FOUND')
  await expect(institution.admin.call(removePost, { postId: foreign.id })).toBeProblem(404, 'NOT_FOUND')
})

test('nobody is entered before a post is mapped', async () => {
  const [department] = await givenDepartments(institution, '内科')
  const input = personInput({ departmentId: department?.id ?? 0 })
  await givenPost(institution, { standardPostCode: null })
  await expect(institution.admin.call(createPerson, input)).toBeProblem(409, 'NO_MAPPED_POST')
  await givenPost(institution)
  await expect(institution.admin.call(createPerson, input)).resolves.toMatchObject({ version: 1 })
})

test('the home page says what to do first, and stops saying it when done', async () => {
  expect(await kinds()).toEqual(['department.missing', 'post.mappingMissing', 'person.missing'])
  await givenDepartments(institution, '内科')
  await givenPost(institution, { standardPostCode: null })
  expect(await kinds()).toEqual(['post.mappingMissing', 'person.missing'])
  await givenPerson(institution)
  expect((await institution.admin.call(getTodos, {})).items).toMatchObject([{ kind: 'post.unmapped', count: 1, href: '/posts?mapping=none' }])
})

test('the home page holds nothing that the account may not do', async () => {
  const account = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
  expect(await kinds(account.caller)).toEqual([])
  await givenRole(server, { accountId: account.id, organizationId: institution.id, permissions: ['department.write'] })
  expect(await kinds(account.caller)).toEqual(['department.missing'])
  await expect(account.caller.call(listPosts, {})).toBeProblem(403, 'FORBIDDEN')
})
