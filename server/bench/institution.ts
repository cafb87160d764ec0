import { hashPassword } from '../src/features/session/session.service'
import { createSession } from '../src/http/sessions'
import { sessionCookie } from '../src/http/authenticate'
import type { Ground } from './ground'

export const password = 'Bench#8527Hb'

export interface BenchInstitution {
  id: number
  username: string
  departmentId: number
  postId: number
  headers: Record<string, string>
}

/** An institution with a department, a mapped post and a signed-in main account. */
export async function openInstitution({ platform, database: { knex } }: Ground, name: string): Promise<BenchInstitution> {
  const now = platform.now().toISOString()
  const [id = 0] = await knex('organizations').insert({ path: '', kind: 'institution', name, created_at: now, updated_at: now })
  await knex('organizations').where({ id }).update({ path: `/${id}/` })
  const username = `bench${id}account`
  const [accountId = 0] = await knex('accounts').insert({
    organization_id: id, username, display_name: name, kind: 'main', password_hash: await hashPassword(password), must_change_password: false, created_at: now, updated_at: now,
  })
  const [departmentId = 0] = await knex('departments').insert({ organization_id: id, path: '', name: '内科', category: 'clinical', standard_name: '03' })
  await knex('departments').where('id', departmentId).update({ path: `/${departmentId}/` })
  const [postId = 0] = await knex('posts').insert({ organization_id: id, name: '医师', standard_post_code: 'GW00001519' })
  const { token } = await createSession(platform, knex, { kind: 'account', accountId }, '127.0.0.1')
  return { id, username, departmentId, postId, headers: { Cookie: `${sessionCookie}=${token}`, 'Content-Type': 'application/json' } }
}

/** People straight into the table, 1,000 a statement: their sealed columns are all the same, which no list looks at. */
export async function insertPeople(ground: Ground, institution: BenchInstitution, count: number): Promise<void> {
  const { platform: { cipher, now }, database: { knex } } = ground
  const at = now().toISOString()
  const sealed = cipher.seal('people.mobile', '13800138000')
  for (let from = 0; from < count; from += 1000) {
    const rows = Array.from({ length: Math.min(1000, count - from) }, (_, offset) => {
      const n = from + offset
      const lookup = cipher.lookup('identity', `${institution.id}:${n}`)
      return {
        organization_id: institution.id, department_id: institution.departmentId, post_id: institution.postId, employee_no: `A${n}`, name: `${surnames[n % 20]}${given[n % 50]}`,
        identity_type: 'residentCard', identity_number: sealed, identity_number_masked: '4201****23', identity_lookup: lookup,
        identity_last4_lookup: cipher.lookup('last4', String(n % 10_000)), in_service_lookup: lookup, mobile: sealed, sex: '2', birth_date: '1990-01-01', nationality: '01',
        education: '21', degree: '4', major: '临床医学', employment_status: n % 10 ? 'inPost' : 'retired', created_at: at, updated_at: at,
      }
    })
    await knex.batchInsert('people', rows, ground.kind === 'sqlite' ? 500 : 1000)
  }
}

const surnames = Array.from('赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许')
const given = Array.from('伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华慧建文辉力波宁玲红梅燕婷雪琳晶倩颖璐悦欣怡萍飞鹏宇晨')
