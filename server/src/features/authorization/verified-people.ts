import type { FoundPerson } from '@talent/shared/contract/authorization'
import { checkIdentityDocument, normalizeIdentityNumber } from '@talent/shared/domain/identity-document'
import { isError } from '@talent/shared/domain/issue'
import { maskIdentityNumber, maskMobile, maskName } from '@talent/shared/domain/mask'
import { problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import { identityLookup } from '../../db/identity-lookup'
import { guess } from '../../http/attempts'
import { today, type Platform } from '../../platform'

export interface EnteredIdentity {
  identityType: string
  identityNumber: string
}

export interface VerifiedPerson {
  wechatUserId: number
  name: string
  identityNumber: string
  phone: string | null
}

/** So that nobody learns by trying who is on the platform. */
const wrongNumbers = { limit: 5, windowMs: 30 * 60_000 }

/** The verified users of the platform, by the identity number that another one knows of them. */
export function verifiedPeople(platform: Platform) {
  const { cipher } = platform
  const { knex } = platform.database

  async function byNumber(connection: Connection, entered: EnteredIdentity): Promise<VerifiedPerson | null> {
    const row = await connection('wechat_users')
      .where('identity_lookup', identityLookup(cipher, entered.identityType, entered.identityNumber))
      .first('id', 'identity_name', 'identity_number', 'phone')
    if (!row) return null
    return {
      wechatUserId: row.id,
      name: row.identity_name ?? '',
      identityNumber: cipher.open('wechat_users.identity_number', row.identity_number),
      phone: row.phone === null ? null : cipher.open('wechat_users.phone', row.phone),
    }
  }

  return {
    /**
     * `seeker` names whose wrong numbers are counted. Outside of a transaction.
     * @throws BAD_INPUT for what is no number of its kind, PERSON_NOT_VERIFIED, CODE_LOCKED
     */
    async find(seeker: string, entered: EnteredIdentity): Promise<VerifiedPerson> {
      const { identityType } = entered
      const identityNumber = normalizeIdentityNumber(identityType, entered.identityNumber)
      const issues = checkIdentityDocument({ type: identityType, number: identityNumber }, today(platform)).filter(isError)
      if (issues.length > 0) throw problem('BAD_INPUT', issues)
      return guess(platform, `personLookup:${seeker}`, wrongNumbers, () => byNumber(knex, { identityType, identityNumber }), {
        wrong: (left) =>
          problem('PERSON_NOT_VERIFIED', { detail: `没有找到用该证件号完成实名认证的人。请核对证件号，或请对方先在小程序完成实名认证。再错 ${left} 次将锁定 30 分钟` }),
        locked: (minutes) => problem('CODE_LOCKED', { detail: `连续 5 次没有找到对应的人，请 ${minutes} 分钟后再试` }),
      })
    },

    /** Still the one that was found: locked until the transaction ends, so that no identity ends meanwhile. */
    async lock(tx: Connection, wechatUserId: number): Promise<void> {
      const row = await tx('wechat_users').where('id', wechatUserId).whereNotNull('identity_lookup').forUpdate().first('id')
      if (!row) throw problem('PERSON_NOT_VERIFIED')
    },

    async nameOf(connection: Connection, wechatUserId: number): Promise<string> {
      return (await connection('wechat_users').where('id', wechatUserId).first('identity_name'))?.identity_name ?? ''
    },
  }
}

export const presentFound = (person: VerifiedPerson, role: FoundPerson['role']): FoundPerson => ({
  name: maskName(person.name),
  identityNumber: maskIdentityNumber(person.identityNumber),
  phone: person.phone === null ? null : maskMobile(person.phone),
  role,
})
