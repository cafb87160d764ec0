import { listMessages, readAllMessages, readMessage } from '@talent/shared/contract/candidate'
import type { Me } from '@talent/shared/contract/wechat-session'
import { useEffect, useRef, useState } from 'react'
import { call } from '../../api/call'
import { asCallProblem } from '../../api/problem-text'
import { knownMe, rememberMe } from '../../api/session'
import { type Pages, usePages } from '../../api/use-pages'
import { showUnread } from '../../platform/app-life'
import { say } from '../../platform/dialogs'
import { follow, type Message, targetOf } from './message-link'

interface Inbox {
  pages: Pages<Message>
  /** Null before the first answer. */
  unread: number | null
  readAll: () => Promise<void>
  open: (message: Message) => void
}

/** The inbox of the signed-in one; null before it is known who that is. */
export function useInbox(me: Me | null): Inbox {
  const [unread, setUnread] = useState<number | null>(null)
  const pages = usePages<Message>(me === null ? null : String(me.id), async (page, cancellation) => {
    const answer = await call(listMessages, { page }, cancellation ? { cancellation } : {})
    setUnread(answer.unread)
    return answer
  })
  const { query } = pages

  // The list keeps its place when the tab is shown again, unless something new has come.
  const latest = useRef(unread)
  latest.current = unread
  const { refetch } = query
  // By each answer, not by its count: one that was read and one that has come since are the same number.
  useEffect(() => {
    if (me !== null && latest.current !== null && me.unreadMessages > latest.current) void refetch()
  }, [me, refetch])

  const show = async (answer: { unread: number }) => {
    setUnread(answer.unread)
    const now = knownMe()
    if (now) rememberMe({ ...now, unreadMessages: answer.unread })
    await showUnread(answer.unread)
  }
  const readAll = async () => {
    try {
      await show(await call(readAllMessages, {}))
    } catch (error) {
      return say(asCallProblem(error).message)
    }
    await refetch()
  }
  const markRead = async (message: Message) => {
    try {
      await show(await call(readMessage, { messageId: message.id }))
    } catch {
      // It stays unread on the server and is marked the next time.
    }
  }

  const open = (message: Message) => {
    if (message.readAt === null) {
      void markRead(message)
      if (query.status === 'ready') {
        const readAt = new Date().toISOString()
        query.replace({ ...query.data, items: query.data.items.map((one) => (one.id === message.id ? { ...one, readAt } : one)) })
      }
    }
    if (message.link) follow(targetOf(message.link, (me?.managerBindings ?? []).map((binding) => binding.bindingId)))
  }
  return { pages, unread, readAll, open }
}
