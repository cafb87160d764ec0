import { listMessages, readAllMessages, readMessage } from '@talent/shared/contract/candidate'
import type { Mount } from '../../http/mount'
import type { MessagesService } from './messages.service'

export function mountMessages(mount: Mount, messages: MessagesService): void {
  mount(listMessages, ({ actor, input }) => messages.list(actor.wechatUserId, input))
  mount(readMessage, ({ actor, params }) => messages.read(actor.wechatUserId, params.messageId))
  mount(readAllMessages, ({ actor }) => messages.readAll(actor.wechatUserId))
}
