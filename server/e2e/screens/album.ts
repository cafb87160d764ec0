import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Picture {
  gallery: string
  screen: string
  look: string
  file: string
  errors: string[]
}

const titleOf = ({ gallery, screen }: Picture) => `${gallery} · ${screen}`
const text = (value: string) => value.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign)

/** One page with all pictures, a row a screen, so that the same page is seen in all its looks beside one another. */
export function writeAlbum(folder: string, pictures: readonly Picture[]): void {
  const titles = [...new Set(pictures.map(titleOf))]
  const figures = (row: readonly Picture[]) => row.map(({ file, look, errors }) =>
    `<figure><a href="${file}"><img src="${file}" loading="lazy" alt=""></a><figcaption>${text(look)}${errors.map((error) => `<br><b>${text(error)}</b>`).join('')}</figcaption></figure>`).join('')
  const body = titles.map((title) => `<h2>${text(title)}</h2><div>${figures(pictures.filter((picture) => titleOf(picture) === title))}</div>`).join('\n')
  writeFileSync(join(folder, 'index.html'), `<!doctype html><meta charset="utf-8"><title>Screenshots</title>
<style>body{font:15px system-ui;margin:24px;background:#eee}div{display:flex;gap:16px;overflow-x:auto;align-items:flex-start}figure{margin:0}img{height:480px;border:1px solid #bbb;background:#fff}b{color:#b00}</style>
${body}\n`)
}
