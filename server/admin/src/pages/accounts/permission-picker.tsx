import { permissionSide, type Permission } from '@talent/shared/contract/permissions'
import { tick } from '@talent/shared/domain/role'
import { Checkbox } from 'antd'
import { useSession } from '../../api/session'
import styles from './accounts.module.css'
import { permissionGroups } from './permission-tree'

interface PermissionPickerProps {
  id?: string
  value?: string[]
  onChange?: (value: string[]) => void
}

/** 权限树 with 父子联动: a group ticks all of its own, half-ticked in between; writing ticks reading. */
export function PermissionPicker({ id, value = [], onChange }: PermissionPickerProps) {
  const { can, organization } = useSession()
  const groups = permissionGroups(permissionSide(organization.kind))
  const known = new Set<string>(groups.flatMap((group) => group.items.map((item) => item.permission)))
  const set = (names: readonly Permission[], on: boolean) => onChange?.(names.reduce<string[]>((now, name) => tick(now, name, on, known), value))
  return (
    // A press on a word would focus the dialog, which is taller than the window, and scroll it away from under the pointer.
    <div id={id} role="group" aria-label="权限" className={styles.tree} onMouseDown={(event) => event.preventDefault()}>
      {groups.map(({ title, items }) => {
        const mine = items.filter((item) => can(item.permission)).map((item) => item.permission)
        const ticked = mine.filter((name) => value.includes(name))
        return (
          <fieldset key={title} className={styles.branch}>
            <legend>
              <Checkbox
                checked={mine.length > 0 && ticked.length === mine.length}
                indeterminate={ticked.length > 0 && ticked.length < mine.length}
                disabled={mine.length === 0}
                onChange={(event) => set(mine, event.target.checked)}
              >
                <strong>{title}</strong>
              </Checkbox>
            </legend>
            {items.map(({ permission, label }) => (
              <Checkbox
                key={permission}
                checked={value.includes(permission)}
                // What one does not hold can't be given, but can be seen.
                disabled={!can(permission)}
                onChange={(event) => set([permission], event.target.checked)}
              >
                {label}
              </Checkbox>
            ))}
          </fieldset>
        )
      })}
    </div>
  )
}
