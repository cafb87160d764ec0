import type { Access } from '@talent/shared/contract/endpoint'
import { allEndpoints } from '@talent/shared/contract/index'
import { color } from '@talent/shared/tokens'

const escape = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

const accessNames = { public: '无须登录', wechatUser: '小程序用户', verifiedUser: '已实名的小程序用户', manager: '业务管理人', webSession: '网页登录', desk: '审核人' } as const

/** Who may call it: a permission of web accounts, or a kind of mini-program user. */
const accessName = (access: Access): string => (access.kind === 'account' ? (access.permission ?? '网页账号') : accessNames[access.kind])

/** A plain list of the endpoints for people; programs read /api/openapi.json. */
export function documentationPage(): string {
  const features = [...new Set(allEndpoints.map((e) => e.feature))]
  const sections = features.map((feature) => {
    const rows = allEndpoints
      .filter((e) => e.feature === feature)
      .map(({ endpoint }) => {
        const access = accessName(endpoint.access)
        return `<tr><td class="m">${endpoint.method}</td><td><code>${escape(endpoint.path)}</code></td><td class="s">${escape(endpoint.summary)}</td><td class="a">${escape(access)}</td></tr>`
      })
    return `<h2>${escape(feature)}</h2><table><tbody>${rows.join('')}</tbody></table>`
  })
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>接口文档 · 湖北卫生人才</title>
<style>body{font:15px/1.6 system-ui,"PingFang SC","Microsoft YaHei",sans-serif;color:${color.ink};background:${color.ground};margin:0;padding:24px}main{max-width:960px;margin:auto}
table{width:100%;border-collapse:collapse;background:${color.card};border:1px solid ${color.line};border-radius:12px;overflow:hidden}td{padding:8px 12px;border-top:1px solid ${color.line};vertical-align:top}tr:first-child td{border-top:0}
.m{color:${color.brand};font-weight:600;width:72px}code{word-break:break-all}a{color:${color.brand}}h2{font-size:17px;margin:24px 0 8px}
.a{width:160px}.s{width:220px}@media(max-width:640px){td{display:block;border:0;padding:2px 12px;width:auto}tr{display:block;padding:8px 0;border-top:1px solid ${color.line}}tr:first-child{border-top:0}}</style>
<main><h1>接口文档</h1><p>机器可读的版本：<a href="/api/openapi.json">/api/openapi.json</a>（OpenAPI 3.1，由接口契约生成）。</p>${sections.join('')}</main></html>`
}
