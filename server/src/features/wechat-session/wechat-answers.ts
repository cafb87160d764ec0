import { isMobile, normalizeMobile } from '@talent/shared/domain/mobile'
import { problem } from '@talent/shared/errors'
import { UpstreamError } from '../../integrations/upstream'
import { unavailable, upstreamFacts } from '../../integrations/upstream-problem'
import { isCodeInvalid, type WechatClient } from '../../integrations/wechat/wechat.client'
import type { Platform } from '../../platform'

export type WechatAnswers = ReturnType<typeof createWechatAnswers>

/** What WeChat says of a code from the phone, or the sentence that a person can act on. */
export function createWechatAnswers(platform: Pick<Platform, 'log'>, wechat: WechatClient) {
  async function asked<T>(question: Promise<T>, invalid: string): Promise<T> {
    try {
      return await question
    } catch (error) {
      if (isCodeInvalid(error)) throw problem('WECHAT_CODE_INVALID', { detail: invalid })
      if (error instanceof UpstreamError) platform.log.warn(upstreamFacts(error), 'wechat did not answer')
      throw unavailable(error, '微信暂时没有响应，请稍后重试，或用手机号和短信验证码登录')
    }
  }

  return {
    /** Of a `wx.login` code. */
    user: (code: string) => asked(wechat.code2session(code), '微信登录凭证已失效，请重新登录'),

    /** Of a code of the phone-number button: a mainland number, or a refusal. */
    async phone(code: string): Promise<string> {
      const answer = await asked(wechat.phoneNumber(code), '手机号凭证已失效，请重新点击授权手机号')
      const phone = normalizeMobile(answer.phone)
      if (answer.countryCode !== '86' || !isMobile(phone)) {
        throw problem('BAD_INPUT', [{ path: ['code'], code: 'phone.foreign', message: '微信绑定的不是中国大陆手机号，请用手机号和短信验证码登录' }])
      }
      return phone
    },
  }
}
