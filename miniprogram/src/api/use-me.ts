import { getMe, type Me } from '@talent/shared/contract/wechat-session'
import { useEffect, useSyncExternalStore } from 'react'
import { showUnread } from '../platform/app-life'
import { isSessionLost, knownMe, onSessionChange, rememberMe, session } from './session'
import { prepareSubscriptions } from './subscription'
import { type QueryResult, useQuery } from './use-query'

/** Whether somebody is signed in on this phone. */
export function useSignedIn(): boolean {
  return useSyncExternalStore(onSessionChange, () => session() !== null, () => false)
}

/** Whether the session ended by itself while somebody was at work. */
export function useSessionLost(): boolean {
  return useSyncExternalStore(onSessionChange, isSessionLost, () => false)
}

/** What is known of the one who is signed in, without asking. */
export function useKnownMe(): Me | null {
  return useSyncExternalStore(onSessionChange, knownMe, () => null)
}

/** The one who is signed in, asked again whenever the page is shown; keeps the unread count on the tab. */
export function useMe(): QueryResult<Me> {
  const result = useQuery(getMe, {})
  const me = result.status === 'ready' ? result.data : null
  useEffect(() => {
    if (!me) return
    rememberMe(me)
    void showUnread(me.unreadMessages)
    void prepareSubscriptions()
  }, [me])
  return result
}
