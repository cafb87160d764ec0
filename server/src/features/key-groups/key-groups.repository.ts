import type { Knex } from 'knex'
import type { KeyGroup } from '@talent/shared/contract/key-groups'
import { problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import { isDuplicate } from '../../db/transaction'
import type { Scope } from '../../http/actor'

export interface KeyGroupRow {
  id: number
  name: string
  note: string
  color: KeyGroup['color']
  state: KeyGroup['state']
  version: number
  updated_at: string
}

export type KeyGroupValues = Pick<KeyGroup, 'name' | 'note' | 'color'>

export interface FoundRow {
  id: number
  name: string
  employee_no: string
  identity_number_masked: string
  identity_lookup: string
  department_name: string | null
}

interface Counted {
  total: number
  /** Of the departments asked for. */
  reached: number
}

const columns = ['id', 'name', 'note', 'color', 'state', 'version', 'updated_at']
/** Rows of one INSERT: below every bound on variables and compound statements. */
const rowsPerInsert = 200

/** A pasted list means no more people than this. */
const maxFound = 5000
/** Values of one question: a list of many columns has more words than a statement takes variables. */
const valuesAtOnce = 500
const portions = <T>(values: readonly T[]): T[][] => Array.from({ length: Math.ceil(values.length / valuesAtOnce) }, (_, at) => values.slice(at * valuesAtOnce, (at + 1) * valuesAtOnce))

/** `departments`: those that the account reaches; null: all. */
export const keyGroupsRepository = (connection: Connection, scope: Scope, departments: readonly number[] | null) => {
  const own = () => connection('key_groups').where('organization_id', scope.organizationId)
  const reachable = () => {
    const query = connection('people').where('people.organization_id', scope.organizationId)
    return departments ? query.whereIn('people.department_id', departments) : query
  }

  return {
    list: (): Promise<KeyGroupRow[]> => own().orderBy('name').select(columns),
    find: (id: number): Promise<KeyGroupRow | undefined> => own().where({ id }).first(columns),
    lock: (id: number): Promise<KeyGroupRow | undefined> => own().where({ id }).forUpdate().first(columns),

    async count(): Promise<number> {
      const [{ total } = { total: 0 }] = await own().count({ total: '*' })
      return Number(total)
    },

    /** By group; of one group alone when it is named. */
    async members(groupId?: number): Promise<Map<number, Counted>> {
      const count = async (limited: boolean): Promise<Map<number, number>> => {
        const query = connection('key_group_members').join('people', 'people.id', 'key_group_members.person_id').where('people.organization_id', scope.organizationId)
        if (groupId !== undefined) void query.where('group_id', groupId)
        if (limited && departments) void query.whereIn('people.department_id', departments)
        const rows: { group_id: number; total: number | string }[] = await query.groupBy('group_id').select('group_id').count({ total: '*' })
        return new Map(rows.map((row) => [row.group_id, Number(row.total)]))
      }
      const total = await count(false)
      const reached = departments ? await count(true) : total
      return new Map([...total].map(([id, number]) => [id, { total: number, reached: reached.get(id) ?? 0 }]))
    },

    async insert(values: KeyGroupValues, now: string): Promise<number> {
      const [id = 0] = await refusingTakenName(values.name, connection('key_groups').insert({ ...values, organization_id: scope.organizationId, updated_at: now }))
      return id
    },

    async update(id: number, values: Partial<KeyGroupValues & Pick<KeyGroup, 'state'>>, now: string): Promise<void> {
      await refusingTakenName(values.name ?? '', own().where({ id }).update({ ...values, version: connection.raw('version + 1'), updated_at: now }))
    },

    async remove(id: number): Promise<void> {
      await connection('key_group_members').where('group_id', id).delete()
      await own().where({ id }).delete()
    },

    /** Those of the people who are on file and within reach; locked, so that nobody of them is removed meanwhile. */
    lockPeople: (ids: readonly number[]): Promise<number[]> => reachable().whereIn('people.id', ids).orderBy('people.id').forUpdate().pluck('people.id'),

    membersAmong: (groupId: number, ids: readonly number[]): Promise<number[]> => connection('key_group_members').where('group_id', groupId).whereIn('person_id', ids).pluck('person_id'),

    async add(groupId: number, ids: readonly number[]): Promise<void> {
      for (let from = 0; from < ids.length; from += rowsPerInsert) {
        await connection('key_group_members').insert(ids.slice(from, from + rowsPerInsert).map((id) => ({ group_id: groupId, person_id: id })))
      }
    },

    takeOut: (groupId: number, ids: readonly number[]): Promise<number> => connection('key_group_members').where('group_id', groupId).whereIn('person_id', ids).delete(),

    groupsOf: (personId: number): Promise<Pick<KeyGroupRow, 'id' | 'name' | 'color'>[]> =>
      connection('key_group_members').join('key_groups', 'key_groups.id', 'key_group_members.group_id')
        .where({ person_id: personId, state: 'active', organization_id: scope.organizationId }).orderBy('name').select('key_groups.id', 'name', 'color'),

    /** Whoever has one of the names, staff numbers or documents, in the order of their ids. */
    async findPeople(by: { names: readonly string[]; lookups: readonly string[] }): Promise<FoundRow[]> {
      const found = new Map<number, FoundRow>()
      const find = async (among: (query: Knex.QueryBuilder) => void): Promise<void> => {
        const rows: FoundRow[] = await reachable()
          .where(among)
          .leftJoin('departments', 'departments.id', 'people.department_id')
          .orderBy('people.id')
          .limit(maxFound)
          .select('people.id', 'people.name', 'people.employee_no', 'people.identity_number_masked', 'people.identity_lookup', 'departments.name as department_name')
        for (const row of rows) found.set(row.id, row)
      }
      for (const lookups of portions(by.lookups)) await find((any) => void any.whereIn('people.identity_lookup', lookups))
      for (const names of portions(by.names)) await find((any) => void any.whereIn('people.name', names).orWhereIn('people.employee_no', names))
      return [...found.values()].sort((a, b) => a.id - b.id).slice(0, maxFound)
    },
  }
}

/** With a person goes where the person was. */
export const removeMemberships = (connection: Connection, personId: number): Promise<number> => connection('key_group_members').where('person_id', personId).delete()

async function refusingTakenName<T>(name: string, write: PromiseLike<T>): Promise<T> {
  try {
    return await write
  } catch (error) {
    if (!isDuplicate(error)) throw error
    const message = `已有名称为“${name}”的标签（包括已封存的），请换一个名称`
    throw problem('KEY_GROUP_NAME_TAKEN', { detail: message, issues: [{ path: ['name'], code: 'NAME_TAKEN', message }] })
  }
}
