import type { AccountHolder } from '@talent/shared/domain/account-holder'
import { problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import { identityLookup } from '../../db/identity-lookup'
import type { Transaction } from '../../db/transaction'
import type { Platform } from '../../platform'
import type { AttachmentsService } from '../attachments/attachments.service'
import { openHolder, sealHolder } from './holder-columns'
import { photoIds, verificationsRepository, type VerificationRow } from './verifications.repository'

export interface AcceptedApplicant {
  accountId: number
  wechatUserId: number
  holder: AccountHolder
  reviewer: { id: number; name: string }
}

export interface HeldAccount extends AccountHolder {
  unitName: string
  username: string
  decidedAt: string | null
}

export type AccountHolders = ReturnType<typeof createAccountHolders>

/** What other features do with whoever stands behind an account. */
export function createAccountHolders(platform: Platform, attachments: AttachmentsService) {
  async function discardFiles(tx: Transaction, row: VerificationRow | undefined): Promise<void> {
    if (row) await attachments.discard(tx, [...photoIds(row), ...(await verificationsRepository(tx).removeProofs(row.id))])
  }

  /** Whoever was verified behind an account, as a lookup; null: nobody, or forgotten. */
  async function identityOf(connection: Connection, accountId: number): Promise<string | null> {
    const row = await verificationsRepository(connection).find(accountId)
    if (!row || row.state !== 'passed' || row.identity_number === '') return null
    const { identityType, identityNumber } = openHolder(platform.cipher, row)
    return identityLookup(platform.cipher, identityType, identityNumber)
  }

  return {
    /**
     * The authority has compared a verified person with the sealed form and handed the account to them: nothing of it is
     * asked for a second time. Whoever was behind the account before is not any more.
     */
    async passAccepted(tx: Transaction, { accountId, wechatUserId, holder, reviewer }: AcceptedApplicant): Promise<void> {
      const repository = verificationsRepository(tx)
      const before = await repository.lock(accountId)
      await discardFiles(tx, before)
      await repository.pass(accountId, before, { ...sealHolder(platform.cipher, holder), wechat_user_id: wechatUserId, reviewer_id: reviewer.id, reviewer_name: reviewer.name }, platform.now().toISOString())
    },

    identityOf,

    /** 回避: what somebody has asked for is not decided by the same person behind an account. @throws OWN_APPLICATION */
    async refuseOwn(connection: Connection, accountId: number, applicant: string | null): Promise<void> {
      if (applicant !== null && applicant === (await identityOf(connection, accountId))) throw problem('OWN_APPLICATION', { detail: '这是您本人的申请，按回避要求须由其他人审核' })
    },

    /** The account is gone: files, number and phone go with it. */
    async leave(tx: Transaction, accountId: number): Promise<void> {
      const repository = verificationsRepository(tx)
      const row = await repository.lock(accountId)
      if (!row) return
      await discardFiles(tx, row)
      await repository.forgetPhotos(row.id)
      await repository.forgetNumbers({ id: row.id })
    },

    /** What is kept of a user of the mini-program who was given an account: numbers in full, empty once forgotten. */
    async heldOf(connection: Connection, wechatUserId: number): Promise<HeldAccount[]> {
      const rows = await verificationsRepository(connection).ofUser(wechatUserId)
      return rows.map((row) => ({ ...openHolder(platform.cipher, row), unitName: row.unit_name, username: row.username, decidedAt: row.decided_at }))
    },

    /** A user of the mini-program leaves: who was given the account stays on record, without number and phone. */
    erase: async (tx: Transaction, wechatUserId: number): Promise<void> => void (await verificationsRepository(tx).forgetNumbers({ wechat_user_id: wechatUserId })),
  }
}
