import { escapeHtml } from './html'
import { layout } from './layout'
import type { FaceSession } from './sandbox-state'

interface FacePage {
  session: FaceSession
  prefix: string
  /** Where to go afterwards. */
  back: string | null
  now: number
}

/** Stands for WeChat's face check in the browser edition: a person decides how it ends. */
export function facePage({ session, prefix, back, now }: FacePage): string {
  const over = now >= session.expiresAt
  const state = over ? '已超过 1 小时，请回到小程序重新发起。' : { pending: '请选择这次核验的结果。', passed: '结果：通过。', failed: '结果：不通过。' }[session.result]
  const buttons = over ? '' : `<form method="post" action="${prefix}/face/${encodeURIComponent(session.verifyId)}" class="choice">
      ${back ? `<input type="hidden" name="return" value="${escapeHtml(back)}">` : ''}
      <button name="result" value="passed" class="primary">通过</button>
      <button name="result" value="failed" class="plain">不通过</button>
    </form>`
  return layout(prefix, '人脸核验（模拟）', `<main class="narrow"><section class="card">
      <h1>人脸核验（模拟）</h1>
      <p>正式环境由微信完成人脸核验。这里由您决定结果，不会打开摄像头，也不采集人脸。</p>
      <dl><dt>姓名</dt><dd>${escapeHtml(maskName(session.name))}</dd><dt>身份证号</dt><dd class="number">${escapeHtml(maskNumber(session.number))}</dd></dl>
      <p role="status"><strong>${state}</strong></p>${buttons}
      ${back ? `<p><a href="${escapeHtml(back)}">返回</a></p>` : ''}
    </section></main>`)
}

export const maskNumber = (number: string): string => `${number.slice(0, 4)}****${number.slice(-2)}`
export const maskName = (name: string): string => {
  const [first = '', ...rest] = name
  return first + '*'.repeat(Math.max(rest.length, 1))
}
