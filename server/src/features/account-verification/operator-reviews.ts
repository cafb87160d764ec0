import type { Readable } from 'node:stream'
import { canMove } from '@talent/shared/domain/state-machine'
import { accountVerification } from '@talent/shared/domain/states/account-verification'
import { ConfigError } from '../../config'
import { inTransaction } from '../../db/transaction'
import type { Platform } from '../../platform'
import type { AttachmentsService } from '../attachments/attachments.service'
import { record } from '../operation-log/operation-log.service'
import { settle } from './reviews.service'
import { unsupervisedRepository, verificationsRepository } from './verifications.repository'

interface WaitingAccount {
  username: string
  organization: string
  name: string
  /** masked */
  identityNumber: string
  submittedAt: string
}

/** Main accounts of organizations that have nobody above: the operator of the platform decides, at the command line. */
export function createOperatorReviews(platform: Platform) {
  const { knex } = platform.database

  async function find(username: string) {
    const row = await unsupervisedRepository(knex).find(username)
    if (!row) throw new ConfigError(`没有找到账号 ${username} 提交的实名认证；有上级的单位由上级主管单位审核`)
    return row
  }

  return {
    async waiting(): Promise<WaitingAccount[]> {
      const rows = await unsupervisedRepository(knex).waiting()
      return rows.map((row) => ({ username: row.username, organization: row.organization_name, name: row.name, identityNumber: row.identity_number_masked, submittedAt: row.submitted_at ?? '' }))
    },

    /** Both sides of the document and the sealed authorisation, to be looked at. */
    async files(username: string, open: AttachmentsService['open']): Promise<{ name: string; body: Readable }[]> {
      const row = await find(username)
      const proofs = await verificationsRepository(knex).proofsOf(row.id)
      const wanted = [['front', row.front_photo_id], ['back', row.back_photo_id], ...proofs.map((proof, i) => [`authorization-${i + 1}`, proof.attachment_id] as const)] as const
      const files: { name: string; body: Readable }[] = []
      for (const [name, id] of wanted) {
        const file = id === null ? null : await open(id)
        if (file) files.push({ name: `${name}.${file.contentType === 'application/pdf' ? 'pdf' : 'jpg'}`, body: file.body })
      }
      await inTransaction(knex, (tx) => log(tx, row, 'view'))
      return files
    },

    /** @throws ConfigError with a sentence for the operator */
    async decide(username: string, decision: { decision: 'pass' | 'reject'; opinion: string; operator: string }): Promise<void> {
      const { account_id } = await find(username)
      await inTransaction(knex, async (tx) => {
        await verificationsRepository(tx).lock(account_id)
        const row = await unsupervisedRepository(tx).find(username)
        if (!row || !canMove(accountVerification, row.state, decision.decision)) throw new ConfigError(`账号 ${username} 没有待审核的实名认证`)
        const state = decision.decision === 'pass' ? 'passed' : 'rejected'
        await settle(tx, platform, row, { state, opinion: decision.opinion, reviewerId: null, reviewerName: decision.operator })
        await log(tx, row, decision.decision)
      })
    },
  }

  function log(tx: Parameters<typeof record>[0], row: { organization_id: number; account_id: number }, action: string): Promise<void> {
    const author = { kind: 'system', id: null, name: 'review-account', source: 'localhost' } as const
    return record(tx, platform.now(), { organizationId: row.organization_id, author, action: `accountReview.${action}`, subject: `account:${row.account_id}` })
  }
}
