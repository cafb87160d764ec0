import { useMe } from '../../api/use-me'
import { InfiniteList } from '../../ui/infinite-list'
import { PageShell } from '../../ui/page-shell'
import './index.scss'
import { MessageCard } from './message-card'
import { useInbox } from './use-inbox'

const empty = { title: '还没有消息', detail: '单位填报、审核结果、实名认证和业务授权有变化时，会在这里通知您。' }

/** 消息: everything that concerns the signed-in one, newest first. */
export default function Messages() {
  const me = useMe()
  const { pages, open } = useInbox(me.status === 'ready' ? me.data : null)
  return (
    <PageShell title="消息" tab query={me}>
      {() => (
        <InfiniteList pages={pages} keyOf={(message) => message.id} render={(message) => <MessageCard message={message} onOpen={() => open(message)} />} empty={empty} />
      )}
    </PageShell>
  )
}
