import type { Permission } from '@talent/shared/contract/permissions'
import { type SessionInfo, signOut } from '@talent/shared/contract/session'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, useContext, useEffect, useMemo, useRef, type ReactNode } from 'react'
import { client, onFailure, resumeAfterSignIn } from './client'
import { isProblem } from './problem-text'
import { acceptSession, endSession, forgetRecords, noteSessionProblem, ownerOf, readSession, sessionKey, signsInAgain, type SessionView } from './session-store'

/** Who is signed in, for everything behind the sign-in. */
export interface Session extends Omit<SessionInfo, 'permissions'> {
  /** For showing and hiding only; the server decides at every call. */
  can: (permission: Permission) => boolean
}

const SessionContext = createContext<Session | null>(null)

/** The signed-in account, its organization and rights. Only below `RequireSession`. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('useSession stands outside RequireSession')
  return session
}

export function SessionProvider({ info, children }: { info: SessionInfo; children: ReactNode }) {
  const session = useMemo<Session>(() => {
    const granted = new Set(info.permissions)
    return { account: info.account, organization: info.organization, can: (permission) => granted.has(permission) }
  }, [info])
  return <SessionContext.Provider value={session}>{children}</SessionContext.Provider>
}

/**
 * The session as the server knows it; asked for again whenever the window gets the focus, so that rights given or
 * taken show up, and so that this tab notices when another one signed in as somebody else.
 */
export function useSessionView() {
  const queries = useQueryClient()
  const view = useQuery<SessionView>({
    queryKey: sessionKey,
    queryFn: () => readSession(queries),
    staleTime: 60_000,
    refetchOnWindowFocus: true,
  })
  useEffect(() => onFailure((error) => noteSessionProblem(queries, error)), [queries])
  useEffect(() => resumeAfterSignIn(() => signsInAgain(queries)), [queries])

  const owner = view.data?.kind === 'signedIn' ? ownerOf(view.data.info) : undefined
  const earlier = useRef(owner)
  useEffect(() => {
    if (earlier.current !== undefined && owner !== undefined && earlier.current !== owner) forgetRecords(queries)
    earlier.current = owner
  }, [owner, queries])
  return view
}

export function useAcceptSession(): (info: SessionInfo) => void {
  const queries = useQueryClient()
  return (info) => acceptSession(queries, info)
}

export function useSignOut() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async () => {
      try {
        await client.call(signOut, {})
      } catch (error) {
        if (!isProblem(error, 'NOT_SIGNED_IN', 'SESSION_EXPIRED')) throw error
      }
    },
    onSuccess: () => endSession(queries),
  })
}

/** Asks the server again who is signed in, e.g. after the password was changed. */
export function useRefreshSession(): () => Promise<void> {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: sessionKey })
}
