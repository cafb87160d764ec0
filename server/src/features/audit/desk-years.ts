/** How much waits at a desk in one exam year. */
export interface DeskYear {
  examYear: number
  pending: number
}

/** The year that a desk opens with: the current one, unless nothing waits in it and something does in another, whose time runs out first. */
export function yearToOpen(years: readonly DeskYear[], currentYear: number): number {
  const waiting = years.filter(({ pending }) => pending > 0).map(({ examYear }) => examYear)
  if (waiting.length > 0 && !waiting.includes(currentYear)) return Math.min(...waiting)
  const seen = years.map(({ examYear }) => examYear)
  return waiting.includes(currentYear) || seen.length === 0 || seen.includes(currentYear) ? currentYear : Math.max(...seen)
}
