import type { Reply } from './fake-server'

interface AskedFile {
  method: string
  /** With the query, without the page's mark. */
  path: string
  body: unknown
  /** The server's answer is a file. */
  start: () => void
  /** The server's answer is something else; `offline`: there is none, and the browser shows a page of its own. */
  answer: (reply: Reply | 'offline' | { html: string }) => void
}

/** Stands in for the browser and the server where a page downloads: jsdom sends no forms. Lists what was asked for. */
export function fakeDownloads(): AskedFile[] {
  const asked: AskedFile[] = []
  Object.defineProperty(HTMLFormElement.prototype, 'submit', {
    configurable: true,
    value(this: HTMLFormElement) {
      const address = new URL(this.action, location.origin)
      const fields = new Map([...this.elements].map((field) => (field instanceof HTMLInputElement ? [field.name, field.value] : ['', ''])))
      const mark = fields.get('download') ?? address.searchParams.get('download')
      fields.delete('download')
      address.searchParams.delete('download')
      const isGet = this.method === 'get'
      if (isGet) for (const [name, value] of fields) address.searchParams.append(name, value)
      const frame = document.querySelector(`iframe[name="${this.target}"]`)
      asked.push({
        method: this.method.toUpperCase(),
        path: address.pathname + address.search,
        body: isGet ? undefined : JSON.parse(fields.get('input') ?? ''),
        start: () => void (document.cookie = `talent_download_${mark}=1; path=/`),
        answer: (reply) => {
          const text = reply === 'offline' ? null : 'html' in reply ? reply.html : JSON.stringify(reply.body)
          const shown = text === null ? null : { URL: address.href, body: { textContent: text } }
          if (frame) Object.defineProperty(frame, 'contentDocument', { value: shown, configurable: true })
          frame?.dispatchEvent(new Event('load'))
        },
      })
    },
  })
  return asked
}
