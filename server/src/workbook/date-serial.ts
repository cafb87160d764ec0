const DAY = 86_400_000
const EPOCH_1900 = Date.UTC(1899, 11, 30)
const EPOCH_1904 = Date.UTC(1904, 0, 1)
const LAST_SERIAL = 2_958_465
/** Lotus 1-2-3 took 1900 for a leap year, and Excel keeps the day that never was. */
const FALSE_LEAP_DAY = 60

/** The day of a serial number as YYYY-MM-DD; undefined for what Excel can't show as a date (####). */
export function dateOfSerial(serial: number, from1904: boolean): string | undefined {
  const day = Math.floor(serial)
  if (!(day >= (from1904 ? 0 : 1)) || day > (from1904 ? LAST_SERIAL - 1_462 : LAST_SERIAL)) return undefined
  if (!from1904 && day === FALSE_LEAP_DAY) return '1900-02-29'
  const epoch = from1904 ? EPOCH_1904 : day < FALSE_LEAP_DAY ? EPOCH_1900 + DAY : EPOCH_1900
  return new Date(epoch + day * DAY).toISOString().slice(0, 10)
}
