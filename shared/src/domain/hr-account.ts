/** 单位人事账号: the application for an institution's main account and the password that it brings. */

/** Photos of the stamped form, or one PDF. */
export const maxProofs = 3
/** Fewer characters than this find half of the library. */
export const minUnitSearch = 2
/** Whoever has not fetched the one-time password by then asks for a new one. */
export const oneTimePasswordDays = 7
/** A copied link to the filled-in form opens it this long: it shows the applicant's number. */
export const formLinkHours = 2

export type OneTimePasswordState = 'none' | 'waiting' | 'shown' | 'expired'

/** What the applicant can do about the password, from its instants (ISO). */
export function oneTimePasswordState(password: { expiresAt: string; shownAt: string | null; gone: boolean } | null, now: string): OneTimePasswordState {
  if (!password) return 'none'
  if (password.shownAt !== null) return 'shown'
  return password.gone || password.expiresAt <= now ? 'expired' : 'waiting'
}
