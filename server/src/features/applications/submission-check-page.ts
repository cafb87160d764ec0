import type { Context } from 'koa'
import type { Router } from '@koa/router'
import { publicAccess } from '@talent/shared/contract/endpoint'
import { checkSubmission, type SubmissionCheck } from '@talent/shared/contract/submission-checks'
import { Problem } from '@talent/shared/errors'
import { color, darkColor } from '@talent/shared/tokens'
import { authenticate } from '../../http/authenticate'
import { limitRate } from '../../http/rate-limit'
import type { Platform } from '../../platform'
import { createSubmissionChecks } from './submission-checks.service'

const longest = 60

/** What the code on a printed form opens: a page that needs no script and no sign-in, on any phone. */
export function mountSubmissionCheckPage(router: Router, platform: Platform): void {
  const checks = createSubmissionChecks(platform)
  router.get('/check', async (ctx: Context) => {
    const { code } = ctx.query
    const typed = typeof code === 'string' ? code.slice(0, longest) : ''
    ctx.set('Cache-Control', 'no-store')
    ctx.set('X-Robots-Tag', 'noindex')
    ctx.type = 'html'
    if (typed.trim() === '') return void (ctx.body = page('', ''))
    try {
      await limitRate(platform, ctx, checkSubmission, await authenticate(platform, ctx, publicAccess))
      ctx.body = page(typed, answer(await checks.check(typed)))
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      ctx.status = error.status
      ctx.body = page(typed, card('wait', '请稍后再试', [error.extra.detail ?? error.title]))
    }
  })
}

const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

type Tone = 'ok' | 'wait' | 'stop'
const card = (tone: Tone, title: string, lines: string[], facts: [string, string][] = []): string =>
  `<section class="card ${tone}" role="status"><h2>${escape(title)}</h2>${lines.map((line) => `<p>${escape(line)}</p>`).join('')}${
    facts.length === 0 ? '' : `<dl>${facts.map(([label, value]) => `<dt>${escape(label)}</dt><dd>${escape(value)}</dd>`).join('')}</dl>`
  }</section>`

function answer({ result, code, application }: SubmissionCheck): string {
  if (result === 'valid' && application) {
    return card('ok', '编码有效', ['请核对以下内容与纸质材料是否一致。'], [
      ['提交编码', code], ['考试年度', `${application.examYear} 年度`], ['业务', application.examName], ['姓名', application.name], ['当前状态', application.state],
    ])
  }
  if (result === 'voided') return card('stop', '编码已失效', ['这份材料提交后已重新打开或从单位移除，纸质材料不再有效。请考生重新确认提交后，使用新打印的材料。'], [['提交编码', code]])
  if (result === 'unknown') return card('stop', '没有找到这个编码', ['没有与它对应的有效材料：材料修改并重新提交后，原编码即失效；也可能不是本平台出具的材料。'], [['提交编码', code]])
  return card('wait', '编码输入有误', ['提交编码为 16 位字母和数字，形如 XXXX-XXXX-XXXX-XXXX，不含容易混淆的 0、1、2、5、8 和 B、I、L、O、S、V、Z。请对照纸质材料逐位核对。'])
}

const scheme = (tokens: Record<keyof typeof color, string>): string => Object.entries(tokens).map(([name, value]) => `--${name}:${value}`).join(';')
const style = `
  :root{color-scheme:light dark;${scheme(color)}}
  @media (prefers-color-scheme:dark){:root{${scheme(darkColor)}}}
  *{box-sizing:border-box}
  body{margin:0;background:var(--ground);color:var(--ink);font:17px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
  main{max-width:560px;margin:0 auto;padding:24px 16px 64px}
  h1{font-size:20px;margin:0 0 4px} h2{font-size:20px;margin:0 0 8px} p{margin:0 0 8px;color:var(--ink2);font-size:15px}
  form{margin:16px 0} label{display:block;margin-bottom:4px;font-size:15px}
  input{width:100%;height:48px;padding:0 12px;border:1px solid var(--edge);border-radius:8px;background:var(--card);color:inherit;font:inherit;letter-spacing:.04em;text-transform:uppercase}
  button{width:100%;min-height:48px;margin-top:12px;border:0;border-radius:8px;background:var(--brand);color:var(--card);font:inherit;font-weight:600}
  :focus-visible{outline:2px solid var(--brand);outline-offset:2px}
  .card{padding:20px;border:1px solid var(--line);border-left-width:6px;border-radius:12px;background:var(--card)}
  .ok{border-left-color:var(--ok)} .wait{border-left-color:var(--wait)} .stop{border-left-color:var(--stop)}
  .ok h2{color:var(--ok)} .wait h2{color:var(--wait)} .stop h2{color:var(--stop)}
  dl{display:grid;grid-template-columns:max-content 1fr;gap:8px 16px;margin:12px 0 0} dt{color:var(--ink2)} dd{margin:0;font-weight:600;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}`

const page = (typed: string, result: string): string => `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>提交编码核验 · 湖北卫生人才</title><style>${style}</style></head><body><main>
  <h1>提交编码核验</h1><p>核对打印的申报材料是否与平台提交的一致。</p>
  ${result}
  <form method="get" action="/check"><label for="code">提交编码</label><input id="code" name="code" value="${escape(typed)}" maxlength="${longest}" autocomplete="off" autocapitalize="characters" spellcheck="false" required placeholder="XXXX-XXXX-XXXX-XXXX"><button type="submit">核验</button></form>
  <p>页面只显示年度、业务、状态和隐去部分的姓名。有疑问请联系考试管理机构。</p></main></body></html>`
