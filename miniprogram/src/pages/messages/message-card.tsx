import { View } from '@tarojs/components'
import { chinaTime } from '../../platform/time'
import { tappable } from '../../ui/a11y'
import type { Message } from './message-link'

/** One message. The dot and the bolder title say that it has not been read. */
export function MessageCard({ message, onOpen }: { message: Message; onOpen: () => void }) {
  const { title, body, createdAt, readAt, link } = message
  const unread = readAt === null
  return (
    <View
      className={`message${unread ? ' message--unread' : ''}`}
      hoverClass="message--pressed"
      {...tappable({ role: 'button', label: `${unread ? '未读，' : ''}${title}`, onTap: onOpen })}
    >
      <View className="message__head">
        {unread ? <View className="message__dot" /> : null}
        <View className="message__title">{title}</View>
      </View>
      <View className="message__body">{body}</View>
      <View className="message__foot">
        <View>{chinaTime(createdAt)}</View>
        {link ? <View className="message__more">查看 ›</View> : null}
      </View>
    </View>
  )
}
