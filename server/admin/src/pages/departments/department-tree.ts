import type { Department } from '@talent/shared/contract/organization'

export interface DepartmentNode extends Department {
  children: DepartmentNode[]
  /** People in this department and everything below it. */
  total: number
}

/**
 * The tree of a flat list, siblings by their order and then by name. A department whose parent is not in the list (an
 * account that sees a part of the institution) stands at the top; a ring of parents, which the server never makes, is left out.
 */
export function buildTree(departments: readonly Department[]): DepartmentNode[] {
  const known = new Set(departments.map((department) => department.id))
  const childrenOf = new Map<number | null, Department[]>()
  for (const department of departments) {
    const parent = department.parentId !== null && known.has(department.parentId) ? department.parentId : null
    childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), department])
  }
  const nodesBelow = (parent: number | null): DepartmentNode[] =>
    (childrenOf.get(parent) ?? []).toSorted(byOrder).map((department) => {
      const children = nodesBelow(department.id)
      return { ...department, children, total: children.reduce((sum, child) => sum + child.total, department.people) }
    })
  return nodesBelow(null)
}

const byOrder = (a: Department, b: Department) => a.sortOrder - b.sortOrder || a.name.localeCompare(b.name, 'zh-CN') || a.id - b.id

export interface TreeChoice {
  value: number
  title: string
  disabled?: boolean
  children: TreeChoice[]
}

/** For a TreeSelect; the department `without` and everything below it can't be chosen, e.g. as its own parent. */
export function treeChoices(nodes: readonly DepartmentNode[], without?: number): TreeChoice[] {
  return nodes.map((node) => {
    const disabled = node.id === without
    return { value: node.id, title: node.name, disabled, children: disabled ? [] : treeChoices(node.children, without) }
  })
}

/** Every department with its way from the top, in the order of the tree: 内科 / 心血管内科. For a searchable drop-down. */
export function pathChoices(nodes: readonly DepartmentNode[], above = ''): { value: string; label: string }[] {
  return nodes.flatMap((node) => {
    const label = above + node.name
    return [{ value: String(node.id), label }, ...pathChoices(node.children, `${label} / `)]
  })
}

export const flatten = (nodes: readonly DepartmentNode[]): DepartmentNode[] => nodes.flatMap((node) => [node, ...flatten(node.children)])
