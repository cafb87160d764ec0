/** China has one time zone and no summer time; a browser's own zone may be set wrong. */
const chinaOffsetMs = 8 * 3_600_000

const inChina = (at: Date) => new Date(at.getTime() + chinaOffsetMs).toISOString()

/** An instant of the wire as people read it: 2026-01-31 14:05. */
export const timeText = (instant: string): string => inChina(new Date(instant)).slice(0, 16).replace('T', ' ')

/** With its seconds, for records: 2026-01-31 14:05:09. */
export const momentText = (instant: string): string => inChina(new Date(instant)).slice(0, 19).replace('T', ' ')

/** The date in China, for the domain's rules. */
export const todayInChina = (now = new Date()): string => inChina(now).slice(0, 10)
