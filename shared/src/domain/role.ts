import type { Issue } from './issue'

/** Where a permission holds: null is everywhere in the organization. */
export type Reach = readonly number[] | null

export interface RoleRights {
  /** Names like `person.write`. */
  permissions: readonly string[]
  departmentIds: Reach
}

/** The permission without which another one is of no use: `person.write` needs `person.read`. Null: needs none. */
export function readingOf(permission: string, known: ReadonlySet<string>): string | null {
  const [area = '', verb = ''] = permission.split('.')
  const reading = `${area}.read`
  return verb !== 'read' && known.has(reading) ? reading : null
}

/** Ticking one ticks what it needs; taking one away takes what needs it (父子联动 of the permission tree). */
export function tick(ticked: readonly string[], permission: string, on: boolean, known: ReadonlySet<string>): string[] {
  const next = new Set(ticked)
  if (on) {
    next.add(permission)
    const reading = readingOf(permission, known)
    if (reading !== null) next.add(reading)
  } else {
    next.delete(permission)
    for (const other of ticked) if (readingOf(other, known) === permission) next.delete(other)
  }
  return [...known].filter((name) => next.has(name))
}

/** Everything that is wrong with a role as such; `labels` are the permissions of the organization's side. */
export function checkRole(role: RoleRights & { name: string }, labels: ReadonlyMap<string, string>): Issue[] {
  const issues: Issue[] = []
  if (role.name.trim() === '') issues.push({ path: ['name'], code: 'REQUIRED', message: '请填写角色名称' })
  const refuse = (code: string, message: string) => void issues.push({ path: ['permissions'], code, message })
  if (role.permissions.length === 0) refuse('REQUIRED', '请至少勾选一项权限')
  const known = new Set(labels.keys())
  if (role.permissions.some((permission) => !known.has(permission))) refuse('CHOICE_UNKNOWN', '有本单位没有的权限，请刷新页面后重新勾选')
  for (const permission of role.permissions) {
    const reading = known.has(permission) ? readingOf(permission, known) : null
    if (reading !== null && !role.permissions.includes(reading)) refuse('PERMISSION_NEEDS', `勾选“${labels.get(permission)}”时也要勾选“${labels.get(reading)}”`)
  }
  if (role.departmentIds?.length === 0) issues.push({ path: ['departmentIds'], code: 'REQUIRED', message: '限定科室时请至少选择一个科室' })
  return issues
}

/**
 * What of `asked` somebody who holds `held` can't grant: permissions not held, or held for fewer departments.
 * `reaches` says whether a department lies in the subtrees of others.
 */
export function beyond(asked: RoleRights, held: (permission: string) => Reach | undefined, reaches: (departmentId: number, within: readonly number[]) => boolean): string[] {
  return asked.permissions.filter((permission) => {
    const own = held(permission)
    if (own === undefined) return true
    if (own === null) return false
    return asked.departmentIds === null || !asked.departmentIds.every((id) => reaches(id, own))
  })
}

/** What of a role its 上级角色 does not grant: a role below another one never grants more than that. */
export const beyondParent = (role: RoleRights, parent: RoleRights, reaches: (departmentId: number, within: readonly number[]) => boolean): string[] =>
  beyond(role, (permission) => (parent.permissions.includes(permission) ? parent.departmentIds : undefined), reaches)

/** Whether a role would stand above itself; `parents` is each role's own parent. */
export function isBelowItself(id: number, parentId: number | null, parents: ReadonlyMap<number, number | null>): boolean {
  const met = new Set<number>()
  for (let at = parentId; at !== null && !met.has(at); at = parents.get(at) ?? null) {
    if (at === id) return true
    met.add(at)
  }
  return false
}
