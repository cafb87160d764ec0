import { useEffect, type RefObject } from 'react'

const dialog = '[role="dialog"]'

const isShown = (selector: string): boolean => [...document.querySelectorAll(selector)].some((element) => element.getClientRects().length > 0)

/**
 * Whatever opened a dialog has the focus again when the dialog is gone. Dialogs are taken off the page as soon as they
 * are done with, so that they can't do it themselves; and what was opened from a row that went with it leaves the
 * focus to the page, instead of nowhere.
 */
export function useReturnFocus(main: RefObject<HTMLElement>) {
  useEffect(() => {
    let opener: HTMLElement | null = null
    let inDialog = false
    const remember = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement)) return
      if (target.closest(dialog)) {
        inDialog = true
        // From its last control antd leads to the first, which a long dialog has out of sight.
        target.scrollIntoView?.({ block: 'nearest' })
      }
      // Tab leaves a dialog for an instant before it is led back.
      else if (!isShown(dialog)) {
        inDialog = false
        opener = target
      }
    }
    const goBack = () => {
      if (!inDialog || document.activeElement !== document.body) return
      inDialog = false
      opener?.focus()
      if (document.activeElement === document.body) main.current?.focus({ preventScroll: true })
    }
    // antd hangs each dialog below the body. Of one that leads to another, the other one has the focus by then.
    const observer = new MutationObserver((changes) => {
      if (changes.some(({ removedNodes }) => removedNodes.length > 0)) setTimeout(goBack)
    })
    document.addEventListener('focusin', remember)
    observer.observe(document.body, { childList: true })
    return () => {
      document.removeEventListener('focusin', remember)
      observer.disconnect()
    }
  }, [main])
}
