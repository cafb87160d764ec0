import type { listLowerAccounts, LowerAccount } from '@talent/shared/contract/accounts'
import type { Input, Output } from '@talent/shared/contract/endpoint'
import { problem } from '@talent/shared/errors'
import type { z } from '@talent/shared/zod'
import { inTransaction } from '../../db/transaction'
import type { AccountActor } from '../../http/actor'
import type { Platform } from '../../platform'
import { record } from '../operation-log/operation-log.service'
import type { SignInLocks } from '../session/sign-in-locks'
import { lowerAccountsRepository, type LowerAccountRow } from './lower-accounts.repository'

export type LowerAccountsService = ReturnType<typeof createLowerAccountsService>

/** R20: the authority above unlocks the main accounts of its subtree. */
export function createLowerAccountsService(platform: Platform, locks: SignInLocks) {
  const { knex } = platform.database

  const present = (account: LowerAccountRow, lockedUntil: string | null): z.output<typeof LowerAccount> => ({
    id: account.id, username: account.username, organizationName: account.organizationName, state: account.state, lockedUntil, lastSignInAt: account.lastSignInAt,
  })

  return {
    async list(actor: AccountActor, { keyword = '', state, page, pageSize }: Input<typeof listLowerAccounts>): Promise<Output<typeof listLowerAccounts>> {
      const repository = lowerAccountsRepository(knex, actor.scope)
      const filter = { keyword: keyword.trim(), state, whereLocked: locks.whereLocked }
      const rows = await repository.page({ ...filter, page, pageSize })
      const locked = await locks.of(knex, rows.map((account) => account.id))
      const counts = await repository.counts(filter)
      return { items: rows.map((account) => present(account, locked.get(account.id) ?? null)), total: counts[state ?? 'all'], page, pageSize, counts }
    },

    unlock: (actor: AccountActor, id: number) =>
      inTransaction(knex, async (tx) => {
        const account = await lowerAccountsRepository(tx, actor.scope).find(id)
        if (!account) throw problem('NOT_FOUND')
        await locks.unlock(tx, account.id)
        // In the log of the organization whose account it is: its people look there.
        await record(tx, platform.now(), { organizationId: account.organizationId, author: actor.author, action: 'account.unlock', subject: `account:${id}` })
        return present(account, null)
      }),
  }
}
