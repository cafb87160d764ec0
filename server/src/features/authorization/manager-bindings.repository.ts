import type { Connection } from '../../db/database'
import { businessKey } from './authorization-codes.repository'

export interface ManagerRow {
  bindingId: number
  businessCode: string
  role: 'main' | 'auxiliary'
  name: string
  /** sealed */
  phone: string | null
  boundAt: string
}

export interface BindingOfUser {
  bindingId: number
  organizationId: number
  organizationName: string
  businessCode: string
  role: 'main' | 'auxiliary'
}

export const managerBindingsRepository = (connection: Connection) => ({
  /** Living managers of an organization, the main one of a business first. */
  async managersOf(organizationId: number): Promise<ManagerRow[]> {
    const rows = await connection('manager_bindings')
      .join('wechat_users', 'wechat_users.id', 'manager_bindings.wechat_user_id')
      .where('manager_bindings.organization_id', organizationId)
      .whereNull('manager_bindings.ended_at')
      .orderBy([{ column: 'manager_bindings.role', order: 'desc' }, 'manager_bindings.id'])
      .select('manager_bindings.id', 'manager_bindings.business_code', 'manager_bindings.role', 'manager_bindings.bound_at', 'wechat_users.identity_name', 'wechat_users.phone')
    return rows.map((row) => ({
      bindingId: row.id, businessCode: row.business_code, role: row.role, name: row.identity_name ?? '', phone: row.phone, boundAt: row.bound_at,
    }))
  },

  async ofUser(wechatUserId: number): Promise<BindingOfUser[]> {
    const rows = await connection('manager_bindings')
      .join('organizations', 'organizations.id', 'manager_bindings.organization_id')
      .where('manager_bindings.wechat_user_id', wechatUserId)
      .whereNull('manager_bindings.ended_at')
      .orderBy('manager_bindings.id')
      .select('manager_bindings.id', 'manager_bindings.organization_id', 'manager_bindings.business_code', 'manager_bindings.role', 'organizations.name')
    return rows.map((row) => ({ bindingId: row.id, organizationId: row.organization_id, organizationName: row.name, businessCode: row.business_code, role: row.role }))
  },

  /** Applications that wait at the desk, for each business the user manages there: a unit's or an authority's. */
  async waiting(wechatUserId: number): Promise<{ bindingId: number; organizationName: string; count: number }[]> {
    const rows: { id: number; name: string; total: number | string }[] = await connection('manager_bindings')
      .join('organizations', 'organizations.id', 'manager_bindings.organization_id')
      .join('application_level_states', (on) => {
        on.on('application_level_states.organization_id', 'manager_bindings.organization_id').andOn('application_level_states.business_code', 'manager_bindings.business_code')
      })
      .where('manager_bindings.wechat_user_id', wechatUserId)
      .whereNull('manager_bindings.ended_at')
      .where('application_level_states.state', 'pending')
      .groupBy('manager_bindings.id', 'organizations.name')
      .orderBy('manager_bindings.id')
      .select('manager_bindings.id', 'organizations.name', connection.raw('count(*) as total'))
    return rows.map((row) => ({ bindingId: row.id, organizationName: row.name, count: Number(row.total) }))
  },

  async insertMain(binding: { organizationId: number; businessCode: string; wechatUserId: number; now: string }): Promise<number> {
    const [id = 0] = await connection('manager_bindings').insert({
      organization_id: binding.organizationId, business_code: binding.businessCode, wechat_user_id: binding.wechatUserId, role: 'main',
      main_key: businessKey(binding.organizationId, binding.businessCode), bound_at: binding.now,
    })
    return id
  },

  async lockLiving(organizationId: number, businessCode: string, bindingId: number): Promise<{ wechatUserId: number; organizationName: string } | null> {
    const row = await connection('manager_bindings')
      .where({ id: bindingId, organization_id: organizationId, business_code: businessCode })
      .whereNull('ended_at')
      .forUpdate()
      .first('wechat_user_id')
    if (!row) return null
    const organization = await connection('organizations').where('id', organizationId).first('name')
    return { wechatUserId: row.wechat_user_id, organizationName: organization?.name ?? '' }
  },

  end: (bindingId: number, now: string) => connection('manager_bindings').where('id', bindingId).update({ ended_at: now, main_key: null }),
})
