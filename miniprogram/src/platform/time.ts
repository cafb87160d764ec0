const chinaOffsetMs = 8 * 3_600_000

/** In China, whatever the phone's own zone says: `2026-01-31 14:05`. WeChat on Android has no Intl. */
export const chinaTime = (instant: string): string => {
  const moment = Date.parse(instant)
  return Number.isNaN(moment) ? '' : new Date(moment + chinaOffsetMs).toISOString().slice(0, 16).replace('T', ' ')
}

/** Today in China, `YYYY-MM-DD`. */
export const chinaToday = (): string => new Date(Date.now() + chinaOffsetMs).toISOString().slice(0, 10)
