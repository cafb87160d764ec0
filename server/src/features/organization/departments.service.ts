import type { Department } from '@talent/shared/contract/organization'
import { entryOf } from '@talent/shared/dictionaries/index'
import { needsStandardDepartment } from '@talent/shared/dictionaries/organization-tables'
import { cleanText, sameText } from '@talent/shared/domain/clean-text'
import { departmentTemplate, type TemplateDepartment } from '@talent/shared/domain/department-template'
import { problem, type Issue } from '@talent/shared/errors'
import { inTransaction, type Transaction } from '../../db/transaction'
import type { Author, Scope } from '../../http/actor'
import type { Platform } from '../../platform'
import { record } from '../operation-log/operation-log.service'
import type { PersonLock } from '../people/person-lock'
import {
  countPeopleByDepartment, countPeopleIn, deleteDepartment, findDepartment, insertDepartment, listDepartmentRows, lockInstitution, lockPeopleIn, lockTree, movePeople,
  moveSubtree, nameTaken, updateDepartmentRow, type DepartmentRow, type DepartmentValues,
} from './departments.repository'
import { reachesDepartment } from './organization-scope'

/** Ten ids fill about half of the column that holds the path. */
const maxDepth = 10
const depthOf = (path: string): number => path.split('/').length - 2

export type DepartmentsService = ReturnType<typeof createDepartmentsService>

export function createDepartmentsService(platform: Platform, lock: PersonLock) {
  const { knex } = platform.database

  const log = (tx: Transaction, scope: Scope, author: Author, action: string, id: number, detail: Record<string, string | number> = {}) =>
    record(tx, platform.now(), { organizationId: scope.organizationId, author, action, subject: `department:${id}`, detail })

  async function list(scope: Scope): Promise<Department[]> {
    const [rows, people] = await Promise.all([listDepartmentRows(knex, scope), countPeopleByDepartment(knex, scope)])
    return rows.filter((row) => reachesDepartment(scope, row.path)).map((row) => present(row, people.get(row.id) ?? 0))
  }

  return {
    list,

    create: (scope: Scope, author: Author, input: DepartmentValues): Promise<Department> =>
      inTransaction(knex, async (tx) => {
        const tree = await lockTree(tx, scope)
        const values = read(input)
        const parent = tree.find((row) => row.id === values.parentId)
        refuse([...checkValues(values), ...checkParent(scope, values, parent, 1)])
        refuseLikeName(tree, values)
        const { id, path } = await insertDepartment(tx, scope, values, parent?.path ?? '/')
        await log(tx, scope, author, 'department.create', id)
        return present({ id, path, ...columnsOf(values), version: 1 }, 0)
      }),

    update: (scope: Scope, author: Author, id: number, input: DepartmentValues & { version: number }): Promise<Department> =>
      inTransaction(knex, async (tx) => {
        const tree = await lockTree(tx, scope)
        const current = own(scope, tree.find((row) => row.id === id))
        const people = await countPeopleIn(tx, scope, id)
        if (current.version !== input.version) throw problem('STALE', { data: present(current, people) })
        const values = read(input)
        const moved = values.parentId !== current.parent_id
        const parent = tree.find((row) => row.id === values.parentId)
        refuse([...checkValues(values), ...(moved ? checkMove(scope, tree, current, values, parent) : [])])
        if (moved || values.name !== current.name) refuseLikeName(tree, values, id)
        await updateDepartmentRow(tx, scope, id, values)
        const path = moved ? `${parent?.path ?? '/'}${id}/` : current.path
        if (moved) await moveSubtree(tx, scope, current.path, path)
        await log(tx, scope, author, moved ? 'department.move' : 'department.update', id)
        return present({ id, path, ...columnsOf(values), version: current.version + 1 }, people)
      }),

    remove: (scope: Scope, author: Author, id: number): Promise<void> =>
      inTransaction(knex, async (tx) => {
        const tree = await lockTree(tx, scope)
        own(scope, tree.find((row) => row.id === id))
        const children = tree.filter((row) => row.parent_id === id).length
        const people = await countPeopleIn(tx, scope, id)
        if (people + children > 0) throw inUse(people, children)
        if (!(await deleteDepartment(tx, scope, id))) throw problem('DEPARTMENT_IN_USE')
        await log(tx, scope, author, 'department.remove', id)
      }),

    /** A whole tree at once; an account that reaches only some departments can't begin one. */
    initialize: async (scope: Scope, author: Author): Promise<Department[]> => {
      await inTransaction(knex, async (tx) => {
        if (scope.departmentIds !== null) throw problem('FORBIDDEN', { detail: '您的角色只负责部分科室，不能初始化部门' })
        const category = await lockInstitution(tx, scope)
        if ((await lockTree(tx, scope)).length > 0) throw problem('DEPARTMENTS_EXIST')
        const plant = async (nodes: readonly TemplateDepartment[], parentId: number | null, parentPath: string): Promise<void> => {
          for (const [index, { children, ...node }] of nodes.entries()) {
            const { id, path } = await insertDepartment(tx, scope, { ...node, parentId, sortOrder: (index + 1) * 10 }, parentPath)
            await plant(children, id, path)
          }
        }
        await plant(departmentTemplate(category), null, '/')
        await record(tx, platform.now(), { organizationId: scope.organizationId, author, action: 'department.initialize', subject: `organization:${scope.organizationId}` })
      })
      return list(scope)
    },

    /** By drag or by keys: parent and order in one step. */
    place: async (scope: Scope, author: Author, id: number, to: { parentId: number | null; beforeId: number | null }): Promise<Department[]> => {
      await inTransaction(knex, async (tx) => {
        const tree = await lockTree(tx, scope)
        const current = own(scope, tree.find((row) => row.id === id))
        const parent = tree.find((row) => row.id === to.parentId)
        const values = { ...valuesOf(current), parentId: to.parentId }
        const moved = to.parentId !== current.parent_id
        // The others of the place get a new order too: they must lie within the account's departments.
        refuse(moved ? checkMove(scope, tree, current, values, parent) : checkParent(scope, values, parent, 1))
        if (moved) refuseLikeName(tree, values, id)
        const siblings = inOrder(tree.filter((row) => row.parent_id === to.parentId && row.id !== id))
        const at = to.beforeId === null ? siblings.length : siblings.findIndex((row) => row.id === to.beforeId)
        if (at < 0) throw refused('beforeId', 'DEPARTMENT_UNKNOWN', '目标位置的科室已被移走或删除，请刷新后再试')
        const ordered = [...siblings.slice(0, at), current, ...siblings.slice(at)]
        for (const [index, row] of ordered.entries()) {
          const sortOrder = (index + 1) * 10
          if (row.id === id) await updateDepartmentRow(tx, scope, id, { ...values, sortOrder })
          else if (row.sort_order !== sortOrder) await updateDepartmentRow(tx, scope, row.id, { ...valuesOf(row), sortOrder })
        }
        if (moved) await moveSubtree(tx, scope, current.path, `${parent?.path ?? '/'}${id}/`)
        await log(tx, scope, author, 'department.move', id)
      })
      return list(scope)
    },

    /** Everyone of the department itself; who sits in a department below stays there. */
    movePeople: (scope: Scope, author: Author, id: number, targetId: number): Promise<{ moved: number }> =>
      inTransaction(knex, async (tx) => {
        own(scope, await findDepartment(tx, scope, id))
        const target = await findDepartment(tx, scope, targetId)
        if (!target || !reachesDepartment(scope, target.path)) throw refused('targetId', 'DEPARTMENT_UNKNOWN', '目标科室不存在或不在您负责的范围内，请重新选择')
        if (targetId === id) throw refused('targetId', 'SAME_DEPARTMENT', '目标科室与原科室相同，请选择另一个科室')
        // The department is among what a candidate confirms.
        const locked = await lock.lockedAmong(tx, await lockPeopleIn(tx, scope, id))
        if (locked.size > 0) {
          throw problem('PERSON_LOCKED', { detail: `其中 ${locked.size} 人的信息已由考生确认并锁定，没有移动任何人。请先重新打开这些人的填报，或逐个调整其他人员的科室`, data: { locked: locked.size } })
        }
        const moved = await movePeople(tx, scope, id, targetId, platform.now())
        await log(tx, scope, author, 'department.movePeople', id, { to: targetId, moved })
        return { moved }
      }),
  }
}

/** Another institution's department, or one outside the account's departments, is as if it were not there. */
function own(scope: Scope, row: DepartmentRow | undefined): DepartmentRow {
  if (!row || !reachesDepartment(scope, row.path)) throw problem('NOT_FOUND')
  return row
}

const read = (input: DepartmentValues): DepartmentValues => ({ ...input, name: cleanText(input.name), standardName: input.standardName || null })

function checkValues({ category, standardName }: DepartmentValues): Issue[] {
  const issues: Issue[] = []
  if (!entryOf('departmentCategory', category)) issues.push({ path: ['category'], code: 'CHOICE_UNKNOWN', message: '科室类别不在可选范围内，请从列表中选择' })
  if (standardName === null && needsStandardDepartment(category)) {
    issues.push({ path: ['standardName'], code: 'STANDARD_NAME_REQUIRED', message: '类别为“科室（部门）”时，请选择科室标准名称' })
  }
  if (standardName !== null && !entryOf('standardDepartment', standardName)) {
    issues.push({ path: ['standardName'], code: 'CHOICE_UNKNOWN', message: '科室标准名称不在可选范围内，请从列表中选择' })
  }
  return issues
}

/** `height`: levels that hang below the parent afterwards, the department itself included. */
function checkParent(scope: Scope, values: DepartmentValues, parent: DepartmentRow | undefined, height: number): Issue[] {
  const wrong = (code: string, message: string): Issue[] => [{ path: ['parentId'], code, message }]
  if (values.parentId === null) {
    return scope.departmentIds === null ? [] : wrong('PARENT_REQUIRED', '您的角色只负责部分科室，请选择其中一个作为上级科室')
  }
  if (!parent || !reachesDepartment(scope, parent.path)) return wrong('PARENT_UNKNOWN', '上级科室不存在或不在您负责的范围内，请重新选择')
  return depthOf(parent.path) + height > maxDepth ? wrong('TOO_DEEP', `科室最多 ${maxDepth} 级，请选择更高一级的上级科室`) : []
}

function checkMove(scope: Scope, tree: DepartmentRow[], current: DepartmentRow, values: DepartmentValues, parent: DepartmentRow | undefined): Issue[] {
  if (parent?.path.startsWith(current.path)) {
    return [{ path: ['parentId'], code: 'PARENT_BELOW', message: '不能移到本科室或其下级科室之下，请选择其他上级科室' }]
  }
  const deepest = Math.max(...tree.filter((row) => row.path.startsWith(current.path)).map((row) => depthOf(row.path)))
  return checkParent(scope, values, parent, deepest - depthOf(current.path) + 1)
}

/** Names that differ in spaces alone are one name to an import, which would put people into either. */
function refuseLikeName(tree: DepartmentRow[], { parentId, name }: DepartmentValues, id?: number): void {
  const like = tree.find((row) => row.id !== id && row.parent_id === parentId && sameText(row.name, name))
  if (like) throw nameTaken(like.name)
}

function refuse(issues: Issue[]): void {
  if (issues.length > 0) throw problem('BAD_INPUT', issues)
}
const refused = (field: string, code: string, message: string) => problem('BAD_INPUT', [{ path: [field], code, message }])

function inUse(people: number, children: number) {
  const parts = [...(people ? [`${people} 名人员`] : []), ...(children ? [`${children} 个下级科室`] : [])]
  return problem('DEPARTMENT_IN_USE', { detail: `科室下还有 ${parts.join('、')}，请先移走再删除`, data: { people, children } })
}

const valuesOf = (row: DepartmentRow): DepartmentValues => ({
  parentId: row.parent_id, name: row.name, category: row.category, standardName: row.standard_name, sortOrder: row.sort_order,
})

/** As the list shows siblings. */
const inOrder = (rows: readonly DepartmentRow[]): DepartmentRow[] => [...rows].sort((a, b) => a.sort_order - b.sort_order || a.name.localeCompare(b.name, 'zh-CN') || a.id - b.id)

const columnsOf = (values: DepartmentValues) => ({
  parent_id: values.parentId, name: values.name, category: values.category, standard_name: values.standardName, sort_order: values.sortOrder,
})

const present = (row: DepartmentRow, people: number): Department => ({
  id: row.id, parentId: row.parent_id, name: row.name, category: row.category, standardName: row.standard_name, sortOrder: row.sort_order, people, version: row.version,
})
