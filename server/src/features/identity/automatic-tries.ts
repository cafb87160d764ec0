/** spec M2: 3 failed automatic tries close the automatic way for 24 h. */
export const maxFailures = 3
/** Unreadable photos are no failures; a bound keeps the upstream from being asked without end. */
const maxBadPhotos = 10
const windowMs = 24 * 3_600_000

export interface AutomaticTries {
  left: number
  /** Set while `left` is 0: when the way opens again, ms since the epoch. */
  opensAt: number | null
}

/** `failures` and `badPhotos` are moments in ms, newest first; older ones than the last 24 h may be among them. */
export function automaticTries(failures: readonly number[], badPhotos: readonly number[], now: number): AutomaticTries {
  const closings = [closingEnd(failures, maxFailures), closingEnd(badPhotos, maxBadPhotos)].filter((end) => end > now)
  if (closings.length > 0) return { left: 0, opensAt: Math.max(...closings) }
  const recent = failures.filter((at) => at > now - windowMs).length
  return { left: maxFailures - recent, opensAt: null }
}

/** The last `limit` of them lie within 24 h: closed until 24 h after the last one. */
function closingEnd(moments: readonly number[], limit: number): number {
  const last = moments[0]
  const first = moments[limit - 1]
  return last !== undefined && first !== undefined && last - first < windowMs ? last + windowMs : 0
}
