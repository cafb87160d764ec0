import { randomBytes } from 'node:crypto'
import { ConfigError, type Secrets } from '../config'
import { givenInstitution } from '../../test/given'
import { givenPerson } from '../../test/given-people'
import { startTestServer, type TestServer } from '../../test/server'
import { prepare } from '../prepare'
import { createFieldCipher } from './field-cipher'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await givenPerson(await givenInstitution(server))
})
afterAll(() => server.stop())

/** The server as it starts with other keys on the database that is there. */
function startWith(change: Partial<Secrets>): Promise<void> {
  const { platform } = server
  const secrets = { ...platform.config.secrets, ...change }
  return prepare({ ...platform, config: { ...platform.config, secrets }, cipher: createFieldCipher(secrets) })
}

const fieldKeys = () => server.platform.config.secrets.fieldKeys

test('the keys that the database was written with start', async () => {
  await expect(startWith({})).resolves.toBeUndefined()
  await expect(startWith({ fieldKeys: [...fieldKeys(), { id: 'n', key: randomBytes(32) }] })).resolves.toBeUndefined()
})

test.each([
  ['another key under the same id', () => ({ fieldKeys: fieldKeys().map(({ id }) => ({ id, key: randomBytes(32) })) }), /^FIELD_KEYS 与数据库不符/],
  ['a key taken away too early', () => ({ fieldKeys: [{ id: 'n', key: randomBytes(32) }] }), /^FIELD_KEYS 中缺少编号为“t”的密钥/],
  ['another lookup key', () => ({ lookupKey: randomBytes(32) }), /^LOOKUP_KEY 与数据库不符/],
])('%s stops the start with a sentence, before anything is written', async (_, change, sentence) => {
  const { knex } = server.platform.database
  const jobs = await knex('jobs').count({ total: '*' })
  const refused = startWith(change())
  await expect(refused).rejects.toBeInstanceOf(ConfigError)
  await expect(refused).rejects.toThrow(sentence)
  expect(await knex('jobs').count({ total: '*' })).toEqual(jobs)
})

test('a single damaged value keeps nobody out', async () => {
  const { knex } = server.platform.database
  const person = await knex('people').first('id', 'identity_number')
  await givenPerson(await givenInstitution(server))
  await knex('people').where('id', person.id).update({ identity_number: `${person.identity_number.slice(0, -4)}AAAA` })
  await expect(startWith({})).resolves.toBeUndefined()
  await knex('people').where('id', person.id).update({ identity_number: person.identity_number })
})
