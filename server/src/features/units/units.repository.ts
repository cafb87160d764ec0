import { normalizePersonName } from '@talent/shared/domain/person-name'
import type { UnitContact } from '@talent/shared/contract/candidate'
import type { Connection } from '../../db/database'

export interface UnitBinding {
  id: number
  organizationId: number
  organizationName: string
  personId: number
  method: 'matched' | 'code'
  boundAt: string
}

/** A personnel record that carries the identity number of the user. */
export interface PersonnelRecord {
  personId: number
  organizationId: number
  organizationName: string
  /** The unit's office. */
  contact: UnitContact
  inService: boolean
  /** The record's name is the verified one. A number typed wrong must not open another person's record. */
  nameAgrees: boolean
}

export const unitsRepository = (connection: Connection) => {
  const records = async (wechatUserId: number, where: { in_service_lookup: string } | { identity_lookup: string; organization_id?: number }): Promise<PersonnelRecord[]> => {
    const user = await connection('wechat_users').where('id', wechatUserId).first('identity_name')
    const rows = await connection('people')
      .join('organizations', 'organizations.id', 'people.organization_id')
      .where(Object.fromEntries(Object.entries(where).map(([column, value]) => [`people.${column}`, value])))
      .orderBy('people.id', 'desc')
      .select('people.id', 'people.name', 'people.organization_id', 'people.in_service_lookup', 'organizations.name as organization_name', 'organizations.contact_name', 'organizations.contact_phone')
    return rows.map((row) => ({
      personId: Number(row.id),
      organizationId: Number(row.organization_id),
      organizationName: String(row.organization_name),
      contact: { name: row.contact_name, phone: row.contact_phone },
      inService: row.in_service_lookup !== null,
      nameAgrees: normalizePersonName(String(row.name)) === normalizePersonName(String(user?.identity_name ?? '')),
    }))
  }

  return {
    async activeOf(wechatUserId: number): Promise<UnitBinding | null> {
      const row = await connection('unit_bindings')
        .join('organizations', 'organizations.id', 'unit_bindings.organization_id')
        .where('unit_bindings.active_user_id', wechatUserId)
        .first('unit_bindings.id', 'unit_bindings.organization_id', 'unit_bindings.person_id', 'unit_bindings.method', 'unit_bindings.bound_at', 'organizations.name')
      return row
        ? { id: row.id, organizationId: row.organization_id, organizationName: row.name, personId: row.person_id, method: row.method, boundAt: row.bound_at }
        : null
    },
    /** Locks the binding before it is read: confirming and unbinding at once are one after the other. */
    async lockActiveOf(wechatUserId: number): Promise<UnitBinding | null> {
      const locked = await connection('unit_bindings').where('active_user_id', wechatUserId).forUpdate().first('id')
      return locked ? this.activeOf(wechatUserId) : null
    },
    /** The identity as of now, locked: an appeal that takes it away waits, or has been. */
    async lockIdentity(wechatUserId: number): Promise<string | null> {
      const user = await connection('wechat_users').where('id', wechatUserId).forUpdate().first('identity_lookup')
      return user?.identity_lookup ?? null
    },
    async insert(binding: { wechatUserId: number; organizationId: number; personId: number; method: 'matched' | 'code'; now: string }): Promise<number> {
      const [id = 0] = await connection('unit_bindings').insert({
        wechat_user_id: binding.wechatUserId, organization_id: binding.organizationId, person_id: binding.personId, method: binding.method,
        bound_at: binding.now, active_user_id: binding.wechatUserId,
      })
      return id
    },
    end: (id: number, now: string) => connection('unit_bindings').where({ id }).update({ ended_at: now, active_user_id: null }),

    /** Locks whoever is bound to this record of the organization. */
    async lockOfPerson(personId: number, organizationId: number): Promise<{ id: number; wechatUserId: number } | null> {
      const row = await connection('unit_bindings').where({ person_id: personId, organization_id: organizationId }).whereNotNull('active_user_id').forUpdate().first('id', 'active_user_id')
      return row ? { id: row.id, wechatUserId: row.active_user_id } : null
    },

    /** Whoever is bound to the record without being the one it is of. */
    endOthers: (personId: number, identityLookup: string, now: string) =>
      connection('unit_bindings')
        .where('person_id', personId)
        .whereNotNull('active_user_id')
        .whereNotIn('active_user_id', connection('wechat_users').where('identity_lookup', identityLookup).select('id'))
        .update({ ended_at: now, active_user_id: null }),

    /** The one in-service record of this identity, over all institutions. */
    inServiceRecord: async (wechatUserId: number, identityLookup: string): Promise<PersonnelRecord | null> =>
      (await records(wechatUserId, { in_service_lookup: identityLookup }))[0] ?? null,
    /** Every record of this identity, over all institutions, the newest first. */
    recordsOf: (wechatUserId: number, identityLookup: string): Promise<PersonnelRecord[]> => records(wechatUserId, { identity_lookup: identityLookup }),
    recordAt: async (wechatUserId: number, identityLookup: string, organizationId: number): Promise<PersonnelRecord | null> =>
      (await records(wechatUserId, { identity_lookup: identityLookup, organization_id: organizationId }))[0] ?? null,
  }
}
