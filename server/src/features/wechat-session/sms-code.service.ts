import { createHash, randomInt, timingSafeEqual } from 'node:crypto'
import { maskMobile } from '@talent/shared/domain/mask'
import { checkMobile, normalizeMobile } from '@talent/shared/domain/mobile'
import { problem, type Problem } from '@talent/shared/errors'
import { inTransaction, type Transaction } from '../../db/transaction'
import { networkOf } from '../../http/client-address'
import { isPhoneRefused, type SmsClient } from '../../integrations/tencent/sms.client'
import { UpstreamError } from '../../integrations/upstream'
import { unavailable, upstreamFacts } from '../../integrations/upstream-problem'
import { today, type Platform } from '../../platform'
import type { CaptchaService } from '../session/captcha.service'
import { smsCodeRepository, type SmsCodeRow } from './sms-code.repository'

// spec/rules.md "Codes"
const lifetimeMs = 5 * 60_000
const intervalMs = 60_000
const dailyLimit = 10
const maxWrongTries = 5
/** From one network within an hour: then a captcha is asked of everyone there, then no more. A hospital may share one address. */
const sourceWindowMs = 60 * 60_000
const sourceCaptchaFrom = 30
const sourceLimit = 300

export interface SmsClaim {
  phone: string
  code: string
}
export type SmsCodeCheck = { ok: true } | { ok: false; problem: Problem }
export type SmsCodeService = ReturnType<typeof createSmsCodeService>

export function createSmsCodeService(platform: Platform, sms: SmsClient, captcha: CaptchaService) {
  const { cipher } = platform
  const { knex } = platform.database
  const hashOf = (phone: string, code: string) => createHash('sha256').update(cipher.lookup('smsCode', `${phone}:${code}`)).digest('hex')
  const chinaMidnight = () => new Date(`${today(platform)}T00:00:00+08:00`)

  /** Throws what stands against another code for this phone; answers how many were sent today. */
  async function refuseHaste(repository: ReturnType<typeof smsCodeRepository>, phoneLookup: string, now: Date): Promise<number> {
    const last = await repository.latest(phoneLookup)
    const waitMs = last && !last.unconfirmed_at ? Date.parse(last.created_at) + intervalMs - now.getTime() : 0
    if (waitMs > 0) {
      const seconds = Math.ceil(waitMs / 1000)
      throw problem('SMS_TOO_SOON', { detail: `验证码已发送，请 ${seconds} 秒后再试`, data: { resendAfterSeconds: seconds } })
    }
    const sentToday = await repository.countSince(phoneLookup, chinaMidnight())
    if (sentToday >= dailyLimit) throw problem('SMS_DAILY_LIMIT')
    return sentToday
  }

  return {
    /** Answers the same whether the phone belongs to a user or not. */
    async send(source: string, input: { phone: string; captchaId?: string | undefined; captchaText?: string | undefined }) {
      const phone = normalizePhone(input.phone)
      const phoneLookup = cipher.lookup('phone', phone)
      const sourceKey = `sms:${networkOf(source)}`
      const now = platform.now()

      const sentToday = await refuseHaste(smsCodeRepository(knex), phoneLookup, now)
      const fromSource = await smsCodeRepository(knex).attempts(sourceKey, now)
      if (fromSource >= sourceLimit) throw problem('TOO_MANY_REQUESTS', { detail: '您所在的网络发送验证码太频繁，请 1 小时后再试，或换用手机流量' })
      if (sentToday > 0 || fromSource >= sourceCaptchaFrom) await captcha.require(input)

      const code = String(randomInt(1_000_000)).padStart(6, '0')
      const id = await inTransaction(knex, async (tx) => {
        const repository = smsCodeRepository(tx)
        await repository.countAttempt(`smsPhone:${phoneLookup}`, now, intervalMs)
        await refuseHaste(repository, phoneLookup, now)
        // What no limit counts any more need not be kept.
        await repository.deleteBefore(phoneLookup, chinaMidnight())
        await repository.countAttempt(sourceKey, now, sourceWindowMs)
        return repository.insert({ phoneLookup, codeHash: hashOf(phone, code), createdAt: now, expiresAt: new Date(now.getTime() + lifetimeMs) })
      })
      await deliver(id, phone, code)
      return { resendAfterSeconds: intervalMs / 1000, expiresInSeconds: lifetimeMs / 1000 }
    },

    /**
     * Uses all these codes up, or none of them, and then counts the first wrong one as a try. A refusal is returned and
     * not thrown: the count must be committed by the caller's transaction.
     */
    async check(tx: Transaction, ...claims: readonly SmsClaim[]): Promise<SmsCodeCheck> {
      const right: number[] = []
      for (const claim of claims) {
        const outcome = await examine(tx, claim)
        if (!outcome.ok) return outcome
        right.push(outcome.id)
      }
      for (const id of right) await smsCodeRepository(tx).markUsed(id, platform.now())
      return { ok: true }
    },

    /** A user who is gone is owed no code, and none of theirs may open anything. */
    forget: (tx: Transaction, phone: string) => smsCodeRepository(tx).deleteBefore(cipher.lookup('phone', phone), new Date(platform.now().getTime() + 1)),
  }

  async function examine(tx: Transaction, { phone, code }: SmsClaim): Promise<{ ok: true; id: number } | { ok: false; problem: Problem }> {
    const repository = smsCodeRepository(tx)
    const row = await repository.lockLatest(cipher.lookup('phone', phone))
    if (!row || !isOpen(row, platform.now())) return { ok: false, problem: problem('SMS_CODE_EXPIRED', { data: { phone: maskMobile(phone) } }) }
    if (timingSafeEqual(Buffer.from(row.code_hash), Buffer.from(hashOf(phone, code.trim())))) return { ok: true, id: row.id }
    await repository.countWrongTry(row.id)
    const left = maxWrongTries - row.wrong_tries - 1
    const data = { phone: maskMobile(phone) }
    if (left === 0) return { ok: false, problem: problem('SMS_CODE_EXPIRED', { detail: `短信验证码已输错 ${maxWrongTries} 次，请重新获取`, data }) }
    return { ok: false, problem: problem('SMS_CODE_WRONG', { detail: `短信验证码不正确，请核对后重新输入，还可以再试 ${left} 次`, data }) }
  }

  async function deliver(id: number, phone: string, code: string): Promise<void> {
    try {
      await sms.send({ phone, templateId: platform.config.tencent.sms.codeTemplateId, params: [code, String(lifetimeMs / 60_000)] })
    } catch (error) {
      const refused = error instanceof UpstreamError && error.kind === 'refused'
      // After no answer the person may hold the code all the same: it stays good, only the waiting time is lifted.
      if (refused) await smsCodeRepository(knex).delete(id)
      else await smsCodeRepository(knex).markUnconfirmed(id, platform.now())
      if (error instanceof UpstreamError) platform.log.warn(upstreamFacts(error), 'sms not sent')
      if (isPhoneRefused(error)) {
        throw problem('BAD_INPUT', [{ path: ['phone'], code: 'phone.refused', message: '运营商拒绝向这个号码发送短信，请换一个手机号，或用微信登录' }])
      }
      throw unavailable(error, refused ? '短信没有发送成功，可以立即重新获取，或用微信登录' : '短信系统没有响应。如果收到了验证码可以直接使用，没有收到可以立即重新获取')
    }
  }
}

const isOpen = (row: SmsCodeRow, now: Date): boolean => row.used_at === null && row.wrong_tries < maxWrongTries && Date.parse(row.expires_at) > now.getTime()

/** @throws BAD_INPUT at `path` */
export function normalizePhone(raw: string, path: string[] = ['phone']): string {
  const phone = normalizeMobile(raw)
  const issues = checkMobile(phone, path)
  if (issues.length > 0) throw problem('BAD_INPUT', issues)
  return phone
}
