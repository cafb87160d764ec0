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
    internetAccess: account.organizationKind === 'institution' ? account.openToInternet : null,
  })

  return {
    async list(actor: AccountActor, { keyword = '', state, page, pageSize }: Input<typeof listLowerAccounts>): Promise<Output<typeof listLowerAccounts>> {
      const repository = lowerAccountsRepository(knex, actor.scope)
      const filter = { keyword: keyword.trim(), state, whereLocked: locks.whereLocked }
      const rows = await repository.page({ ...filter, page, pageSize })
      const locked = await locks.of(knex, rows.map((account) => account.id))
      const counts = await repository.counts(filter)
      return { items: rows.map((account) => present(account, locked.get(account.id) ?? null)), total: counts[state ?? 'all'], page, pageSize, counts, privateNetwork: platform.config.privateNetworks.length > 0 }
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

    /** R1. An authority below is not switched: its accounts come by any way. */
    setInternetAccess: (actor: AccountActor, id: number, open: boolean) =>
      inTransaction(knex, async (tx) => {
        const repository = lowerAccountsRepository(tx, actor.scope)
        const account = await repository.find(id)
        if (account?.organizationKind !== 'institution') throw problem('NOT_FOUND')
        await repository.setInternetAccess(account.organizationId, open)
        await record(tx, platform.now(), { organizationId: account.organizationId, author: actor.author, action: 'organization.internetAccess', subject: `organization:${account.organizationId}`, detail: { internetAccess: open } })
        const locked = await locks.of(tx, [id])
        return present({ ...account, openToInternet: open }, locked.get(id) ?? null)
      }),
  }
}
