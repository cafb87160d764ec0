import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { PageUnderTest } from './page-under-test'
import type { WxNode } from './wxml'

const tags: Record<string, string> = { page: 'body', text: 'span', image: 'img', button: 'button', input: 'input', textarea: 'textarea' }
const single = new Set(['img', 'input'])

/** WeChat's own styles, as far as they show. */
const base = `
  body { margin: 0; }
  * { box-sizing: border-box; }
  button { font: inherit; }
  input, textarea { font: inherit; border: 0; outline: 0; background: transparent; }
  img { object-fit: contain; }
`

const escape = (text: string) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`)

function styles(dist: string, file: string): string {
  const path = join(dist, file)
  if (!existsSync(path)) return ''
  return readFileSync(path, 'utf8').replace(/@import\s*"([^"]+)";?/g, (_, inner: string) => styles(dist, join(dirname(file), inner)))
}

/** On a screen of 375 px: two rpx are one px, and `page` is the body. */
const asCss = (wxss: string) => wxss.replace(/(-?[\d.]+)rpx/g, (_, size: string) => `${Number(size) / 2}px`).replace(/(^|[},\s])page(?=[,{\s])/g, '$1body')

function markup(node: WxNode | string): string {
  if (typeof node === 'string') return escape(node)
  const tag = tags[node.tag] ?? 'div'
  const names: [string, unknown][] = [
    ['class', node.attr['class']],
    ['style', node.attr['style']],
    ['src', node.attr['src']],
    ['value', tag === 'input' ? node.attr['value'] : undefined],
    ['placeholder', node.attr['placeholder']],
    ['aria-label', node.attr['ariaLabel']],
    ['data-wx', node.tag],
  ]
  const attributes = names.flatMap(([name, value]) => (value === undefined || value === null || value === '' ? [] : [` ${name}="${escape(String(value))}"`])).join('')
  return single.has(tag) ? `<${tag}${attributes}>` : `<${tag}${attributes}>${node.children.map(markup).join('')}</${tag}>`
}

/** The page as a browser can draw it, to look at what WeChat would show at 375 px. */
export function pageHtml(dist: string, page: PageUnderTest): string {
  const css = asCss(`${styles(dist, 'app.wxss')}\n${styles(dist, `${page.route}.wxss`)}`)
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=375"><style>${base}${css}</style>${markup(page.tree)}</html>`
}
