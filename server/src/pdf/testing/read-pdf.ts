import { inflateSync } from 'node:zlib'

export interface ReadPdf {
  /** The text of each page, a line for each piece that was written. */
  pages: string[]
  images: number
  /** Rectangles on each page: rules, grounds and the squares of a code. */
  rectangles: number[]
}

/** Reads back what pdfkit wrote (one object after another, text as glyphs of embedded subsets). For tests. */
export function readPdf(file: Buffer): ReadPdf {
  const objects = objectsOf(file)
  const fonts = new Map<string, Map<string, string>>()
  const contents: string[] = []
  for (const { dictionary } of objects.values()) {
    if (!/\/Type \/Page\b(?!s)/.test(dictionary)) continue
    const resources = objects.get(reference(dictionary, 'Resources'))?.dictionary ?? ''
    for (const [, name = '', id = ''] of (/\/Font <<([\s\S]*?)>>/.exec(resources)?.[1] ?? '').matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const toUnicode = objects.get(reference(objects.get(id)?.dictionary ?? '', 'ToUnicode'))
      if (toUnicode && !fonts.has(name)) fonts.set(name, charactersOf(toUnicode.stream))
    }
    contents.push(objects.get(reference(dictionary, 'Contents'))?.stream ?? '')
  }
  return {
    pages: contents.map((content) => textOf(content, fonts)),
    images: [...objects.values()].filter(({ dictionary }) => dictionary.includes('/Subtype /Image')).length,
    rectangles: contents.map((content) => (content.match(/ re$/gm) ?? []).length),
  }
}

const reference = (dictionary: string, key: string): string => new RegExp(`/${key} (\\d+) 0 R`).exec(dictionary)?.[1] ?? ''

function objectsOf(file: Buffer): Map<string, { dictionary: string; stream: string }> {
  const text = file.toString('latin1')
  const objects = new Map<string, { dictionary: string; stream: string }>()
  for (const match of text.matchAll(/^(\d+) 0 obj\n([\s\S]*?)\nendobj$/gm)) {
    const [, id = '', body = ''] = match
    const at = body.indexOf('\nstream\n')
    const dictionary = at < 0 ? body : body.slice(0, at)
    const raw = at < 0 ? '' : body.slice(at + 8, body.lastIndexOf('\nendstream'))
    const packed = dictionary.includes('/FlateDecode') && !dictionary.includes('/Subtype /Image') && !dictionary.includes('/Length1')
    objects.set(id, { dictionary, stream: packed ? inflateSync(Buffer.from(raw, 'latin1')).toString('latin1') : raw })
  }
  return objects
}

/** Code of a glyph → what it stands for. */
function charactersOf(map: string): Map<string, string> {
  const characters = new Map<string, string>()
  for (const [, first = '', , list = ''] of map.matchAll(/<([0-9a-f]+)> <([0-9a-f]+)> \[([^\]]*)\]/g)) {
    for (const [i, [, code = '']] of [...list.matchAll(/<([0-9a-f ]+)>/g)].entries()) {
      const units = code.replaceAll(' ', '').match(/.{4}/g) ?? []
      characters.set((Number.parseInt(first, 16) + i).toString(16).padStart(4, '0'), String.fromCharCode(...units.map((unit) => Number.parseInt(unit, 16))))
    }
  }
  return characters
}

function textOf(content: string, fonts: Map<string, Map<string, string>>): string {
  const lines: string[] = []
  let font = new Map<string, string>()
  for (const [, name, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name) font = fonts.get(name) ?? new Map()
    else lines.push([...(shown ?? '').matchAll(/<([0-9a-f]+)>/g)].flatMap(([, codes = '']) => codes.match(/.{4}/g) ?? []).map((code) => font.get(code) ?? '').join(''))
  }
  return lines.join('\n')
}
