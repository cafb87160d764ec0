import { permissions, type Permission } from '@talent/shared/contract/permissions'
import { problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import { rightsOf } from '../../http/account-rights'
import { accountScope, type AccountActor, type Author, type Scope } from '../../http/actor'
import { findAccount } from '../../http/sessions'
import { departmentsInScope } from '../organization/organization-scope'
import { isFilingKind, type ImportKind } from './import-kinds'

/** Who imports: what the account reaches, and how the log names it. */
export interface Importer {
  scope: Scope
  author: Author
  accountId: number
  organizationName: string
}

/** An import writes what the pages write one by one, so it needs the same right beside its own. */
const permissionOf = (kind: ImportKind): Permission => (isFilingKind(kind) ? 'trial.write' : 'person.write')

/** @throws FORBIDDEN without the right to the data */
export async function importerOf(connection: Connection, actor: AccountActor, kind: ImportKind): Promise<Importer> {
  const scope = await importScope(connection, actor.scopeOf, kind)
  if (!scope) throw problem('FORBIDDEN', { detail: `批量导入还需要“${permissions[permissionOf(kind)].label}”权限，请联系管理员` })
  return { scope, author: actor.author, accountId: actor.accountId, organizationName: actor.organization.name }
}

/** For work that goes on after the request: as of now, or a sentence why the account may no longer import. */
export async function importerNow(connection: Connection, accountId: number, source: string, kind: ImportKind): Promise<Importer | string> {
  const account = await findAccount(connection, accountId)
  if (!account || account.state !== 'active') return '导入人的账号已停用，导入没有继续，请由其他账号重新上传'
  const { scopeOf } = await rightsOf(connection, account)
  const scope = await importScope(connection, scopeOf, kind)
  if (!scope) return '导入人已没有批量导入的权限，导入没有继续，请由有权限的账号重新上传'
  return { scope, author: { kind: 'account', id: account.id, name: account.username, source }, accountId, organizationName: account.organization_name }
}

/** Departments that both rights reach: subtrees on both sides, so what they have in common is one too. */
async function importScope(connection: Connection, scopeOf: AccountActor['scopeOf'], kind: ImportKind): Promise<Scope | null> {
  const [importing, writing] = [scopeOf('import.write'), scopeOf(permissionOf(kind))]
  if (!importing || !writing) return null
  const [first, second] = [await departmentsInScope(connection, importing), await departmentsInScope(connection, writing)]
  if (first === null || second === null) return first === null ? writing : importing
  return accountScope({ ...importing, departmentIds: first.filter((id) => second.includes(id)) })
}

