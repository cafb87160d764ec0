import type { Transaction } from '../../db/transaction'

export interface News {
  /** One event, one message, however often it is told. */
  eventKey: string
  kind: string
  title: string
  body: string
  link: { kind: 'filing' | 'application' | 'identity' | 'manager'; id: number | null } | null
}

/** Tells the candidate behind a personnel record, when one is bound to it. */
export interface CandidateNews {
  tellPerson(tx: Transaction, personId: number, news: News): Promise<void>
}
