import { getConfirmationCode, rotateConfirmationCode } from '@talent/shared/contract/authorization'
import { bindUnit, lookUpUnit } from '@talent/shared/contract/candidate'
import { codeAlphabet } from '@talent/shared/domain/codes'
import { givenAccount, givenInstitution, givenOrganization, givenRole } from '../../../test/given'
import { givenReviewer, givenWebManager } from '../../../test/given-applications'
import { givenBoundCandidate, givenCandidate, givenRecord, onAnotherDevice } from '../../../test/given-units'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())

test('the code is made at the first look and stays; nobody finds it in the database', async () => {
  const { admin, id } = await givenInstitution(server)
  const first = await admin.call(getConfirmationCode, {})
  expect(first.code).toMatch(new RegExp(`^[${codeAlphabet}]{8}$`))
  expect(await admin.call(getConfirmationCode, {})).toEqual(first)
  const rows = await server.platform.database.knex('confirmation_codes').where('organization_id', id)
  expect(rows).toHaveLength(1)
  expect(JSON.stringify(rows)).not.toContain(first.code)
})

test('first looks at the same time make one code', async () => {
  const { admin } = await givenInstitution(server)
  const seen = await Promise.all(Array.from({ length: 8 }, () => admin.call(getConfirmationCode, {})))
  expect(new Set(seen.map((s) => s.code)).size).toBe(1)
})

test('a rotated code is told apart from a wrong one, and the new one works', async () => {
  const institution = await givenInstitution(server)
  const candidate = await givenCandidate(server)
  await givenRecord(server, institution, candidate.identity)
  const { code: old } = await institution.admin.call(getConfirmationCode, {})
  const { code } = await institution.admin.call(rotateConfirmationCode, {})
  expect(code).not.toBe(old)
  await expect(candidate.caller.call(lookUpUnit, { code: old })).toBeProblem(422, 'CONFIRMATION_CODE_ROTATED')
  await expect(candidate.caller.call(bindUnit, { code: old })).toBeProblem(422, 'CONFIRMATION_CODE_ROTATED')
  expect(await candidate.caller.call(bindUnit, { code })).toMatchObject({ organizationId: institution.id, method: 'code' })
})

test('rotations at the same time leave one active code', async () => {
  const { admin, id } = await givenInstitution(server)
  await admin.call(getConfirmationCode, {})
  await Promise.all(Array.from({ length: 4 }, () => onAnotherDevice(server, admin).call(rotateConfirmationCode, {})))
  const states = await server.platform.database.knex('confirmation_codes').where('organization_id', id).orderBy('id').select('state')
  expect(states.map((s) => s.state)).toEqual(['rotated', 'rotated', 'rotated', 'rotated', 'active'])
})

test('it says how many candidates are bound now', async () => {
  const institution = await givenInstitution(server)
  const candidate = await givenBoundCandidate(server, { institution })
  await givenBoundCandidate(server, { institution })
  expect(await institution.admin.call(getConfirmationCode, {})).toMatchObject({ boundCandidates: 2 })
  await server.platform.database.knex('unit_bindings').where('wechat_user_id', candidate.id).update({ ended_at: server.platform.now().toISOString(), active_user_id: null })
  expect(await institution.admin.call(getConfirmationCode, {})).toMatchObject({ boundCandidates: 1 })
})

test('reading and rotating are permissions of their own, and of institutions', async () => {
  const institution = await givenInstitution(server)
  const reader = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
  await expect(reader.caller.call(getConfirmationCode, {})).toBeProblem(403, 'FORBIDDEN')
  await givenRole(server, { accountId: reader.id, organizationId: institution.id, permissions: ['confirmationCode.read'] })
  await expect(reader.caller.call(getConfirmationCode, {})).resolves.toMatchObject({ boundCandidates: 0 })
  await expect(reader.caller.call(rotateConfirmationCode, {})).toBeProblem(403, 'FORBIDDEN')
  const county = await givenOrganization(server, { kind: 'county' })
  await expect(county.admin.call(getConfirmationCode, {})).toBeProblem(403, 'FORBIDDEN')
})

test('a bound manager in the browser reads it; the main one rotates it, and the log says who', async () => {
  const institution = await givenInstitution(server)
  const main = await givenReviewer(server, institution, { role: 'main' })
  const [mainBrowser, auxiliary] = [await givenWebManager(server, main), await givenWebManager(server, await givenReviewer(server, institution))]
  const { code } = await institution.admin.call(getConfirmationCode, {})
  expect(await auxiliary.call(getConfirmationCode, {})).toMatchObject({ code })
  await expect(auxiliary.call(rotateConfirmationCode, {})).toBeProblem(403, 'FORBIDDEN')
  const rotated = await mainBrowser.call(rotateConfirmationCode, {})
  expect(await institution.admin.call(getConfirmationCode, {})).toEqual(rotated)
  expect(await server.platform.database.knex('operation_log').where({ chain_id: institution.id, action: 'confirmationCode.rotate' }).select('actor_kind', 'actor_id')).toEqual([
    { actor_kind: 'wechatUser', actor_id: main.id },
  ])
  await server.platform.database.knex('manager_bindings').where('id', main.bindingId).update({ ended_at: server.platform.now().toISOString() })
  await expect(mainBrowser.call(getConfirmationCode, {})).toBeProblem(404, 'BINDING_ENDED')
})

test('a manager of an authority has no confirmation code', async () => {
  const county = await givenOrganization(server, { kind: 'county' })
  const browser = await givenWebManager(server, await givenReviewer(server, county, { role: 'main' }))
  await expect(browser.call(getConfirmationCode, {})).toBeProblem(403, 'FORBIDDEN')
  await expect(browser.call(rotateConfirmationCode, {})).toBeProblem(403, 'FORBIDDEN')
})

test('making and rotating are in the log of the institution, without the code', async () => {
  const { admin, id } = await givenInstitution(server)
  await admin.call(getConfirmationCode, {})
  const { code } = await admin.call(rotateConfirmationCode, {})
  const log = await server.platform.database.knex('operation_log').where('chain_id', id).orderBy('id')
  expect(log.map((l) => l.action)).toEqual(['confirmationCode.create', 'confirmationCode.rotate'])
  expect(JSON.stringify(log) + server.logLines.join('')).not.toContain(code)
})
