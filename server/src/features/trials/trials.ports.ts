import type { Transaction } from '../../db/transaction'
import type { EventName, NewsOf } from '../messages/events'

type Without<N extends EventName, K extends string> = N extends EventName ? Omit<NewsOf<N>, K> : never
type FilingEvent = 'filing.filed' | 'filing.corrected' | 'filing.reopened' | 'filing.answered'

/** What has happened to a filing; and that as the candidate hears of it. */
export type FilingChange = Without<FilingEvent, 'wechatUserId' | 'key' | 'linkId'>
export type FilingNews = Without<FilingEvent, 'wechatUserId'>

/** Tells the candidate behind a personnel record, when one is bound to it. */
export interface CandidateNews {
  tellPerson(tx: Transaction, personId: number, news: FilingNews): Promise<void>
}
