import type { Person, PersonInput as PersonForm, PersonRow } from '@talent/shared/contract/people'
import { labelOf } from '@talent/shared/dictionaries/index'
import { inService } from '@talent/shared/domain/person'
import { problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import { inTransaction, isDuplicate, isReferenceViolation, type Transaction } from '../../db/transaction'
import type { Author, Scope } from '../../http/actor'
import { today, type Platform } from '../../platform'
import { record } from '../operation-log/operation-log.service'
import { findPlacement, type Placement } from '../organization/organization-facts'
import { departmentsInScope } from '../organization/organization-scope'
import { elsewhereProblem, existsProblem, filedProblem } from './people-conflict'
import { presentPerson, presentRevealed, presentRow } from './people.presenter'
import {
  countOfPeople, deletePerson, findByIdentity, findPerson, insertPerson, lockPerson, pageOfPeople, unitsInService, updatePersonRow,
} from './people.repository'
import { filterOf, type PeopleQuery } from './people-query'
import { checkPersonForm } from './person-check'
import { isLocked, refuseHandedOver, type PeopleFollowers, type PeopleGuard } from './person-lock'
import { loggingElsewhere } from './told-elsewhere'
import { changedFields, toColumns, toValues, type PersonColumns, type PersonRecord, type PersonValues } from './person-record'

interface Page {
  page: number
  pageSize: number
}

export type PeopleService = ReturnType<typeof createPeopleService>

export function createPeopleService(platform: Platform, lock: PeopleGuard, followers: PeopleFollowers = {}) {
  const { database: { knex }, cipher } = platform

  const log = (tx: Transaction, scope: Scope, author: Author, action: string, id: number, detail: Record<string, string[]> = {}) =>
    record(tx, platform.now(), { organizationId: scope.organizationId, author, action, subject: `person:${id}`, detail })

  const around = (row: Pick<PersonRecord, 'id' | 'version' | 'updated_at' | 'department_id' | 'post_id' | 'handed_over_at'>, placement: Placement, locked: boolean) => ({
    id: row.id, departmentId: row.department_id, departmentName: placement.department?.name ?? null, postId: row.post_id, postName: placement.post?.name ?? null,
    locked, handedOverAt: row.handed_over_at, version: row.version, updatedAt: row.updated_at,
  })

  async function present(connection: Connection, scope: Scope, row: PersonRecord): Promise<Person> {
    const [placement, locked] = await Promise.all([
      findPlacement(connection, scope, { departmentId: row.department_id, postId: row.post_id }),
      isLocked(lock, connection, row.id),
    ])
    return presentPerson(toValues(cipher, row), around(row, placement, locked))
  }

  /** Before the lock is named: to have a filing reopened is no way for somebody who leaves. */
  async function refuseLeaving(tx: Transaction, row: PersonRecord, status: string | undefined): Promise<void> {
    if (status === undefined || !inService(row.employment_status) || inService(status)) return
    const filings = (await lock.filedAmong(tx, [row.id])).get(row.id)
    if (filings !== undefined && labelOf('employmentStatus', status) !== undefined) throw filedProblem(filings, status)
  }

  return {
    async search(scope: Scope, query: PeopleQuery & Page): Promise<{ items: PersonRow[]; total: number; page: number; pageSize: number }> {
      const filter = await filterOf(platform, scope, query)
      const { page, pageSize } = query
      const [count, rows] = await Promise.all([
        countOfPeople(knex, scope, filter),
        pageOfPeople(knex, scope, filter, { limit: pageSize, offset: (page - 1) * pageSize }),
      ])
      return { items: rows.map(presentRow), total: Number(count?.total ?? 0), page, pageSize }
    },

    async get(scope: Scope, id: number): Promise<Person> {
      const row = await findPerson(knex, scope, await departmentsInScope(knex, scope), id)
      if (!row) throw problem('NOT_FOUND')
      return present(knex, scope, row)
    },

    /** The personal fields in full. Who read them is on the log before they leave. */
    reveal: (scope: Scope, author: Author, id: number) =>
      inTransaction(knex, async (tx) => {
        const row = await findPerson(tx, scope, await departmentsInScope(tx, scope), id)
        if (!row) throw problem('NOT_FOUND')
        refuseHandedOver(row)
        await log(tx, scope, author, 'person.reveal', id)
        return presentRevealed(toValues(cipher, row))
      }),

    async create(scope: Scope, author: Author, form: PersonForm): Promise<Person> {
      const placement = await findPlacement(knex, scope, form)
      if (!placement.hasMappedPost) throw problem('NO_MAPPED_POST')
      const { values, issues } = checkPersonForm(form, placement, today(platform))
      if (issues.length > 0) throw problem('BAD_INPUT', issues)
      const columns = toColumns(cipher, values, form)
      const now = platform.now()
      const id = await loggingElsewhere(platform, scope, author, () => inTransaction(knex, async (tx) => {
        const created = await refusingConflicts(tx, scope, columns, () => insertPerson(tx, scope, columns, now))
        await log(tx, scope, author, 'person.create', created)
        return created
      }))
      return presentPerson(values, around({ id, version: 1, updated_at: now.toISOString(), department_id: form.departmentId, post_id: form.postId, handed_over_at: null }, placement, false))
    },

    update: (scope: Scope, author: Author, id: number, form: PersonForm & { version: number }): Promise<Person> =>
      loggingElsewhere(platform, scope, author, () => inTransaction(knex, async (tx) => {
        const { version, ...fields } = form
        const row = await lockPerson(tx, scope, await departmentsInScope(tx, scope), id)
        if (!row) throw problem('NOT_FOUND')
        refuseHandedOver(row)
        await refuseLeaving(tx, row, fields.employmentStatus)
        if (await isLocked(lock, tx, id)) throw problem('PERSON_LOCKED')
        if (row.version !== version) throw problem('STALE', { data: await present(tx, scope, row) })
        const placement = await findPlacement(tx, scope, fields)
        const current = toValues(cipher, row)
        const { values, issues } = checkPersonForm(fields, placement, today(platform), current)
        if (issues.length > 0) throw problem('BAD_INPUT', issues)
        const changed = differences(row, current, values, fields)
        if (changed.length === 0) return presentPerson(current, around(row, placement, false))
        const now = platform.now()
        const columns = toColumns(cipher, values, fields)
        await refusingConflicts(tx, scope, columns, () => updatePersonRow(tx, scope, id, columns, now), id)
        if (columns.identity_lookup !== row.identity_lookup) for (const follow of followers.identity ?? []) await follow(tx, id, columns.identity_lookup)
        await log(tx, scope, author, 'person.update', id, { fields: changed })
        for (const follow of followers.saved ?? []) await follow(tx, [id])
        return presentPerson(values, around({ ...row, ...columns, version: version + 1, updated_at: now.toISOString() }, placement, false))
      })),

    remove: (scope: Scope, author: Author, id: number): Promise<void> =>
      inTransaction(knex, async (tx) => {
        const row = await lockPerson(tx, scope, await departmentsInScope(tx, scope), id)
        if (!row) throw problem('NOT_FOUND')
        refuseHandedOver(row)
        for (const leave of followers.removed ?? []) await leave(tx, id)
        if (!(await deletePerson(tx, scope, id))) {
          throw problem('PERSON_IN_USE', { detail: '该人员已有试用期填报、考生绑定或人员变动记录，不能删除。人员离开本单位时，请办理调出或离职' })
        }
        await log(tx, scope, author, 'person.remove', id)
      }),
  }
}

const differences = (row: PersonRecord, current: PersonValues, values: PersonValues, place: Pick<PersonForm, 'departmentId' | 'postId'>): string[] =>
  changedFields({ ...current, departmentId: row.department_id, postId: row.post_id }, { ...values, departmentId: place.departmentId, postId: place.postId })

/** A unique index decides who was first; which of the two it was says what to do. */
async function refusingConflicts<T>(tx: Transaction, scope: Scope, columns: PersonColumns, write: () => Promise<T>, ownId?: number): Promise<T> {
  try {
    return await write()
  } catch (error) {
    // Department or post were there a moment ago.
    if (isReferenceViolation(error)) throw problem('BAD_INPUT', [{ path: ['departmentId'], code: 'PLACE_GONE', message: '科室或岗位刚被删除，请重新选择' }])
    if (!isDuplicate(error)) throw error
    const same = await findByIdentity(tx, scope, columns.identity_lookup)
    if (same && same.id !== ownId) throw existsProblem(await visible(tx, scope, same))
    const unit = (await unitsInService(tx, scope, [columns.identity_lookup])).get(columns.identity_lookup)
    throw elsewhereProblem(unit ?? '其他单位')
  }
}

async function visible(tx: Transaction, scope: Scope, person: { id: number; department_id: number | null }): Promise<number | null> {
  const departments = await departmentsInScope(tx, scope)
  return departments === null || (person.department_id !== null && departments.includes(person.department_id)) ? person.id : null
}
