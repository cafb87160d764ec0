import { useLayoutEffect, useRef } from 'react'

/** Keys of the review page; a key that is not here belongs to the browser. */
export type ReviewKeys = Partial<Record<string, () => void>>

/**
 * Single keys while no field has the focus and no dialog is open. The newest handlers are used without listening anew.
 */
export function useReviewKeys(keys: ReviewKeys) {
  const latest = useRef(keys)
  latest.current = keys
  // With the page itself: a key that is pressed as soon as the page is seen counts.
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target) || document.querySelector('.ant-modal-wrap')) return
      const run = latest.current[event.key.length === 1 ? event.key.toLowerCase() : event.key]
      if (!run) return
      event.preventDefault()
      run()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}

const isTyping = (target: EventTarget | null) => target instanceof HTMLElement && target.closest('input:not([type=radio]), textarea, select, [contenteditable=true]') !== null
