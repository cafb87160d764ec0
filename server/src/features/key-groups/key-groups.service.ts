import { maxKeyGroups, maxMembersOfGroup, type FoundPerson, type KeyGroup } from '@talent/shared/contract/key-groups'
import { cleanText } from '@talent/shared/domain/clean-text'
import { move } from '@talent/shared/domain/state-machine'
import { keyGroup as states, type KeyGroupAction } from '@talent/shared/domain/states/key-group'
import { problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import { inTransaction, type Transaction } from '../../db/transaction'
import type { Author, Scope } from '../../http/actor'
import { today, type Platform } from '../../platform'
import { record } from '../operation-log/operation-log.service'
import { departmentsInScope } from '../organization/organization-scope'
import { personInScope } from '../people/person-access'
import type { RemovalFollower } from '../people/person-lock'
import { keyGroupsRepository, removeMemberships, type FoundRow, type KeyGroupRow, type KeyGroupValues } from './key-groups.repository'
import { arranged, peopleOfLine, readPastedLine } from './pasted-people'

export type KeyGroupsService = ReturnType<typeof createKeyGroupsService>

/** R16: named groups of people. An account that reaches some departments sees and moves their people alone. */
export function createKeyGroupsService(platform: Platform) {
  const { database: { knex }, cipher } = platform
  const now = () => platform.now().toISOString()
  const repositoryFor = async (connection: Connection, scope: Scope) => keyGroupsRepository(connection, scope, await departmentsInScope(connection, scope))
  type Repository = Awaited<ReturnType<typeof repositoryFor>>

  const log = (tx: Transaction, scope: Scope, author: Author, action: string, id: number, detail: Record<string, string | number | string[]> = {}) =>
    record(tx, platform.now(), { organizationId: scope.organizationId, author, action: `keyGroup.${action}`, subject: `keyGroup:${id}`, detail })

  async function present(repository: Repository, id: number): Promise<KeyGroup> {
    const row = await repository.find(id)
    if (!row) throw problem('NOT_FOUND')
    return presentGroup(row, (await repository.members(id)).get(id))
  }

  /** Locked until the end: nobody archives or deletes it meanwhile. */
  async function open(repository: Repository, id: number, action: KeyGroupAction): Promise<KeyGroupRow> {
    const row = await repository.lock(id)
    if (!row) throw problem('NOT_FOUND')
    if (!move(states, row.state, action).ok) throw wrongState(row)
    return row
  }

  /** Of the group as a whole, so not for an account that sees a part of it. */
  async function openWhole(repository: Repository, id: number, action: KeyGroupAction, version: number): Promise<KeyGroupRow> {
    const row = await open(repository, id, action)
    const group = presentGroup(row, (await repository.members(id)).get(id))
    if (group.shared) throw problem('KEY_GROUP_SHARED')
    if (row.version !== version) throw problem('STALE', { data: group })
    return row
  }

  /** @throws KEY_GROUP_FULL */
  async function addTo(repository: Repository, id: number, personIds: readonly number[]): Promise<{ added: number[]; already: number; missing: number }> {
    const wanted = [...new Set(personIds)]
    const present = await repository.lockPeople(wanted)
    const already = new Set(await repository.membersAmong(id, present))
    const added = present.filter((personId) => !already.has(personId))
    const size = (await repository.members(id)).get(id)?.total ?? 0
    if (size + added.length > maxMembersOfGroup) throw problem('KEY_GROUP_FULL', { detail: `每个标签最多 ${maxMembersOfGroup} 人，现有 ${size} 人，不能再加入 ${added.length} 人` })
    await repository.add(id, added)
    return { added, already: already.size, missing: wanted.length - present.length }
  }

  const changeState = (scope: Scope, author: Author, id: number, version: number, action: 'archive' | 'restore'): Promise<KeyGroup> =>
    inTransaction(knex, async (tx) => {
      const repository = await repositoryFor(tx, scope)
      await openWhole(repository, id, action, version)
      await repository.update(id, { state: action === 'archive' ? 'archived' : 'active' }, now())
      await log(tx, scope, author, action, id)
      return present(repository, id)
    })

  return {
    async list(scope: Scope): Promise<KeyGroup[]> {
      const repository = await repositoryFor(knex, scope)
      const [rows, members] = [await repository.list(), await repository.members()]
      return rows.map((row) => presentGroup(row, members.get(row.id)))
    },

    get: async (scope: Scope, id: number): Promise<KeyGroup> => present(await repositoryFor(knex, scope), id),

    create: (scope: Scope, author: Author, { personIds, ...input }: KeyGroupValues & { personIds: readonly number[] }): Promise<KeyGroup> =>
      inTransaction(knex, async (tx) => {
        const repository = await repositoryFor(tx, scope)
        if ((await repository.count()) >= maxKeyGroups) throw problem('KEY_GROUP_FULL', { detail: `最多 ${maxKeyGroups} 个标签，请先删除不需要的标签` })
        const id = await repository.insert(read(input), now())
        const { added } = await addTo(repository, id, personIds)
        await log(tx, scope, author, 'create', id, { people: added.length })
        return present(repository, id)
      }),

    update: (scope: Scope, author: Author, id: number, { version, ...input }: KeyGroupValues & { version: number }): Promise<KeyGroup> =>
      inTransaction(knex, async (tx) => {
        const repository = await repositoryFor(tx, scope)
        const row = await openWhole(repository, id, 'change', version)
        const values = read(input)
        const changed = (['name', 'note', 'color'] as const).filter((key) => row[key] !== values[key])
        if (changed.length > 0) {
          await repository.update(id, values, now())
          await log(tx, scope, author, 'update', id, { fields: changed })
        }
        return present(repository, id)
      }),

    archive: (scope: Scope, author: Author, id: number, version: number) => changeState(scope, author, id, version, 'archive'),
    restore: (scope: Scope, author: Author, id: number, version: number) => changeState(scope, author, id, version, 'restore'),

    remove: (scope: Scope, author: Author, id: number, version: number): Promise<void> =>
      inTransaction(knex, async (tx) => {
        const repository = await repositoryFor(tx, scope)
        const { name } = await openWhole(repository, id, 'remove', version)
        await repository.remove(id)
        await log(tx, scope, author, 'remove', id, { name })
      }),

    addMembers: (scope: Scope, author: Author, id: number, personIds: readonly number[]) =>
      inTransaction(knex, async (tx) => {
        const repository = await repositoryFor(tx, scope)
        await open(repository, id, 'change')
        const { added, already, missing } = await addTo(repository, id, personIds)
        if (added.length > 0) await log(tx, scope, author, 'add', id, { people: added.length, personIds: added.map(String) })
        return { added: added.length, already, missing, group: await present(repository, id) }
      }),

    /** Only whom the account reaches; whoever is out of it already is no error. */
    takeOut: (scope: Scope, author: Author, id: number, personIds: readonly number[]) =>
      inTransaction(knex, async (tx) => {
        const repository = await repositoryFor(tx, scope)
        await open(repository, id, 'change')
        const members = await repository.membersAmong(id, await repository.lockPeople(personIds))
        await repository.takeOut(id, members)
        if (members.length > 0) await log(tx, scope, author, 'takeOut', id, { people: members.length, personIds: members.map(String) })
        return { removed: members.length, group: await present(repository, id) }
      }),

    async findPasted(scope: Scope, lines: readonly string[]): Promise<FoundPerson[][]> {
      const read = lines.map((line) => readPastedLine(cipher, line, today(platform)))
      const [names, lookups] = [new Set(read.flatMap(({ words }) => words)), new Set(read.flatMap((line) => line.lookups))]
      const found = await (await repositoryFor(knex, scope)).findPeople({ names: [...names], lookups: [...lookups] })
      const people = arranged(found)
      return read.map((line) => peopleOfLine(line, people).slice(0, 20).map(presentFound))
    },

    async ofPerson(scope: Scope, personId: number) {
      await personInScope(knex, scope, personId)
      return keyGroupsRepository(knex, scope, null).groupsOf(personId)
    },
  }
}

/** For the people feature: whoever is removed is in no group any more. */
export const leaveKeyGroups: RemovalFollower = async (tx, personId) => void (await removeMemberships(tx, personId))

const read = ({ name, note, color }: KeyGroupValues): KeyGroupValues => ({ name: cleanText(name), note: cleanText(note), color })

const wrongState = ({ state }: KeyGroupRow) =>
  problem('KEY_GROUP_STATE', { detail: state === 'archived' ? '标签已封存，请先恢复再修改' : '标签正在使用，请先封存再删除' })

const presentGroup = (row: KeyGroupRow, members = { total: 0, reached: 0 }): KeyGroup => ({
  id: row.id, name: row.name, note: row.note, color: row.color, state: row.state, people: members.reached, shared: members.total > members.reached, version: row.version, updatedAt: row.updated_at,
})

const presentFound = (row: FoundRow): FoundPerson => ({ id: row.id, name: row.name, employeeNo: row.employee_no, identityNumber: row.identity_number_masked, departmentName: row.department_name })
