import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { givenInstitution, givenWechatUser } from '../../test/given'
import { givenPerson } from '../../test/given-people'
import { startTestServer, type TestServer } from '../../test/server'
import { sealedColumns as personColumns } from '../features/people/person-record'
import { createFieldCipher } from './field-cipher'
import { rotateKeys, sealedColumns } from './rotate-keys'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())

test('every column that the code seals is in the list', () => {
  const source = join(__dirname, '..')
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.ts') && !f.endsWith('.test.ts'))
  const text = files.map((f) => readFileSync(join(source, f), 'utf8')).join('\n')
  const sealed = [...text.matchAll(/'([a-z_]+\.[a-z_]+)'(?=, )/g)].map((m) => m[1] ?? '').filter((name) => new RegExp(`(seal|open)\\w*\\([^)]*'${name.replace('.', '\\.')}'`).test(text))
  const listed = Object.entries(sealedColumns).flatMap(([table, columns]) => columns.map((column) => `${table}.${column}`))
  expect(sealed.filter((name) => !listed.includes(name) && name !== 'idempotency_keys.answer')).toEqual([])
  expect(sealedColumns.people).toEqual(expect.arrayContaining(Object.values(personColumns)))
})

test('an old key can be taken away after the rotation, and nothing is lost', async () => {
  const institution = await givenInstitution(server)
  const person = await givenPerson(institution)
  const { knex } = server.platform.database
  // Whose number was forgotten on purpose: nothing is sealed there.
  const { id: userId } = await givenWechatUser(server)
  const [forgottenId = 0] = await knex('identity_verifications').insert({
    wechat_user_id: userId, method: 'automatic', state: 'failed', name: '', identity_type: 'residentCard', identity_number: '', identity_lookup: '', identity_number_masked: '',
    front_photo_id: 1, back_photo_id: 2, submitted_at: server.platform.now().toISOString(),
  })
  const { secrets } = server.platform.config
  const fresh = { id: 'n', key: randomBytes(32) }
  const both = createFieldCipher({ ...secrets, fieldKeys: [...secrets.fieldKeys, fresh] })
  expect(await rotateKeys(knex, both, 'n')).toBeGreaterThan(0)
  expect(await rotateKeys(knex, both, 'n')).toBe(0)
  expect((await knex('identity_verifications').where('id', forgottenId).first()).identity_number).toBe('')
  const row = await knex('people').where('id', person.id).first()
  const onlyNew = createFieldCipher({ ...secrets, fieldKeys: [fresh] })
  expect(onlyNew.open('people.identity_number', row.identity_number)).toBe(person.input.identityNumber)
  expect(onlyNew.lookup('identity', 'x')).toBe(both.lookup('identity', 'x'))
})
