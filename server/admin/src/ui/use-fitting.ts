import { useWide } from './use-wide'

/** How a table takes its room: its cells wrap before it is scrolled sideways; on a phone, where they would wrap at each word, it is scrolled. */
export function useFitting() {
  const wide = useWide()
  return wide ? ({ tableLayout: 'auto', scroll: { x: true } } as const) : ({ scroll: { x: 'max-content' } } as const)
}
