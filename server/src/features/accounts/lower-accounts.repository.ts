import type { Knex } from 'knex'
import type { Connection } from '../../db/database'
import { whereStartsWith } from '../../db/like'
import type { OrganizationKind, Scope } from '../../http/actor'
import { isOpen } from '../../http/internet-access'
import { narrowed, onPage, type AccountFilter, type Page } from './account-filter'

export interface LowerAccountRow {
  id: number
  username: string
  organizationId: number
  organizationName: string
  state: 'active' | 'disabled'
  lastSignInAt: string | null
  organizationKind: OrganizationKind
  openToInternet: boolean
}

export interface LowerAccountCounts {
  all: number
  locked: number
  disabled: number
}

/** Main accounts of the organizations below an authority, its own excepted. */
export const lowerAccountsRepository = (connection: Connection, scope: Scope) => {
  const below = () => {
    const query = connection('accounts').join('organizations', 'organizations.id', 'accounts.organization_id').whereNot('organizations.id', scope.organizationId).where('accounts.kind', 'main').whereNull('accounts.removed_at')
    whereStartsWith(query, 'organizations.path', scope.path)
    return query
  }
  const searched = (filter: AccountFilter) => narrowed(connection, below(), ['accounts.username', 'organizations.name'], filter)
  const columns = ['accounts.id', 'accounts.username', 'accounts.state', 'accounts.last_sign_in_at', 'organizations.id as organization_id', 'organizations.name as organization_name', 'organizations.kind as organization_kind', 'organizations.internet_access', 'information.content']
  const withInformation = (query: Knex.QueryBuilder) => void query.leftJoin('institution_information as information', 'information.organization_id', 'organizations.id')
  const read = (row: Record<string, unknown>): LowerAccountRow => ({
    id: Number(row.id), username: String(row.username), organizationId: Number(row.organization_id), organizationName: String(row.organization_name),
    state: row.state as LowerAccountRow['state'], lastSignInAt: row.last_sign_in_at as string | null,
    organizationKind: row.organization_kind as OrganizationKind, openToInternet: isOpen({ internet_access: row.internet_access, content: row.content as string | null }),
  })

  return {
    page: async (filter: AccountFilter & Page): Promise<LowerAccountRow[]> => (await searched(filter).orderBy('accounts.id').modify(onPage, filter).modify(withInformation).select(columns)).map(read),

    /** Of all that the keyword finds, whichever state is looked at. */
    async counts(filter: AccountFilter): Promise<LowerAccountCounts> {
      const count = async (state: AccountFilter['state']) => {
        const [{ total } = { total: 0 }] = await searched({ ...filter, state }).count({ total: '*' })
        return Number(total)
      }
      return { all: await count(undefined), locked: await count('locked'), disabled: await count('disabled') }
    },

    async find(id: number): Promise<LowerAccountRow | null> {
      const row = await below().where('accounts.id', id).modify(withInformation).first(columns)
      return row ? read(row) : null
    },

    /** Of an organization whose account was found here. */
    setInternetAccess: (organizationId: number, open: boolean) => connection('organizations').where('id', organizationId).update({ internet_access: open }),
  }
}
