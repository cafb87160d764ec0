import { oneTimePasswordDays } from '@talent/shared/domain/hr-account'
import { problem } from '@talent/shared/errors'
import { inTransaction, type Transaction } from '../../db/transaction'
import type { Author, VerifiedActor } from '../../http/actor'
import type { SmsClient } from '../../integrations/tencent/sms.client'
import { UpstreamError } from '../../integrations/upstream'
import { upstreamFacts } from '../../integrations/upstream-problem'
import { enqueue, type JobHandler } from '../../jobs/jobs'
import type { Platform } from '../../platform'
import { record } from '../operation-log/operation-log.service'
import type { MainAccountsService } from '../session/main-accounts.service'
import { hrApplicationsRepository } from './hr-applications.repository'
import { hrPasswordsRepository } from './hr-passwords.repository'

const dayMs = 24 * 3_600_000
const system: Author = { kind: 'system', id: null, name: '系统', source: '' }

/** The one-time password on its way to the applicant: by SMS, and once on a tap. Kept sealed, and no longer than needed. */
export function createHrPasswords(platform: Platform, sms: SmsClient, mainAccounts: Pick<MainAccountsService, 'expire' | 'unknownHash'>) {
  const { cipher } = platform
  const { knex } = platform.database

  return {
    async hand(tx: Transaction, to: { applicationId: number; accountId: number; password: string }): Promise<void> {
      const now = platform.now()
      const repository = hrPasswordsRepository(tx)
      await repository.forgetOfAccount(to.accountId)
      const expiresAt = new Date(now.getTime() + oneTimePasswordDays * dayMs)
      const passwordId = await repository.insert({
        applicationId: to.applicationId, accountId: to.accountId, sealed: cipher.seal('hr_account_passwords.password', to.password), expiresAt: expiresAt.toISOString(),
      })
      await enqueue(tx, now, { kind: 'hrAccount.sendPassword', payload: { passwordId } })
      await enqueue(tx, now, { kind: 'hrAccount.expirePassword', payload: { passwordId }, runAt: expiresAt })
    },

    async show(actor: VerifiedActor, applicationId: number): Promise<{ username: string; password: string; signInUrl: string }> {
      return inTransaction(knex, async (tx) => {
        const now = platform.now()
        const row = await hrApplicationsRepository(tx).lock(actor.wechatUserId, applicationId)
        if (!row) throw problem('NOT_FOUND')
        const repository = hrPasswordsRepository(tx)
        const kept = await repository.lockOf(applicationId)
        if (!kept) throw problem('HR_APPLICATION_STATE', { detail: '申请还没有通过，通过后才能查看密码', data: { state: row.state } })
        if (kept.password === null || kept.shown_at !== null || kept.expires_at <= now.toISOString()) throw problem('HR_PASSWORD_GONE')
        await repository.noteShown(kept, now.toISOString())
        await record(tx, now, { organizationId: row.organization_id, author: actor.author, action: 'hrAccount.showPassword', subject: `account:${kept.account_id}`, detail: { applicationId } })
        return {
          username: await repository.usernameOf(kept.account_id),
          password: cipher.open('hr_account_passwords.password', kept.password),
          signInUrl: `${platform.config.publicUrl}/admin/`,
        }
      })
    },

    jobHandlers: {
      'hrAccount.sendPassword': async ({ passwordId }) => {
        const id = Number(passwordId)
        const [row] = await knex('hr_account_passwords').where({ id }).limit(1)
        const to = await hrPasswordsRepository(knex).addressee(id)
        const templateId = platform.config.tencent.sms.passwordTemplateId
        if (row && row.password !== null && row.sms_settled_at === null && row.expires_at > platform.now().toISOString() && to?.phone && templateId !== '') {
          await send(cipher.open('wechat_users.phone', to.phone), templateId, [to.username, cipher.open('hr_account_passwords.password', row.password)])
        }
        await inTransaction(knex, async (tx) => {
          const kept = await hrPasswordsRepository(tx).lock(id)
          if (kept) await hrPasswordsRepository(tx).noteSms(kept, platform.now().toISOString())
        })
      },

      /** It went by SMS, where it stays readable: in force no longer than it may be looked at. */
      'hrAccount.expirePassword': async ({ passwordId }) => {
        const unknownHash = await mainAccounts.unknownHash()
        await inTransaction(knex, async (tx) => {
          const account = await hrPasswordsRepository(tx).accountOfNewest(Number(passwordId))
          if (account) await mainAccounts.expire(tx, account, { unknownHash, author: system })
        })
      },
    } satisfies Record<string, JobHandler>,
  }

  /** What may pass is tried again by the queue; what can't is shown in the mini-program all the same. */
  async function send(phone: string, templateId: string, params: string[]): Promise<void> {
    try {
      await sms.send({ phone, templateId, params })
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error
      platform.log.warn(upstreamFacts(error), 'password sms not sent')
      if (error.retryable) throw error
    }
  }
}

export type HrPasswordsService = ReturnType<typeof createHrPasswords>
