import { permissions, permissionsOf, type Permission, type PermissionSide } from '@talent/shared/contract/permissions'
import { menu } from '../../layout/menu'

export interface PermissionGroup {
  title: string
  items: { permission: Permission; label: string }[]
}

const areaOf = (permission: string): string => permission.split('.')[0] ?? permission

/**
 * What a side's accounts may do, in the order of the menu and under its names; what no page of the menu stands for comes
 * last. A group holds everything of its areas, so that a new permission is in the tree without being listed here.
 */
export function permissionGroups(side: PermissionSide): PermissionGroup[] {
  const all = permissionsOf(side)
  const placed = new Set<Permission>()
  const groups = menu.map((section) => {
    const areas = section.pages.flatMap((page) => (page.permission ? [areaOf(page.permission)] : []))
    const items = all.filter((permission) => areas.includes(areaOf(permission)) && !placed.has(permission))
    for (const permission of items) placed.add(permission)
    return { title: section.label ?? section.pages[0]?.label ?? '', items: items.map(named) }
  })
  const rest = all.filter((permission) => !placed.has(permission)).map(named)
  return [...groups, { title: '其他', items: rest }].filter((group) => group.items.length > 0)
}

const named = (permission: Permission) => ({ permission, label: permissions[permission].label })
