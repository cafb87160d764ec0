import type { Connection } from '../../db/database'
import type { MessagesService } from '../messages/messages.service'

/** What units need of other features. */
export interface UnitPorts {
  /** Something is submitted and not rejected. */
  openApplications: (connection: Connection, wechatUserId: number) => Promise<boolean>
  tell: MessagesService['tell']
}
