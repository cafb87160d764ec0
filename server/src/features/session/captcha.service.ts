import { randomUUID } from 'node:crypto'
import { createMathExpr } from 'svg-captcha'
import { problem } from '@talent/shared/errors'
import type { Platform } from '../../platform'

const lifetimeMs = 5 * 60_000

export type CaptchaService = ReturnType<typeof createCaptchaService>

/** Graphic captchas; each works once, on whichever node made it. */
export function createCaptchaService(platform: Platform) {
  const { knex } = platform.database
  return {
    async issue(): Promise<{ captchaId: string; svg: string }> {
      const { text, data } = createMathExpr({ mathMin: 1, mathMax: 20, mathOperator: '+', noise: 2, color: true, background: '#F4F6F6', width: 140, height: 44 })
      const now = platform.now()
      const captchaId = randomUUID().replaceAll('-', '')
      await knex('captchas').where('expires_at', '<', now.toISOString()).delete()
      await knex('captchas').insert({ id: captchaId, answer: text, expires_at: new Date(now.getTime() + lifetimeMs).toISOString() })
      return { captchaId, svg: data }
    },
    async require(input: { captchaId?: string | undefined; captchaText?: string | undefined }): Promise<void> {
      if (!input.captchaId || !input.captchaText) throw problem('CAPTCHA_REQUIRED')
      const row = await knex('captchas').where('id', input.captchaId).first('answer', 'expires_at')
      // Of two requests with the same one, the one that removes it has it.
      const mine = await knex('captchas').where('id', input.captchaId).delete()
      if (!row || !mine || row.expires_at < platform.now().toISOString() || row.answer !== input.captchaText.trim()) throw problem('CAPTCHA_WRONG')
    },
  }
}
