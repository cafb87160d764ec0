import { escapeHtml } from './html'

export function layout(prefix: string, title: string, body: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escapeHtml(title)}</title><link rel="stylesheet" href="${prefix}/page.css"></head><body>${body}</body></html>`
}
