import { problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import type { Desk } from './desk'

/** The identity behind a web account, as a lookup; null when none is known. */
export type IdentityOfAccount = (connection: Connection, accountId: number) => Promise<string | null>

/** 回避: whoever reviews is not the one who applies, whether at a manager's desk or behind an account. */
export function createOwnApplications(identityOfAccount: IdentityOfAccount) {
  const isOwn = async (connection: Connection, { reviewer, identityLookup }: Desk, application: { identityLookup: string }): Promise<boolean> =>
    application.identityLookup === (reviewer.kind === 'account' ? await identityOfAccount(connection, reviewer.id) : identityLookup)
  return {
    isOwn,

    /** @throws OWN_APPLICATION */
    async refuse(connection: Connection, desk: Desk, application: { identityLookup: string }): Promise<void> {
      if (await isOwn(connection, desk, application)) throw problem('OWN_APPLICATION')
    },
  }
}
