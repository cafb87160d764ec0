import { hashPassword } from '../features/session/password-hash'
import type { OrganizationKind } from '../http/actor'
import type { Platform } from '../platform'
import { password } from './people'

interface DemoOrganization {
  key: string
  name: string
  kind: OrganizationKind
  parent: string | null
  username: string
  displayName: string
  region: string
  category?: string
  creditCode?: string
}

/** A province, a city, a county and three institutions; the places do not exist. */
export const organizations: readonly DemoOrganization[] = [
  { key: 'province', name: '湖北省卫生健康委（演示）', kind: 'province', parent: null, username: 'provinceadmin', displayName: '省级管理员', region: '420000' },
  { key: 'city', name: '楚江市卫生健康委（演示）', kind: 'city', parent: 'province', username: 'cityadmin', displayName: '市级管理员', region: '420100' },
  { key: 'county', name: '东湖里区卫生健康局（演示）', kind: 'county', parent: 'city', username: 'countyadmin', displayName: '区级管理员', region: '420106' },
  { key: 'hospital', name: '东湖里区人民医院', kind: 'institution', parent: 'county', username: 'hospitaladmin', displayName: '人事科', region: '420106', category: 'A100', creditCode: '124200004057000070' },
  { key: 'chinese', name: '东湖里区中医医院', kind: 'institution', parent: 'county', username: 'tcmhospital', displayName: '人事科', region: '420106', category: 'A210' },
  { key: 'township', name: '柳林镇中心卫生院', kind: 'institution', parent: 'county', username: 'townshipadmin', displayName: '办公室', region: '420106', category: 'C210' },
]

/** Rows with one main account each; ids by key. */
export async function insertOrganizations({ database: { knex }, now }: Platform): Promise<Record<string, number>> {
  const at = now().toISOString()
  const passwordHash = await hashPassword(password)
  const ids: Record<string, number> = {}
  const paths: Record<string, string> = {}
  for (const one of organizations) {
    const [id = 0] = await knex('organizations').insert({
      parent_id: one.parent ? ids[one.parent] : null, path: '', kind: one.kind, name: one.name, region_code: one.region, category: one.category ?? null,
      credit_code: one.creditCode ?? null, contact_name: one.displayName, contact_phone: '027-80000000', created_at: at, updated_at: at,
    })
    const path = `${one.parent ? paths[one.parent] : '/'}${id}/`
    await knex('organizations').where({ id }).update({ path })
    await knex('accounts').insert({
      organization_id: id, username: one.username, display_name: one.displayName, kind: 'main', password_hash: passwordHash, must_change_password: false, created_at: at, updated_at: at,
    })
    ids[one.key] = id
    paths[one.key] = path
  }
  return ids
}
