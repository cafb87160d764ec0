import { allEndpoints, type NamedEndpoint } from '@talent/shared/contract/index'
import { permissionsOf, type Permission, type PermissionSide } from '@talent/shared/contract/permissions'
import type { Caller } from './caller'
import { createWalk, named, permissionOf, sideOf, type Attempt } from './endpoint-walk'
import { givenAccount, givenOrganization, givenRole, type GivenOrganization } from './given'
import { givenEverything } from './given-everything'
import { startTestServer, type TestServer } from './server'

/**
 * Walks every endpoint that asks for a permission, on each side that may hold it: with every permission but that one,
 * with that one, and after it was taken away.
 */
let server: TestServer
let attempt: Attempt
const organizations = new Map<PermissionSide, GivenOrganization>()
beforeAll(async () => {
  server = await startTestServer()
  const { institution, ids } = await givenEverything(server)
  attempt = await createWalk(ids)
  organizations.set('institution', institution)
  organizations.set('authority', await givenOrganization(server, { kind: 'county' })).set('province', await givenOrganization(server, { kind: 'province' }))
})
afterAll(() => server.stop())

interface Holder {
  caller: Caller
  accountId: number
}

async function holderOf(side: PermissionSide, permissions: readonly Permission[]): Promise<Holder> {
  const organizationId = organizations.get(side)?.id ?? 0
  const { id, caller } = await givenAccount(server, { organizationId, kind: 'sub' })
  await givenRole(server, { accountId: id, organizationId, permissions: [...permissions] })
  return { caller, accountId: id }
}

/** One account for all endpoints that are walked with the same permissions. */
const holders = new Map<string, Promise<Holder>>()
function kept(key: string, make: () => Promise<Holder>): Promise<Holder> {
  const holder = holders.get(key) ?? make()
  holders.set(key, holder)
  return holder
}

const sides: readonly PermissionSide[] = ['institution', 'authority', 'province']
const guarded = allEndpoints.filter(({ endpoint }) => permissionOf(endpoint) !== null)
/** A province is an authority as well: there it is walked with what it alone may do. */
const ofSide = (side: PermissionSide) => guarded.filter((e) => sideOf(e) === side || (sideOf(e) === 'both' && side !== 'province'))
const cases = sides.flatMap((side) => ofSide(side).map((e): [string, PermissionSide, NamedEndpoint] => [named([e])[0]?.[0] ?? '', side, e]))
const needed = ({ endpoint }: NamedEndpoint): Permission => permissionOf(endpoint) ?? 'person.read'

/** What the record that is walked asks beside the permission of the endpoint: nobody touches a role or an account that may more than they do, and an import writes what it imports. */
const further: Partial<Record<Permission, Permission>> = { 'role.write': 'person.read', 'account.write': 'person.read', 'import.write': 'person.write', 'trialAudit.read': 'trialAudit.write' }

test.each(cases)('%s of an %s without its permission, although with every other: 403', async (_, side, endpoint) => {
  const permission = needed(endpoint)
  const { caller } = await kept(`${side} without ${permission}`, () => holderOf(side, permissionsOf(side).filter((other) => other !== permission)))
  expect(await attempt(caller, endpoint)).toMatchObject({ status: 403, code: 'FORBIDDEN' })
})

test.each(cases)('%s of an %s with its permission and what the record asks is let in', async (_, side, endpoint) => {
  const permission = needed(endpoint)
  const { caller } = await kept(`${side} with ${permission}`, () => holderOf(side, [permission, ...(further[permission] ? [further[permission]] : [])]))
  expect(await attempt(caller, endpoint)).not.toMatchObject({ code: 'FORBIDDEN' })
})

const firstOfEach = sides.flatMap((side) =>
  [...new Set(ofSide(side).map(needed))].flatMap((permission): [Permission, PermissionSide, NamedEndpoint][] => {
    const endpoint = ofSide(side).find((e) => needed(e) === permission)
    return endpoint ? [[permission, side, endpoint]] : []
  }),
)
test.each(firstOfEach)('%s of an %s, taken away, is gone at the next request', async (permission, side, endpoint) => {
  const { caller, accountId } = await holderOf(side, permissionsOf(side))
  expect(await attempt(caller, endpoint)).not.toMatchObject({ code: 'FORBIDDEN' })
  const { knex } = server.platform.database
  await knex('role_permissions').where({ permission }).whereIn('role_id', knex('account_roles').where('account_id', accountId).select('role_id')).delete()
  expect(await attempt(caller, endpoint)).toMatchObject({ status: 403, code: 'FORBIDDEN' })
})
