import type { KeyboardEvent } from 'react'

/** antd's place to drop files is a button that answers to Enter alone. For the element around it: the space bar opens the chooser as well. */
export function openBySpace(event: KeyboardEvent<HTMLElement>) {
  if (event.key !== ' ' || !(event.target instanceof HTMLElement) || event.target.getAttribute('role') !== 'button') return
  // The page would scroll.
  event.preventDefault()
  event.target.click()
}
