import type { Me } from '@talent/shared/contract/wechat-session'
import { useMe } from '../../api/use-me'
import { hasConsent } from '../../face-check/face-consent'
import { openPage } from '../../platform/navigation'
import { candidatePaths } from '../../platform/page-paths'
import { PrimaryButton } from '../../ui/buttons'
import type { EmptyProps } from '../../ui/empty'
import { InfiniteList } from '../../ui/infinite-list'
import { PageShell } from '../../ui/page-shell'
import './index.scss'
import { InboxBar } from './inbox-bar'
import { MessageCard } from './message-card'
import { useInbox } from './use-inbox'

const empty = { title: '还没有消息', detail: '单位填报、审核结果、缴费、实名认证和业务授权有变化时，会在这里通知您。' }

/** Before the privacy consent the server gives no messages. */
const askConsent = (me: Me): EmptyProps | null =>
  hasConsent(me, 'privacy') ? null : {
    title: '请先同意隐私说明',
    detail: '消息含您的个人信息，同意隐私说明后才能查看。',
    children: <PrimaryButton onTap={() => openPage(candidatePaths.privacy, { agree: 1 })}>查看隐私说明</PrimaryButton>,
  }

/** 消息: everything that concerns the signed-in one, newest first. */
export default function Messages() {
  const me = useMe()
  const { pages, unread, readAll, open } = useInbox(me.status === 'ready' && hasConsent(me.data, 'privacy') ? me.data : null)
  return (
    <PageShell title="消息" tab query={me} empty={askConsent}>
      {() => (
        <>
          <InboxBar unread={unread} onReadAll={readAll} />
          <InfiniteList pages={pages} keyOf={(message) => message.id} render={(message) => <MessageCard message={message} onOpen={() => open(message)} />} empty={empty} />
        </>
      )}
    </PageShell>
  )
}
