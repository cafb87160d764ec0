import { color } from '@talent/shared/tokens'
import { organizations } from './organizations'
import { candidates, password, reviewers, staffAccount } from './people'

const style = `
  *{box-sizing:border-box}
  body{margin:0;background:${color.ground};color:${color.ink};font:16px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
  main{max-width:1040px;margin:0 auto;padding:32px 16px 64px}
  h1{font-size:28px;margin:0 0 4px} h2{font-size:18px;margin:32px 0 12px} p{color:${color.ink2};margin:0 0 16px}
  .cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(220px,1fr));gap:16px}
  .card{display:block;background:${color.card};border:1px solid ${color.line};border-radius:12px;padding:20px;color:inherit;text-decoration:none}
  a.card:hover,a.card:focus-visible{border-color:${color.brand}} .card b{display:block;color:${color.brand};font-size:18px}
  .card span{color:${color.ink2};font-size:15px}
  .scroll{overflow-x:auto;background:${color.card};border:1px solid ${color.line};border-radius:12px}
  table{border-collapse:collapse;width:100%;font-size:15px} th,td{text-align:left;padding:10px 16px;border-bottom:1px solid ${color.line};vertical-align:top}
  th{color:${color.ink3};font-weight:600;white-space:nowrap} tr:last-child td{border-bottom:0} code{font-variant-numeric:tabular-nums;white-space:nowrap}
  p a{color:${color.brand}}
  @media (max-width:640px){td:first-child{min-width:88px}td:last-child{min-width:168px}}
  .note{background:${color.brandSoft};border-radius:12px;padding:16px 20px;margin-top:24px}`

const link = (href: string, title: string, text: string) => `<a class="card" href="${href}"><b>${title}</b><span>${text}</span></a>`
const table = (head: string[], rows: string[][]) =>
  `<div class="scroll"><table><thead><tr>${head.map((h) => `<th scope="col">${h}</th>`).join('')}</tr></thead><tbody>${rows.map((r) => `<tr>${r.map((c) => `<td>${c}</td>`).join('')}</tr>`).join('')}</tbody></table></div>`

const kinds = { province: '省级主管单位', city: '市级主管单位', county: '区县主管单位', institution: '机构' } as const

/** What is where, and who can sign in how. The demonstration only: production has no page that names an account. */
export function startPage(): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>湖北卫生人才 · 演示</title><style>${style}</style></head><body><main>
  <h1>湖北卫生人才</h1><p>卫生考试预报名：机构填报，考生确认，逐级审核。以下人员、单位均为虚构。</p>
  <div class="cards">
    ${link('/admin/', '机构管理端', '机构与主管单位：人员、导入、试用期填报、授权')}
    ${link('/m/', '小程序', '考生与审核人：实名、确认、进度、审核（网页版）')}
    ${link('/sandbox/', '模拟上游', '短信验证码、订阅消息、人脸核验、身份证样本')}
    ${link('/api/docs', '接口文档', '由接口契约生成，OpenAPI 3.1')}
  </div>
  <h2>机构管理端账号</h2><p>密码均为 <code>${password}</code></p>
  ${table(['单位', '类别', '账号'], [
    ...organizations.map((o) => [o.name, kinds[o.kind], `<code>${o.username}</code>`]),
    ['东湖里区人民医院', '子账号，实名认证待本单位审核', `<code>${staffAccount.username}</code>`],
  ])}
  <h2>小程序用户</h2><p>用手机号登录，短信验证码在<a href="/sandbox/">模拟上游</a>查看。</p>
  ${table(['姓名', '手机号', '身份', '说明'], [
    ...candidates.map((c) => [c.person.name, `<code>${c.person.mobile}</code>`, '考生', c.note]),
    ...reviewers.map((r) => [r.person.name, `<code>${r.person.mobile}</code>`, '审核人', r.note]),
  ])}
  <div class="note">从头走一遍：在机构管理端（<code>hospitaladmin</code>）导入人员并填报试用期；在小程序用 <code>${candidates[0].person.mobile}</code> 登录，姓名 ${candidates[0].person.name}、身份证号 <code>${candidates[0].person.identityNumber}</code>，身份证照片用模拟上游提供的样本；确认后，由 ${reviewers[0].person.name} 在小程序“管理”中审核。</div>
  </main></body></html>`
}
