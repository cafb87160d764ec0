import { color, radius } from '@talent/shared/tokens'

export const pageStyle = `
*{box-sizing:border-box}
body{margin:0;background:${color.ground};color:${color.ink};font:16px/1.6 system-ui,-apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
header,main{max-width:1080px;margin:0 auto;padding:16px}
header{padding-top:32px}
main.narrow{max-width:480px;padding-top:32px}
h1{font-size:24px;line-height:1.3;margin:0 0 4px}
h2{font-size:18px;margin:0 0 12px}
p{margin:0 0 12px;color:${color.ink2}}
.card{background:${color.card};border:1px solid ${color.line};border-radius:${radius.card}px;padding:20px;margin-bottom:16px}
.card.note{background:${color.waitSoft};border-color:${color.wait}}
.empty{color:${color.ink3};margin:0}
.scroll{overflow-x:auto}
table{width:100%;border-collapse:collapse;font-size:15px}
th{text-align:left;font-weight:500;color:${color.ink3};white-space:nowrap}
th,td{padding:8px 12px 8px 0;border-bottom:1px solid ${color.line};vertical-align:top}
td:first-child,.number{white-space:nowrap;font-variant-numeric:tabular-nums}
.code{font-size:20px;font-weight:600;letter-spacing:2px;color:${color.brand};font-variant-numeric:tabular-nums}
a{color:${color.brand}}
.tag{display:inline-block;padding:0 8px;border-radius:${radius.field}px;white-space:nowrap}
.tag.ok{color:${color.ok};background:${color.okSoft}}
.tag.wait{color:${color.wait};background:${color.waitSoft}}
.tag.stop{color:${color.stop};background:${color.stopSoft}}
.fields{display:flex;flex-wrap:wrap;gap:12px;align-items:flex-end;margin-bottom:12px}
label{display:flex;flex-direction:column;gap:4px;font-size:15px;color:${color.ink2};flex:1 1 180px}
input,select,button{font:inherit;min-height:44px;border-radius:${radius.field}px;padding:0 12px}
input,select{border:1px solid ${color.ink3};background:${color.card};color:${color.ink};width:100%}
button{cursor:pointer;padding:0 20px;white-space:nowrap}
.primary{border:1px solid ${color.brand};background:${color.brand};color:#fff}
.primary:hover{background:${color.brandHover}}
.plain{border:1px solid ${color.brand};background:${color.card};color:${color.brand}}
.plain:hover{background:${color.brandSoft}}
:focus-visible{outline:3px solid ${color.brandHover};outline-offset:2px}
.choice{display:flex;gap:12px;margin-bottom:12px}
.choice button{flex:1}
dl{display:grid;grid-template-columns:auto 1fr;gap:4px 16px;margin:0 0 12px}
dt{color:${color.ink3};white-space:nowrap}
dd{margin:0;min-width:0;overflow-wrap:anywhere}
ul{margin:0;padding-left:20px}
tbody tr:last-child td{border-bottom:0}
@media (max-width:640px){
thead{position:absolute;clip-path:inset(50%)}
table,tbody,tr,td{display:block}
tr{padding:8px 0;border-bottom:1px solid ${color.line}}
tr:last-child{border-bottom:0}
td{padding:2px 0;border:0}
td:first-child{color:${color.ink3};font-size:13px}
td:empty{display:none}
.fields button{flex:1 1 40%}
}
`

/** Fetches the page again and exchanges what was received; forms that are being filled in stay as they are. */
export const pageScript = `
const refresh = async () => {
  if (document.hidden) return
  const answer = await fetch(location.pathname)
  if (!answer.ok) return
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('inbox')
  const shown = document.getElementById('inbox')
  if (fresh && shown && fresh.innerHTML !== shown.innerHTML) shown.replaceWith(fresh)
}
setInterval(() => refresh().catch(() => {}), 3000)
`
