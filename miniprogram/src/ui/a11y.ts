import { isWeapp } from '../platform/target'

type Role = 'button' | 'link' | 'checkbox' | 'tab' | 'switch' | 'img' | 'alert'

interface Named {
  role: Role
  /** What a screen reader says: the deed, with its object when several look alike. */
  label: string
  checked?: boolean
}

/** Attributes for the screen reader, by the names that the platform knows. */
export function named({ role, label, checked }: Named): Record<string, string> {
  const state: Record<string, string> = checked === undefined ? {} : { 'aria-checked': String(checked) }
  return isWeapp ? { 'aria-role': role, 'aria-label': label, ...state } : { role, 'aria-label': label, ...state }
}

interface Tappable extends Named {
  onTap: () => void
  disabled?: boolean
}

/**
 * Makes a View tappable: `<View className="row" {...tappable({ role: 'button', label: '查看', onTap })}>`.
 * In the browser it takes the keyboard too.
 */
export function tappable({ onTap, disabled = false, ...names }: Tappable): Record<string, unknown> {
  const act = () => {
    if (!disabled) onTap()
  }
  if (isWeapp) return { ...named(names), onClick: act }
  return {
    ...named(names),
    'aria-disabled': disabled ? 'true' : undefined,
    tabIndex: disabled ? -1 : 0,
    onClick: act,
    onKeyDown: (event: { key?: string }) => {
      if (event.key === 'Enter' || event.key === ' ') act()
    },
  }
}
