import { allEndpoints, type NamedEndpoint } from '@talent/shared/contract/index'
import { getDeskCounts } from '@talent/shared/contract/audit-desk'
import { getConfirmationCode, rotateConfirmationCode } from '@talent/shared/contract/authorization'
import { getInstitution, updateInstitution } from '@talent/shared/contract/institution'
import { listInstitutionChanges, listInstitutionFiles, removeInstitutionFile, withdrawInstitutionChange } from '@talent/shared/contract/institution-changes'
import { getTodos, listPosts } from '@talent/shared/contract/organization'
import { searchPeople } from '@talent/shared/contract/people'
import { permissionsOf } from '@talent/shared/contract/permissions'
import { listObjections, searchTrials } from '@talent/shared/contract/trials'
import type { Caller } from './caller'
import { createWalk, named, permissionOf, sideOf, type Attempt } from './endpoint-walk'
import { givenAccount, givenRole } from './given'
import { givenInstitutionChange, givenInstitutionFile } from './given-institution-changes'
import { givenEverything, type Everything } from './given-everything'
import { givenDepartments, givenPerson, givenPost } from './given-people'
import { startTestServer, type TestServer } from './server'

/**
 * Walks every endpoint of an institution with every permission, limited to one department: nothing that it answers, no
 * list, count, workbook or PDF, is about anybody of another department.
 */
let server: TestServer
let everything: Everything
/** With fields that name records of other departments, and with none. */
let attempt: Attempt
let attemptBare: Attempt
let limited: Caller
const ownName = '龘本科室'
beforeAll(async () => {
  server = await startTestServer()
  everything = await givenEverything(server)
  const { institution, ids } = everything
  const [department] = await givenDepartments(institution, '本科室')
  await givenPerson(institution, { name: ownName, departmentId: department?.id ?? 0, postId: (await givenPost(institution)).id })
  const account = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
  await givenRole(server, { accountId: account.id, organizationId: institution.id, permissions: permissionsOf('institution'), departmentIds: [department?.id ?? 0] })
  limited = account.caller
  attempt = await createWalk(ids)
  attemptBare = await createWalk(ids, {})
})
afterAll(() => server.stop())

const ofInstitution = allEndpoints.filter((e) => ['account', 'desk'].includes(e.endpoint.access.kind) && ['institution', 'both'].includes(sideOf(e)))
const ofPeople = ofInstitution.filter(({ endpoint }) => permissionOf(endpoint) !== null && /:(personId|detailId|trialId|objectionId|applicationId)/.test(endpoint.path))

test('what is counted is the department\'s alone', async () => {
  const counted = async (caller: Caller) => ({
    people: (await caller.call(searchPeople, {})).total,
    filings: (await caller.call(searchTrials, {})).total,
    confirmed: (await caller.call(searchTrials, {})).counts.confirmed ?? 0,
    objections: (await caller.call(listObjections, { state: 'all' })).total,
    pending: (await caller.call(getDeskCounts, { businessCode: '05' })).counts.pending,
    bound: (await caller.call(getConfirmationCode, {})).boundCandidates,
    onPosts: (await caller.call(listPosts, {})).items.reduce((sum, post) => sum + post.people, 0),
    todos: (await caller.call(getTodos, {})).items.map(({ kind }) => kind).filter((kind) => /^(trial|audit|detail)\./.test(kind)),
  })
  const { todos, ...numbers } = await counted(limited)
  expect({ todos, ...numbers }).toEqual({ people: 1, filings: 0, confirmed: 0, objections: 0, pending: 0, bound: 0, onPosts: 1, todos: [] })
  const { todos: allTodos, ...all } = await counted(everything.institution.admin)
  for (const key of Object.keys(numbers) as (keyof typeof numbers)[]) expect(all[key]).toBeGreaterThan(numbers[key])
  expect(allTodos).toEqual(expect.arrayContaining(['trial.objected', 'audit.pending.05']))
})

test('what is the whole unit\'s is read and not changed', async () => {
  const { institution: { admin }, ids } = everything
  const before = { institution: await admin.call(getInstitution, {}), files: await admin.call(listInstitutionFiles, {}), code: (await admin.call(getConfirmationCode, {})).code }
  const { version } = (await admin.call(listInstitutionChanges, {})).items.find(({ id }) => id === ids.changeId) ?? { version: 0 }
  const changes = [
    async () => limited.call(updateInstitution, { ...before.institution, subjects: ['03'] }),
    async () => limited.call(removeInstitutionFile, { institutionFileId: ids.institutionFileId ?? 0 }),
    async () => givenInstitutionFile(limited),
    async () => givenInstitutionChange(limited, { name: '本科医院' }),
    async () => limited.call(withdrawInstitutionChange, { changeId: ids.changeId ?? 0, version }),
    async () => limited.call(rotateConfirmationCode, {}),
  ]
  for (const change of changes) await expect(change()).toBeProblem(403, 'FORBIDDEN')
  expect({ institution: await admin.call(getInstitution, {}), files: await admin.call(listInstitutionFiles, {}), code: (await admin.call(getConfirmationCode, {})).code }).toEqual(before)
  await admin.call(withdrawInstitutionChange, { changeId: ids.changeId ?? 0, version })
})

test.each(named(ofPeople))('%s of somebody of another department: as if it were not there', async (_, endpoint) => {
  expect(await attempt(limited, endpoint)).toMatchObject({ status: 404, code: 'NOT_FOUND' })
})

test.each(named(ofInstitution))('%s tells nothing of another department\'s people', async (_, endpoint) => {
  for (const { text } of [await attempt(limited, endpoint), await attemptBare(limited, endpoint)]) {
    for (const word of everything.personalWords) expect(text).not.toContain(word)
  }
})

test('what was walked reads names where it may: the lists and the workbooks of the whole institution have them', async () => {
  const { institution, personalWords } = everything
  const reading = async (caller: Caller, list: readonly NamedEndpoint[], word: string) => {
    const found: string[] = []
    for (const endpoint of list) if ((await attemptBare(caller, endpoint)).text.includes(word)) found.push(endpoint.name)
    return found
  }
  const reads = ofInstitution.filter(({ endpoint, name }) => endpoint.method === 'GET' || /^(search|export)/.test(name))
  expect(await reading(institution.admin, reads, personalWords[0] ?? '')).toEqual(expect.arrayContaining(['searchPeople', 'exportPeople', 'searchTrials', 'searchDesk', 'exportDesk']))
  expect(await reading(limited, reads, ownName)).toEqual(expect.arrayContaining(['searchPeople', 'exportPeople']))
})
