import { hrAdministratorOf } from '../hr-accounts/hr-administrators'
import type { MessagesService } from '../messages/messages.service'
import type { ChangeNews } from './change-reviews.service'
import type { Transaction } from '../../db/transaction'

/** Whoever administers the institution in the mini-program hears of the decision; on the web it is a to-do. */
export const changeNews =
  ({ tell }: Pick<MessagesService, 'tell'>) =>
  async (tx: Transaction, organizationId: number, { decision, key, unitName, changed, opinion }: ChangeNews): Promise<void> => {
    const wechatUserId = await hrAdministratorOf(tx, organizationId)
    if (wechatUserId === null) return
    if (decision === 'accept') await tell(tx, { event: 'institutionChange.accepted', wechatUserId, key, params: { unitName, changed } })
    else await tell(tx, { event: 'institutionChange.rejected', wechatUserId, key, params: { unitName, opinion } })
  }
