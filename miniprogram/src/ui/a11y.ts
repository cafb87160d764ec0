import { isWeapp } from '../platform/target'

type Role = 'button' | 'link' | 'checkbox' | 'tab' | 'switch' | 'img' | 'alert' | 'dialog' | 'tablist'

interface Named {
  role: Role
  /** What a screen reader says: the deed, with its object when several look alike. */
  label: string
  checked?: boolean
}

/** Attributes for the screen reader, by the names that the platform knows. */
export function named({ role, label, checked }: Named): Record<string, string> {
  if (isWeapp) return { 'aria-role': role, 'aria-label': label, ...(checked === undefined ? {} : { 'aria-checked': String(checked) }) }
  const state = role === 'tab' ? 'aria-selected' : 'aria-checked'
  return { role, 'aria-label': label, ...(checked === undefined ? {} : { [state]: String(checked) }) }
}

/** Marks a title, so that a screen reader can go from one to the next. */
export const heading = (level: 1 | 2 | 3): Record<string, unknown> => (isWeapp ? { 'aria-role': 'heading' } : { role: 'heading', 'aria-level': level })

/** Signs that a screen reader need not say. */
export const decoration: Record<string, unknown> = isWeapp ? {} : { 'aria-hidden': 'true' }

/** In the browser: a picture is said by what is around it, and not a second time by its file name. */
export const silentPicture: Record<string, unknown> = isWeapp ? {} : { nativeProps: { alt: '' } }

/** For what sits inside an element that reacts to taps itself: in the browser the keyboard taps it. */
export function opener(names: Named): Record<string, unknown> {
  if (isWeapp) return named(names)
  return {
    ...named(names),
    tabIndex: 0,
    onKeyDown: (event: { key?: string; currentTarget: unknown }) => {
      if ((event.key === 'Enter' || event.key === ' ') && event.currentTarget instanceof HTMLElement) event.currentTarget.click()
    },
  }
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
