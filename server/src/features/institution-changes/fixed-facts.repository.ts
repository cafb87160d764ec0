import { sameNames, type FixedFacts } from '@talent/shared/domain/institution-change'
import type { Connection } from '../../db/database'
import { whereStartsWith } from '../../db/like'
import type { Scope } from '../../http/actor'

export interface AuthorityRow {
  id: number
  parentId: number | null
  name: string
}

/** 主体信息 as it stands. */
export async function fixedFactsOf(connection: Connection, organizationId: number): Promise<FixedFacts | null> {
  const row = await connection('organizations').where('id', organizationId).first('name', 'credit_code', 'license_no', 'category', 'parent_id')
  if (!row) return null
  return { name: row.name, creditCode: row.credit_code ?? '', licenseNo: row.license_no ?? '', category: row.category ?? '', authorityId: row.parent_id }
}

/** Whoever the institution may be under: the authorities of its province, from the top down. */
export async function listAuthorityRows(connection: Connection, { path }: Pick<Scope, 'path'>): Promise<AuthorityRow[]> {
  const query = connection('organizations').whereNot('kind', 'institution').orderBy(['path']).select('id', 'parent_id', 'name')
  whereStartsWith(query, 'path', `/${path.split('/')[1] ?? ''}/`)
  const rows: { id: number; parent_id: number | null; name: string }[] = await query
  return rows.map(({ id, parent_id, name }) => ({ id, parentId: parent_id, name }))
}

export async function namesOf(connection: Connection, ids: readonly (number | null)[]): Promise<ReadonlyMap<number, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  const rows: { id: number; name: string }[] = wanted.length === 0 ? [] : await connection('organizations').whereIn('id', wanted).select('id', 'name')
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export interface Taken {
  field: 'name' | 'creditCode'
  /** Public entries of the library. */
  organizationName: string
  /** It only asks for it so far. */
  requested: boolean
}

/** Which institution has, or has asked for, a name or a code that this one wants. */
export async function takenFacts(connection: Connection, organizationId: number, wanted: { name: string | null; creditCode: string | null }): Promise<Taken[]> {
  const taken: Taken[] = []
  if (wanted.name !== null) {
    const names = sameNames(wanted.name)
    const has = await connection('organizations').whereIn('name', names).whereNot('id', organizationId).first('name')
    const asks = await asking(connection, organizationId).whereIn('changes.new_name', names).first('organizations.name')
    if (has ?? asks) taken.push({ field: 'name', organizationName: (has ?? asks).name, requested: !has })
  }
  if (wanted.creditCode !== null) {
    const has = await connection('organizations').where('credit_code', wanted.creditCode).whereNot('id', organizationId).first('name')
    const asks = await asking(connection, organizationId).where('changes.new_credit_code', wanted.creditCode).first('organizations.name')
    if (has ?? asks) taken.push({ field: 'creditCode', organizationName: (has ?? asks).name, requested: !has })
  }
  return taken
}

export function takenBy({ field, organizationName, requested }: Taken): string {
  const what = field === 'name' ? '机构名称' : '统一社会信用代码'
  return requested ? `“${organizationName}”正在申请使用这个${what}` : `这个${what}已由“${organizationName}”使用`
}

const asking = (connection: Connection, organizationId: number) =>
  connection('institution_changes as changes').join('organizations', 'organizations.id', 'changes.organization_id').where('changes.state', 'pending').whereNot('changes.organization_id', organizationId)

/** Writes 主体信息; with another authority the whole subtree gets its new path. */
export async function writeFixedFacts(connection: Connection, organizationId: number, facts: FixedFacts, now: string): Promise<void> {
  const before = await connection('organizations').where('id', organizationId).first('path', 'parent_id')
  await connection('organizations')
    .where('id', organizationId)
    .update({
      name: facts.name, credit_code: facts.creditCode || null, license_no: facts.licenseNo || null, category: facts.category || null, parent_id: facts.authorityId, updated_at: now,
    })
    .increment('version', 1)
  if (before.parent_id === facts.authorityId) return
  const authority = facts.authorityId === null ? null : await connection('organizations').where('id', facts.authorityId).first('path')
  const path = `${authority?.path ?? '/'}${organizationId}/`
  const below: { id: number; path: string }[] = await connection('organizations').where('path', 'like', `${before.path}%`).select('id', 'path')
  for (const one of below) await connection('organizations').where('id', one.id).update({ path: path + one.path.slice(before.path.length) })
}
