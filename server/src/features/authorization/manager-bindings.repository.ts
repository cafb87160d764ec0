import type { BusinessManager, EndWay, GrantWay } from '@talent/shared/contract/authorization'
import type { z } from '@talent/shared/zod'
import type { Connection } from '../../db/database'
import type { OrganizationKind } from '../../http/actor'
import { businessKey } from './authorization-codes.repository'

/** Whose business a living binding is, and as what its holder acts. */
export interface OwnBinding {
  organizationId: number
  organizationKind: OrganizationKind
  role: 'main' | 'auxiliary'
}

export type Role = z.output<typeof BusinessManager>['role']
export type Way = z.output<typeof GrantWay>
export type Ending = z.output<typeof EndWay>

export interface ManagerRow {
  bindingId: number
  businessCode: string
  role: Role
  name: string
  /** sealed */
  phone: string | null
  boundAt: string
  way: Way
  grantedBy: string | null
}

export interface HolderRow extends ManagerRow {
  endedAt: string | null
  ended: Ending | null
  endedBy: string | null
}

export interface BindingOfUser {
  bindingId: number
  organizationId: number
  organizationName: string
  businessCode: string
  role: Role
}

export interface LivingBinding {
  bindingId: number
  wechatUserId: number
  role: Role
  organizationName: string
}

export interface NewBinding {
  organizationId: number
  businessCode: string
  wechatUserId: number
  role: Role
  way: Way
  grantedBy: string
  now: string
}

const columns = [
  'manager_bindings.id', 'manager_bindings.business_code', 'manager_bindings.role', 'manager_bindings.bound_at', 'manager_bindings.way', 'manager_bindings.granted_by',
  'manager_bindings.ended_at', 'manager_bindings.ended', 'manager_bindings.ended_by', 'wechat_users.identity_name', 'wechat_users.phone',
]
const read = (row: Record<string, string | number | null>): HolderRow => ({
  bindingId: Number(row.id), businessCode: String(row.business_code), role: row.role as Role, name: String(row.identity_name ?? '已撤回认证'), phone: row.phone as string | null,
  boundAt: String(row.bound_at), way: row.way as Way, grantedBy: row.granted_by as string | null,
  endedAt: row.ended_at as string | null, ended: row.ended as Ending | null, endedBy: row.ended_by as string | null,
})

export const managerBindingsRepository = (connection: Connection) => {
  const people = (organizationId: number) =>
    connection('manager_bindings').join('wechat_users', 'wechat_users.id', 'manager_bindings.wechat_user_id').where('manager_bindings.organization_id', organizationId).select(columns)

  return {
    /** Living managers of an organization, the main one of a business first. */
    async managersOf(organizationId: number): Promise<ManagerRow[]> {
      const rows: Record<string, string | number | null>[] = await people(organizationId)
        .whereNull('manager_bindings.ended_at')
        .orderBy([{ column: 'manager_bindings.role', order: 'desc' }, 'manager_bindings.id'])
      return rows.map(read)
    },

    /** Everybody who held a business, the newest first. */
    async holdersOf(organizationId: number, businessCode: string, limit: number): Promise<HolderRow[]> {
      const rows: Record<string, string | number | null>[] = await people(organizationId)
        .where('manager_bindings.business_code', businessCode)
        .orderBy('manager_bindings.id', 'desc')
        .limit(limit)
      return rows.map(read)
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
    async waiting(wechatUserId: number): Promise<{ bindingId: number; organizationName: string; businessCode: string; examYear: number; count: number }[]> {
      const rows: { id: number; name: string; business_code: string; exam_year: number; total: number | string }[] = await connection('manager_bindings')
        .join('organizations', 'organizations.id', 'manager_bindings.organization_id')
        .join('application_level_states', (on) => {
          on.on('application_level_states.organization_id', 'manager_bindings.organization_id').andOn('application_level_states.business_code', 'manager_bindings.business_code')
        })
        .where('manager_bindings.wechat_user_id', wechatUserId)
        .whereNull('manager_bindings.ended_at')
        .where('application_level_states.state', 'pending')
        .groupBy('manager_bindings.id', 'organizations.name', 'manager_bindings.business_code', 'application_level_states.exam_year')
        .orderBy([{ column: 'manager_bindings.id' }, { column: 'application_level_states.exam_year' }])
        .select('manager_bindings.id', 'organizations.name', 'manager_bindings.business_code', 'application_level_states.exam_year', connection.raw('count(*) as total'))
      return rows.map((row) => ({ bindingId: row.id, organizationName: row.name, businessCode: row.business_code, examYear: row.exam_year, count: Number(row.total) }))
    },

    async insert(binding: NewBinding): Promise<number> {
      const [id = 0] = await connection('manager_bindings').insert({
        organization_id: binding.organizationId, business_code: binding.businessCode, wechat_user_id: binding.wechatUserId, role: binding.role,
        main_key: binding.role === 'main' ? businessKey(binding.organizationId, binding.businessCode) : null, bound_at: binding.now, way: binding.way,
        granted_by: binding.grantedBy,
      })
      return id
    },

    /** Who gives and who takes of one organization's businesses come one after the other. */
    lockOrganization: (organizationId: number): Promise<{ name: string } | undefined> => connection('organizations').where('id', organizationId).forUpdate().first('name'),

    async lockOwn(bindingId: number, wechatUserId: number): Promise<OwnBinding | null> {
      const row = await connection('manager_bindings').where({ id: bindingId, wechat_user_id: wechatUserId }).whereNull('ended_at').forUpdate().first('organization_id', 'role')
      const organization = row && (await connection('organizations').where('id', row.organization_id).first('id', 'kind'))
      return organization ? { organizationId: organization.id, organizationKind: organization.kind, role: row.role } : null
    },

    async lockLiving(organizationId: number, businessCode: string, bindingId: number): Promise<LivingBinding | null> {
      const row = await connection('manager_bindings')
        .where({ id: bindingId, organization_id: organizationId, business_code: businessCode })
        .whereNull('ended_at')
        .forUpdate()
        .first('wechat_user_id', 'role')
      if (!row) return null
      const organization = await connection('organizations').where('id', organizationId).first('name')
      return { bindingId, wechatUserId: row.wechat_user_id, role: row.role, organizationName: organization?.name ?? '' }
    },

    /** What a user is in a business now. */
    async livingOf(organizationId: number, businessCode: string, wechatUserId: number): Promise<{ bindingId: number; role: Role } | null> {
      const row = await connection('manager_bindings')
        .where({ organization_id: organizationId, business_code: businessCode, wechat_user_id: wechatUserId })
        .whereNull('ended_at')
        .orderBy('role', 'desc')
        .first('id', 'role')
      return row ? { bindingId: row.id, role: row.role } : null
    },

    async hasMain(organizationId: number, businessCode: string): Promise<boolean> {
      return (await connection('manager_bindings').where('main_key', businessKey(organizationId, businessCode)).first('id')) !== undefined
    },

    /** The living managers beside this user. */
    async others(organizationId: number, businessCode: string, wechatUserId: number): Promise<{ wechatUserId: number; role: Role }[]> {
      const rows = await connection('manager_bindings')
        .where({ organization_id: organizationId, business_code: businessCode })
        .whereNot('wechat_user_id', wechatUserId)
        .whereNull('ended_at')
        .select('wechat_user_id', 'role')
      return rows.map((row) => ({ wechatUserId: row.wechat_user_id, role: row.role }))
    },

    async find(bindingId: number): Promise<HolderRow | null> {
      const row = await connection('manager_bindings').join('wechat_users', 'wechat_users.id', 'manager_bindings.wechat_user_id').where('manager_bindings.id', bindingId).first(columns)
      return row ? read(row) : null
    },

    end: (bindingId: number, ending: { ended: Ending; endedBy: string; now: string }) =>
      connection('manager_bindings').where('id', bindingId).whereNull('ended_at').update({ ended_at: ending.now, main_key: null, ended: ending.ended, ended_by: ending.endedBy }),
  }
}
