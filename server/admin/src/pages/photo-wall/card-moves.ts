/** Where a key leads from the card at `index`, of `count` cards in rows of `columns`: another card, another page, or nowhere. */
export type Move = { card: number } | { page: 'previous' | 'next' } | null

export function moveOf(key: string, index: number, { count, columns }: { count: number; columns: number }): Move {
  const to = (card: number): Move => (card >= 0 && card < count ? { card } : null)
  switch (key) {
    case 'ArrowLeft': return to(index - 1)
    case 'ArrowRight': return to(index + 1)
    case 'ArrowUp': return to(index - columns)
    // Into a shorter last row as well.
    case 'ArrowDown': return index + columns < count ? to(index + columns) : rowOf(index, columns) < rowOf(count - 1, columns) ? to(count - 1) : null
    case 'Home': return to(0)
    case 'End': return to(count - 1)
    case 'PageUp': return { page: 'previous' }
    case 'PageDown': return { page: 'next' }
    default: return null
  }
}

const rowOf = (index: number, columns: number): number => Math.floor(index / columns)
