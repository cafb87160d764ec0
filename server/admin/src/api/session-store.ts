import { getSession, type SessionInfo } from '@talent/shared/contract/session'
import type { Query, QueryClient } from '@tanstack/react-query'
import { dropReadableDrafts } from '../drafts/draft-store'
import { client } from './client'
import { isProblem } from './problem-text'

/** Where the query client keeps the session. */
export const sessionKey = ['session']

/** `expired`: the page still shows what this account was doing, but it must sign in again. */
export type SessionView = { kind: 'signedOut' } | { kind: 'signedIn'; info: SessionInfo; expired: boolean }

const put = (queries: QueryClient, view: SessionView) => queries.setQueryData(sessionKey, view)

export const sessionOf = (queries: QueryClient) => queries.getQueryData<SessionView>(sessionKey)

export async function readSession(queries: QueryClient): Promise<SessionView> {
  try {
    return { kind: 'signedIn', info: await client.call(getSession, {}), expired: false }
  } catch (error) {
    // The sign-in says what to do about it.
    if (isProblem(error, 'INTERNET_ACCESS_CLOSED')) return { kind: 'signedOut' }
    if (!isProblem(error, 'NOT_SIGNED_IN', 'SESSION_EXPIRED')) throw error
    const earlier = sessionOf(queries)
    return earlier?.kind === 'signedIn' ? { ...earlier, expired: true } : { kind: 'signedOut' }
  }
}

/** However many calls learn at once that the session is over, there is one sign-in. */
export function noteSessionProblem(queries: QueryClient, error: unknown) {
  const view = sessionOf(queries)
  if (view?.kind !== 'signedIn') return
  if (isProblem(error, 'NOT_SIGNED_IN', 'SESSION_EXPIRED')) {
    put(queries, { ...view, expired: true })
  }
  if (isProblem(error, 'PASSWORD_CHANGE_REQUIRED')) {
    const account = { ...view.info.account, mustChangePassword: true }
    put(queries, { ...view, info: { ...view.info, account } })
  }
  if (isProblem(error, 'ACCOUNT_VERIFICATION_REQUIRED')) {
    const account = { ...view.info.account, verified: false }
    put(queries, { ...view, info: { ...view.info, account } })
  }
}

/** Waits until the session that is over has an end: true when the same person has signed in again, false for anybody else and for giving up. */
export function signsInAgain(queries: QueryClient): Promise<boolean> {
  const over = sessionOf(queries)
  if (over?.kind !== 'signedIn' || !over.expired) return Promise.resolve(false)
  return new Promise((resolve) => {
    const stop = queries.getQueryCache().subscribe(() => {
      const now = sessionOf(queries)
      if (now?.kind === 'signedIn' && now.expired) return
      stop()
      resolve(now?.kind === 'signedIn' && ownerOf(now.info) === ownerOf(over.info))
    })
  })
}

/** Who it is, and for whom: the same person may come back as the manager of another unit. */
export const ownerOf = ({ account, organization }: Pick<SessionInfo, 'account' | 'organization'>): string => `${account.kind === 'manager' ? 'manager' : 'account'}:${account.id}:${organization.id}`

/** After a sign-in, first or repeated. What another account has read is forgotten. */
export function acceptSession(queries: QueryClient, info: SessionInfo) {
  const earlier = sessionOf(queries)
  put(queries, { kind: 'signedIn', info, expired: false })
  dropReadableDrafts(ownerOf(info))
  if (earlier?.kind !== 'signedIn') return
  if (ownerOf(earlier.info) === ownerOf(info)) void queries.invalidateQueries({ predicate: isRecord })
  else forgetRecords(queries)
}

export function endSession(queries: QueryClient) {
  dropReadableDrafts()
  put(queries, { kind: 'signedOut' })
  queries.removeQueries({ predicate: isRecord })
}

/** Everything read under another account goes, and what is on the screen is read anew. */
export function forgetRecords(queries: QueryClient) {
  void queries.resetQueries({ predicate: isRecord })
}

const isRecord = ({ queryKey }: Query) => queryKey[0] !== sessionKey[0]
