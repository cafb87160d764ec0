import type { Connection } from '../../db/database'

export interface ActiveCode {
  id: number
  /** sealed */
  code: string
  createdAt: string
}

export const confirmationCodesRepository = (connection: Connection) => ({
  async find(codeLookup: string): Promise<{ organizationId: number; state: 'active' | 'rotated' } | null> {
    const row = await connection('confirmation_codes').where('code_lookup', codeLookup).first('organization_id', 'state')
    return row ? { organizationId: row.organization_id, state: row.state } : null
  },

  async active(organizationId: number): Promise<ActiveCode | null> {
    const row = await connection('confirmation_codes').where('active_organization_id', organizationId).first('id', 'code', 'created_at')
    return row ? { id: row.id, code: row.code, createdAt: row.created_at } : null
  },

  /** First readers and rotations of one institution come one after the other. */
  lockOrganization: (organizationId: number) => connection('organizations').where('id', organizationId).forUpdate().first('id'),

  async insert(code: { organizationId: number; codeLookup: string; sealed: string; now: string }): Promise<number> {
    const [id = 0] = await connection('confirmation_codes').insert({
      organization_id: code.organizationId, code_lookup: code.codeLookup, code: code.sealed, state: 'active',
      active_organization_id: code.organizationId, created_at: code.now,
    })
    return id
  },

  rotate: (id: number) => connection('confirmation_codes').where({ id }).update({ state: 'rotated', active_organization_id: null }),

  /** `departments`: of these; null: of all. */
  async boundCandidates(organizationId: number, departments: readonly number[] | null): Promise<number> {
    const query = connection('unit_bindings as b').where('b.organization_id', organizationId).whereNull('b.ended_at')
    if (departments) void query.join('people as p', 'p.id', 'b.person_id').whereIn('p.department_id', [...departments])
    const row = await query.count({ total: '*' }).first()
    return Number(row?.total ?? 0)
  },
})
