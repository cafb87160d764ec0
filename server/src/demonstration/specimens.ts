import sharp from 'sharp'
import { fontOf, printable, widthOf } from '../pdf/fonts'

/** Drawn, not photographed: each says that it proves nothing. */
export interface Certificate {
  title: string
  /** Label and value, one line each. */
  lines: readonly (readonly [label: string, value: string])[]
  issuer: string
}

const [width, height] = [720, 510]
const ink = '#3b3226'
const seal = '#c0392b'

/** Text as outlines: a picture looks the same whatever fonts the machine has. `y` is the base line. */
function text(raw: string, at: { x: number; y: number; size: number; weight?: 'regular' | 'bold'; color?: string; centred?: boolean }): string {
  const weight = at.weight ?? 'regular'
  const words = printable(raw).text
  const font = fontOf(weight)
  const scale = at.size / font.unitsPerEm
  let x = at.centred ? at.x - widthOf(words, at.size, weight) / 2 : at.x
  const glyphs = font.glyphsForString(words).map((glyph) => {
    const drawn = `<path transform="translate(${x.toFixed(1)} ${at.y}) scale(${scale} ${-scale})" d="${glyph.path.toSVG()}"/>`
    x += glyph.advanceWidth * scale
    return drawn
  })
  return `<g fill="${at.color ?? ink}">${glyphs.join('')}</g>`
}

const draw = (content: string, [w, h]: readonly [number, number], ground: string): Promise<Buffer> =>
  sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}"><rect width="100%" height="100%" fill="${ground}"/>${content}</svg>`)).jpeg({ quality: 80 }).toBuffer()

export function drawCertificate({ title, lines, issuer }: Certificate): Promise<Buffer> {
  const frame = `<rect x="18" y="18" width="${width - 36}" height="${height - 36}" fill="none" stroke="#a98b4f" stroke-width="6"/><rect x="30" y="30" width="${width - 60}" height="${height - 60}" fill="none" stroke="#a98b4f"/>`
  const rows = lines.map(([label, value], index) => text(`${label}　${value}`, { x: 96, y: 178 + index * 44, size: 24 }))
  const stamp = `<g transform="translate(586 392)" fill="none" stroke="${seal}" stroke-width="5"><circle r="58"/></g>${text('样例', { x: 586, y: 404, size: 34, weight: 'bold', color: seal, centred: true })}`
  const mark = `<g opacity="0.14" transform="rotate(-24 360 270)">${text('样例 不作证明', { x: 360, y: 300, size: 84, weight: 'bold', centred: true })}</g>`
  return draw(`${frame}${text(title, { x: width / 2, y: 108, size: 38, weight: 'bold', centred: true })}${rows.join('')}${text(issuer, { x: 96, y: 448, size: 22 })}${stamp}${mark}`, [width, height], '#fbf6e9')
}

export function drawPortrait(sex: '1' | '2'): Promise<Buffer> {
  const hair = sex === '2' ? '<path d="M118 250c-12-140 196-140 184 0v40h-184z" fill="#4a3b32"/>' : '<path d="M134 206c0-92 152-92 152 0z" fill="#4a3b32"/>'
  const person = `${hair}<path d="M182 280h56v90h-56z" fill="#e4c0a6"/><circle cx="210" cy="232" r="72" fill="#f1d3bc"/><path d="M50 590c0-150 60-235 132-240l28 40 28-40c72 5 132 90 132 240z" fill="#ffffff" stroke="#9db4c0" stroke-width="4"/>`
  const fringe = '<path d="M138 218c8-84 136-84 144 0c-40-34-104-34-144 0z" fill="#4a3b32"/>'
  return draw(`${person}${fringe}${text('样例', { x: 210, y: 556, size: 44, weight: 'bold', color: '#9db4c0', centred: true })}`, [420, 590], '#cfe3ee')
}

const cardSize = [856, 540] as const
const cardMark = `<g opacity="0.12" transform="rotate(-18 428 270)">${text('样例', { x: 428, y: 340, size: 190, weight: 'bold', centred: true })}</g>`
const sample = text('样例 · 不是真实证件', { x: 428, y: 516, size: 18, color: seal, centred: true })

/** The side of an identity card with name and number. */
export function drawCardFront({ name, sex, birthDate, identityNumber }: { name: string; sex: '1' | '2'; birthDate: string; identityNumber: string }): Promise<Buffer> {
  const [year, month, day] = birthDate.split('-').map(Number)
  const rows = [`姓名　${name}`, `性别　${sex === '1' ? '男' : '女'}　　民族　汉`, `出生　${year} 年 ${month} 月 ${day} 日`, '住址　湖北省楚江市东湖里区'].map((line, i) => text(line, { x: 56, y: 92 + i * 76, size: 30 }))
  const face = '<circle cx="690" cy="170" r="64" fill="#c9d6da"/><path d="M580 360c0-86 50-122 110-122s110 36 110 122z" fill="#c9d6da"/>'
  return draw(`${cardMark}${rows.join('')}${face}${text(`公民身份号码　${identityNumber}`, { x: 56, y: 452, size: 34 })}${sample}`, cardSize, '#eef5f6')
}

/** The side with the emblem, which names nobody. */
export function drawCardBack(): Promise<Buffer> {
  const emblem = `<circle cx="130" cy="130" r="66" fill="none" stroke="${seal}" stroke-width="6"/>`
  const rows = ['签发机关　楚江市公安局（虚构）', '有效期限　2020.01.01-2040.01.01'].map((line, i) => text(line, { x: 200, y: 380 + i * 60, size: 28 }))
  return draw(`${cardMark}${emblem}${text('居民身份证', { x: 500, y: 170, size: 62, weight: 'bold', centred: true })}${rows.join('')}${sample}`, cardSize, '#eef5f6')
}
