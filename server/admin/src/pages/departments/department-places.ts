import { flatten, type DepartmentNode } from './department-tree'

/** Below which department, and before which of its children; null: at the top, as the last one. */
export interface Place {
  parentId: number | null
  beforeId: number | null
}

const siblingsOf = (tree: readonly DepartmentNode[], parentId: number | null): readonly DepartmentNode[] =>
  parentId === null ? tree : (flatten(tree).find((node) => node.id === parentId)?.children ?? [])

/** The parent as the list shows it: a department whose parent the account does not see stands at the top. */
function shownParent(tree: readonly DepartmentNode[], id: number): number | null {
  return flatten(tree).find((node) => node.children.some((child) => child.id === id))?.id ?? null
}

/** Where a department is put that was dropped before, after or onto another one. */
export function placeAfterDrop(tree: readonly DepartmentNode[], targetId: number, at: 'before' | 'after' | 'inside'): Place {
  if (at === 'inside') return { parentId: targetId, beforeId: null }
  const parentId = shownParent(tree, targetId)
  const siblings = siblingsOf(tree, parentId)
  const index = siblings.findIndex((node) => node.id === targetId)
  return { parentId, beforeId: at === 'before' ? targetId : (siblings[index + 1]?.id ?? null) }
}

/** One step up or down among its siblings; null at either end. */
export function neighbours(tree: readonly DepartmentNode[], id: number): { up: Place | null; down: Place | null } {
  const parentId = shownParent(tree, id)
  const siblings = siblingsOf(tree, parentId)
  const index = siblings.findIndex((node) => node.id === id)
  const before = siblings[index - 1]
  return {
    up: before ? { parentId, beforeId: before.id } : null,
    down: index >= 0 && index < siblings.length - 1 ? { parentId, beforeId: siblings[index + 2]?.id ?? null } : null,
  }
}
