import { insertRows } from '../src/db/insert-rows'
import type { Permission } from '@talent/shared/contract/permissions'
import type { OrganizationKind } from '../src/http/actor'
import { hashPassword } from '../src/features/session/password-hash'
import { createSession } from '../src/http/sessions'
import { sessionCookie } from '../src/http/authenticate'
import type { Ground } from './ground'

export const password = 'Bench#8527Hb'

const cookieOf = ({ token }: { token: string }) => ({ Cookie: `${sessionCookie}=${token}`, 'Content-Type': 'application/json' })

/** The person behind the account is verified: nothing else opens before. */
async function verify({ platform: { cipher, now }, database: { knex } }: Ground, accountId: number): Promise<void> {
  const at = now().toISOString()
  await knex('account_verifications').insert({
    account_id: accountId, state: 'passed', name: '测试', identity_type: 'passport', identity_number: cipher.seal('account_verifications.identity_number', 'E00000000'), identity_number_masked: 'E****0',
    mobile: cipher.seal('account_verifications.mobile', '13800000000'), mobile_masked: '138****0000', saved_at: at, decided_at: at,
  })
}

export interface BenchOrganization {
  id: number
  path: string
  username: string
  headers: Record<string, string>
}

export interface BenchInstitution extends BenchOrganization {
  departmentId: number
  postId: number
}

/** With a signed-in main account. */
export async function openOrganization(ground: Ground, name: string, options: { kind?: OrganizationKind; parent?: BenchOrganization } = {}): Promise<BenchOrganization> {
  const { platform, database: { knex } } = ground
  const now = platform.now().toISOString()
  const [id = 0] = await knex('organizations').insert({ parent_id: options.parent?.id ?? null, path: '', kind: options.kind ?? 'institution', name, created_at: now, updated_at: now })
  const path = `${options.parent?.path ?? '/'}${id}/`
  await knex('organizations').where({ id }).update({ path })
  const username = `bench${id}account`
  const [accountId = 0] = await knex('accounts').insert({
    organization_id: id, username, display_name: name, kind: 'main', password_hash: await hashPassword(password), must_change_password: false, created_at: now, updated_at: now,
  })
  await verify(ground, accountId)
  return { id, path, username, headers: cookieOf(await createSession(platform, knex, { kind: 'account', accountId }, '127.0.0.1')) }
}

/** An institution with a department, a mapped post and a signed-in main account. */
export async function openInstitution(ground: Ground, name: string, parent?: BenchOrganization): Promise<BenchInstitution> {
  const { database: { knex } } = ground
  const organization = await openOrganization(ground, name, parent ? { parent } : {})
  const { id } = organization
  const [departmentId = 0] = await knex('departments').insert({ organization_id: id, path: '', name: '内科', category: 'clinical', standard_name: '03' })
  await knex('departments').where('id', departmentId).update({ path: `/${departmentId}/` })
  const [postId = 0] = await knex('posts').insert({ organization_id: id, name: '医师', standard_post_code: 'GW00001519' })
  return { ...organization, departmentId, postId }
}

/** A sub-account that reaches these departments only, through a role: the longest way to a list. */
export async function openLimitedAccount(
  ground: Ground, institution: BenchInstitution, { departmentIds, permissions }: { departmentIds: readonly number[]; permissions: readonly Permission[] } = { departmentIds: [institution.departmentId], permissions: ['person.read'] },
): Promise<Record<string, string>> {
  const { platform, database: { knex } } = ground
  const now = platform.now().toISOString()
  const [accountId = 0] = await knex('accounts').insert({
    organization_id: institution.id, username: `bench${institution.id}limited`, display_name: '科室账号', kind: 'sub', password_hash: '-', must_change_password: false, created_at: now, updated_at: now,
  })
  await verify(ground, accountId)
  const [roleId = 0] = await knex('roles').insert({ organization_id: institution.id, name: '科室', department_limited: true })
  await knex('role_permissions').insert(permissions.map((permission) => ({ role_id: roleId, permission })))
  await knex('role_departments').insert(departmentIds.map((id) => ({ role_id: roleId, department_id: id })))
  await knex('account_roles').insert({ account_id: accountId, role_id: roleId })
  return cookieOf(await createSession(platform, knex, { kind: 'account', accountId }, '127.0.0.1'))
}

/**
 * People straight into the table: their sealed columns are all the same, which no list looks at. They are spread over
 * `departmentIds` in turn, if there are any.
 */
export async function insertPeople({ platform: { cipher, now }, database: { knex } }: Ground, institution: BenchInstitution, count: number, departmentIds: readonly number[] = [institution.departmentId]): Promise<void> {
  const at = now().toISOString()
  const mobile = cipher.seal('people.mobile', '13800138000')
  const identityNumber = cipher.seal('people.identity_number', '420102199001011234')
  const columns = [
    'organization_id', 'department_id', 'post_id', 'employee_no', 'name', 'identity_type', 'identity_number', 'identity_number_masked', 'identity_lookup', 'identity_last4_lookup',
    'in_service_lookup', 'mobile', 'sex', 'birth_date', 'nationality', 'education', 'degree', 'major', 'staffing', 'employment_status', 'created_at', 'updated_at',
  ]
  const person = (n: number) => {
    const lookup = cipher.lookup('identity', `${institution.id}:${n}`)
    return [
      institution.id, departmentIds[n % departmentIds.length] ?? null, institution.postId, `A${n}`, nameOf(n), 'residentCard', identityNumber, '4201****23', lookup, cipher.lookup('last4', String(n % 10_000)),
      lookup, mobile, '2', '1990-01-01', '01', '21', '4', '临床医学', n % 3 ? 'established' : 'contract', n % 10 ? 'inPost' : 'retired', at, at,
    ]
  }
  await knex.transaction(async (tx) => {
    for (let from = 0; from < count; from += 500) {
      const refused = await insertRows(tx, 'people', columns, Array.from({ length: Math.min(500, count - from) }, (_, offset) => person(from + offset)))
      if (refused.length > 0) throw new Error(`${refused.length} people were refused`)
    }
  })
}

/** The same names come again, but never in step with anything else that is spread over people in turn. */
function nameOf(n: number): string {
  const drawn = (n * 2_654_435_761) % 4_294_967_296
  return `${surnames[drawn % 20]}${given[Math.floor(drawn / 97) % 50]}`
}

const surnames = Array.from('赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许')
const given = Array.from('伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华慧建文辉力波宁玲红梅燕婷雪琳晶倩颖璐悦欣怡萍飞鹏宇晨')
