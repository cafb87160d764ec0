export interface Point {
  x: number
  y: number
}

/** px; less is a finger that was not quite still. */
const shortest = 50

/** Where a swipe of one finger leads: 1 to the next, -1 to the one before, 0 nowhere. Mostly up or down is no swipe. */
export function turnedBy(from: Point, to: Point): -1 | 0 | 1 {
  const x = to.x - from.x
  if (Math.abs(x) < shortest || Math.abs(x) < Math.abs(to.y - from.y) * 1.5) return 0
  return x < 0 ? 1 : -1
}
