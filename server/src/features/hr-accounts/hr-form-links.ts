import type { Readable } from 'node:stream'
import { formLinkHours } from '@talent/shared/domain/hr-account'
import { problem } from '@talent/shared/errors'
import { inTransaction } from '../../db/transaction'
import type { Author, VerifiedActor } from '../../http/actor'
import { spend } from '../../http/attempts'
import type { Platform } from '../../platform'
import { findInLibrary } from '../institution/institution-library'
import { record } from '../operation-log/operation-log.service'
import { hrApplicationsRepository } from './hr-applications.repository'
import { hrFormPdf } from './hr-form'

const linksPerHour = { limit: 30, windowMs: 3_600_000 }
/** Not a column: the seal binds what is in the token to this use. */
const purpose = 'hr-form-link'

interface Content {
  user: number
  organization: number
  until: string
}

/**
 * A link to the filled-in form that needs no sign-in, so that it can be opened on a computer with a printer. What it opens
 * is sealed in the link itself: it can't be made up or changed, and every node opens it until it ends.
 */
export function createHrFormLinks(platform: Platform) {
  const { cipher } = platform
  const { knex } = platform.database

  function contentOf(token: string): Content | null {
    try {
      return JSON.parse(cipher.open(purpose, token)) as Content
    } catch {
      return null
    }
  }

  return {
    async make(actor: VerifiedActor, organizationId: number): Promise<{ path: string; expiresAt: string }> {
      await spend(platform, `hrForm:${actor.wechatUserId}`, linksPerHour, (minutes) => problem('TOO_MANY_REQUESTS', { detail: `下载申请表太频繁，请 ${minutes} 分钟后再试` }))
      if (!(await findInLibrary(knex, organizationId))) throw problem('NOT_FOUND', { detail: '没有找到这个单位，请重新搜索' })
      const expiresAt = new Date(platform.now().getTime() + formLinkHours * 3_600_000).toISOString()
      const content: Content = { user: actor.wechatUserId, organization: organizationId, until: expiresAt }
      return { path: `/api/hr-account-forms/${cipher.seal(purpose, JSON.stringify(content))}`, expiresAt }
    },

    /** With what is verified now: whoever has left or lost the identity prints nothing more. Nobody is signed in: where from is on the log. */
    async open(reader: Author, token: string): Promise<Readable> {
      const content = contentOf(token)
      const now = platform.now()
      if (!content || content.until <= now.toISOString()) throw problem('NOT_FOUND', { detail: '下载链接已失效，请回到小程序重新复制链接' })
      const unit = await findInLibrary(knex, content.organization)
      const person = await hrApplicationsRepository(knex).applicant(content.user)
      if (!unit || !person?.identity_number) throw problem('NOT_FOUND', { detail: '下载链接已失效，请回到小程序重新复制链接' })
      await inTransaction(knex, (tx) =>
        record(tx, now, { organizationId: 0, author: reader, action: 'hrAccount.print', subject: `wechatUser:${content.user}`, detail: { organizationId: content.organization } }),
      )
      return hrFormPdf(
        unit,
        {
          name: person.identity_name ?? '',
          identityType: person.identity_type ?? '',
          identityNumber: cipher.open('wechat_users.identity_number', person.identity_number),
          phone: person.phone === null ? null : cipher.open('wechat_users.phone', person.phone),
        },
        now,
      )
    },
  }
}

export type HrFormLinks = ReturnType<typeof createHrFormLinks>
