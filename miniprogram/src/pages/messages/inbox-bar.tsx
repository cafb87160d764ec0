import { View } from '@tarojs/components'
import { askSubscription, canSubscribe } from '../../api/subscription'
import { say } from '../../platform/dialogs'
import { LinkButton } from '../../ui/buttons'

/** How many wait to be read, and what can be done for all: read them, or be told by WeChat the next time. */
export function InboxBar({ unread, onReadAll }: { unread: number | null; onReadAll: () => Promise<void> }) {
  const remind = async () => {
    if (await askSubscription('wish')) say('下次有结果时，微信会提醒您')
  }
  const some = unread !== null && unread > 0
  if (!some && !canSubscribe()) return null
  return (
    <View className="inbox-bar">
      <View className="inbox-bar__count">{some ? `${unread} 条未读` : ''}</View>
      {canSubscribe() ? <LinkButton onTap={remind}>微信提醒我</LinkButton> : null}
      {some ? <LinkButton onTap={onReadAll}>全部标为已读</LinkButton> : null}
    </View>
  )
}
