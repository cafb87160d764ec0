import { useEffect, useId, useRef } from 'react'
import { isWeapp } from '../platform/target'
import { named } from './a11y'

const reachable = 'a[href], button, input, textarea, [tabindex="0"]'

/**
 * Makes what opens over a page a dialog. In the browser the keyboard is in it from its opening to its end, Escape
 * closes it, and what had the keyboard before gets it back.
 */
export function useDialog(open: boolean, title: string, onClose: () => void): Record<string, unknown> {
  const id = useId()
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => {
    if (isWeapp || !open) return
    const before = document.activeElement
    const dialog = document.getElementById(id)
    dialog?.focus()
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') close.current()
      else if (event.key === 'Tab' && dialog) keepInside(dialog, event)
    }
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('keydown', onKey)
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [open, id])
  const names = named({ role: 'dialog', label: title })
  return isWeapp ? names : { ...names, id, tabIndex: -1, 'aria-modal': 'true' }
}

/** From the last to the first and back, never to what is covered. */
function keepInside(dialog: HTMLElement, event: KeyboardEvent): void {
  const stops = [...dialog.querySelectorAll<HTMLElement>(reachable)].filter((one) => !one.hasAttribute('disabled') && one.getClientRects().length > 0)
  const first = stops[0]
  const last = stops.at(-1)
  const at = document.activeElement
  const leaves = event.shiftKey ? at === first || at === dialog : at === last
  const goal = event.shiftKey ? last : first
  if (!leaves && at !== null && dialog.contains(at)) return
  event.preventDefault()
  goal?.focus()
}
