/** Below this two labels have too little in common for a guess to help. */
const CLOSE_ENOUGH = 0.5

/** The candidate most like the label, if one is close enough: 身份证号码 for 身份证号. */
export function nearestLabel(label: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined
  let bestLikeness = CLOSE_ENOUGH
  for (const candidate of candidates) {
    const likeness = likenessOf(label, candidate)
    if (likeness < bestLikeness || (best !== undefined && likeness === bestLikeness)) continue
    best = candidate
    bestLikeness = likeness
  }
  return best
}

/** Twice the longest common subsequence over both lengths: 1 is equal, 0 shares nothing. */
function likenessOf(a: string, b: string): number {
  if (a.length === 0 || b.length === 0) return 0
  let previous = Array.from({ length: b.length + 1 }, () => 0)
  for (const character of a) {
    const current = [0]
    for (let at = 1; at <= b.length; at++) {
      const common = character === b[at - 1] ? (previous[at - 1] ?? 0) + 1 : Math.max(previous[at] ?? 0, current[at - 1] ?? 0)
      current.push(common)
    }
    previous = current
  }
  return (2 * (previous[b.length] ?? 0)) / (a.length + b.length)
}
