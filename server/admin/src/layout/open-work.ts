/** Forms on the screen whose content is not saved: each entry gives its own up. */
const open = new Set<() => void>()

/** Gives back the way to take it off the list. */
export function noteOpenWork(abandon: () => void): () => void {
  open.add(abandon)
  return () => void open.delete(abandon)
}

export const hasOpenWork = (): boolean => open.size > 0

/** Somebody said that what is not saved may go. */
export function abandonOpenWork() {
  for (const abandon of [...open]) abandon()
}
