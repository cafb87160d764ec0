import { signIn } from '@talent/shared/contract/session'
import { checkPassword } from '@talent/shared/domain/password'
import { createCaller } from '../../../test/caller'
import { startTestServer, type TestServer } from '../../../test/server'
import { createMainAccount, oneTimePassword } from './main-account'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())

const create = (input: Partial<Parameters<typeof createMainAccount>[2]> = {}) =>
  createMainAccount(server.platform.database.knex, server.platform.now(), { organization: '某省卫健委', kind: 'province', username: 'provinceroot', parent: null, ...input })

test('a one-time password always follows the policy', () => {
  for (let n = 0; n < 200; n++) expect(checkPassword(oneTimePassword('hospitaladmin'), { username: 'hospitaladmin' })).toEqual([])
})

test('the first account signs in once and must change its password; one below hangs under its parent', async () => {
  const { password } = await create()
  const info = await createCaller(server).call(signIn, { username: 'provinceroot', password })
  expect(info).toMatchObject({ account: { mustChangePassword: true, kind: 'main' }, organization: { name: '某省卫健委', kind: 'province' } })
  await create({ organization: '某市卫健委', kind: 'city', username: 'cityrootone', parent: '某省卫健委' })
  const city = await server.platform.database.knex('organizations').where('name', '某市卫健委').first()
  expect(city.path).toBe(`/${info.organization.id}/${city.id}/`)
})

test('what can not be done is said in a sentence and leaves nothing', async () => {
  await expect(create({ username: 'short' })).rejects.toThrow('账号应以字母开头')
  await expect(create({ organization: '无上级', username: 'orphanroot', parent: '没有的单位' })).rejects.toThrow('没有找到上级单位')
  await create({ username: 'takenaccount' })
  await expect(create({ organization: '另一单位', username: 'takenaccount' })).rejects.toThrow('已存在')
  expect(await server.platform.database.knex('organizations').whereIn('name', ['无上级', '另一单位'])).toEqual([])
})
