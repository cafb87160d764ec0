import { createPerson, getPerson, revealPerson, searchPeople, updatePerson } from '@talent/shared/contract/people'
import { givenInstitution } from '../../../test/given'
import { givenDepartments, givenPost, personInput } from '../../../test/given-people'
import { startTestServer, type TestServer } from '../../../test/server'
import { validIdentityNumber } from '../../../test/valid-identity-number'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())

test('personal data stands neither in the log of the server nor in the operation log, and in the table sealed', async () => {
  const institution = await givenInstitution(server)
  const departmentId = (await givenDepartments(institution, '内科'))[0]?.id ?? 0
  await givenPost(institution)
  const input = personInput({
    departmentId, name: '欧阳隐名', mobile: '13912345678', email: 'hidden.person@example.com', homeAddress: '湖北省襄阳市襄城区隐秘路77号', homePhone: '0710-7654321', workPhone: '0710-1234567',
  })
  const { admin } = institution
  const made = await admin.call(createPerson, input)
  const failing = [
    admin.call(createPerson, input),
    admin.call(createPerson, { ...input, identityNumber: `${input.identityNumber?.slice(0, 17)}?`, mobile: '13912345678x' }),
    admin.call(createPerson, { ...input, mobile: 13_912_345_678 as never }),
    admin.call(updatePerson, { ...input, personId: made.id, version: 9 }),
    admin.call(updatePerson, { ...input, personId: made.id, version: 1, identityNumber: 'x'.repeat(50) }),
  ]
  for (const outcome of await Promise.allSettled(failing)) expect(outcome.status).toBe('rejected')
  await admin.call(searchPeople, { name: input.name, identityNumber: input.identityNumber })
  await admin.call(getPerson, { personId: made.id })
  await admin.call(revealPerson, { personId: made.id })
  await admin.call(updatePerson, { ...input, personId: made.id, version: 1, name: '欧阳隐姓', identityNumber: validIdentityNumber() })

  const { knex } = server.platform.database
  const secrets = [input.identityNumber, input.mobile, input.email, input.homeAddress, input.homePhone, input.workPhone].map(String)
  const operations = JSON.stringify(await knex('operation_log').select())
  expect(operations).toContain('person.reveal')
  const logged = server.logLines.join('\n')
  expect(logged).toContain('/api/people')
  const people = JSON.stringify(await knex('people').select())
  expect(people).toContain('欧阳隐姓')
  const kept = JSON.stringify(await knex('idempotency_keys').select())
  for (const secret of secrets) for (const place of [operations, logged, people, kept]) expect(place).not.toContain(secret)
  for (const place of [operations, logged, kept]) expect(place).not.toContain('欧阳隐')
})
