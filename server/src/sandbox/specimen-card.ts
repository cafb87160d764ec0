import sharp from 'sharp'
import { z } from '@talent/shared/zod'
import { color } from '@talent/shared/tokens'
import { blockCodeSvg, columns, readBlockCode } from './block-code'
import { escapeHtml } from './html'

const doubts = {
  /** Codes that the OCR is to report (-9102 copy, -9103 reshoot …). */
  warnings: z.optional(z.array(z.number())),
  /** 0-100; below 50 counts as blurred. */
  quality: z.optional(z.number()),
}

/** What an identity card says. The back names nobody, as on real cards; a name given for it is ignored. */
export const SpecimenCard = z.discriminatedUnion('side', [
  z.object({
    side: z.literal('front'),
    name: z.string().check(z.minLength(1), z.maxLength(50)),
    number: z.string().check(z.regex(/^\d{17}[\dX]$/)),
    nation: z.optional(z.string()),
    address: z.optional(z.string()),
    ...doubts,
  }),
  z.object({
    side: z.literal('back'),
    name: z.optional(z.string()),
    number: z.optional(z.string()),
    authority: z.optional(z.string()),
    /** `2020.01.01-2040.01.01` or `2020.01.01-长期` */
    validDate: z.optional(z.string()),
    ...doubts,
  }),
])
export type SpecimenCard = z.infer<typeof SpecimenCard>

export const defaultNation = '汉'
export const defaultAddress = '湖北省样本市演示路1号'
export const defaultAuthority = '样本市公安局（演示）'
export const defaultValidDate = '2020.01.01-2040.01.01'

const width = 1070
const height = 676
const cell = 10

/**
 * A JPEG of a specimen card, marked 样本, that the sandbox's OCR reads back. For tests and demonstrations.
 * @throws RangeError when name and address together are too long for the code
 */
export async function specimenCard(card: SpecimenCard): Promise<Buffer> {
  const text = card.side === 'front' ? frontText(card) : backText(card)
  const code = blockCodeSvg(payloadOf(card), cell, (width - columns * cell) / 2, 476)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="Noto Sans CJK SC, Noto Sans SC, Microsoft YaHei, PingFang SC, sans-serif">
    <rect width="${width}" height="${height}" fill="#fff"/>
    <rect x="8" y="8" width="${width - 16}" height="${height - 16}" rx="28" fill="${color.brandSoft}" stroke="${color.brand}" stroke-width="3"/>
    <text x="640" y="270" font-size="210" fill="${color.brand}" opacity=".12" transform="rotate(-18 640 270)" text-anchor="middle">样本</text>
    ${text}
    <text x="${width / 2}" y="458" font-size="22" fill="${color.stop}" text-anchor="middle">样本 · 仅供演示和测试，不是真实证件</text>
    ${code}</svg>`
  return sharp(Buffer.from(svg)).jpeg({ quality: 92 }).toBuffer()
}

type Front = Extract<SpecimenCard, { side: 'front' }>
type Back = Extract<SpecimenCard, { side: 'back' }>

const line = (y: number, label: string, value: string, size = 34) =>
  `<text x="60" y="${y}" font-size="24" fill="${color.brand}">${label}</text>`
  + `<text x="${label.length > 4 ? 260 : 150}" y="${y}" font-size="${size}" fill="${color.ink}">${escapeHtml(value)}</text>`

function frontText(card: Front): string {
  const { sex, birth } = readNumber(card.number)
  const [year, month, day] = birth.split('-').map(Number)
  return line(92, '姓名', card.name, 40)
    + line(158, '性别', `${sex}　民族　${card.nation ?? defaultNation}`)
    + line(224, '出生', `${year} 年 ${month} 月 ${day} 日`)
    + line(290, '住址', card.address ?? defaultAddress, 30)
    + line(400, '公民身份号码', card.number, 42)
    + `<circle cx="860" cy="150" r="62" fill="${color.line}"/><path d="M752 330c0-80 48-112 108-112s108 32 108 112z" fill="${color.line}"/>`
}

function backText(card: Back): string {
  return `<circle cx="140" cy="140" r="76" fill="none" stroke="${color.stop}" stroke-width="6"/>`
    + `<text x="140" y="156" font-size="44" fill="${color.stop}" text-anchor="middle">徽</text>`
    + `<text x="600" y="130" font-size="46" fill="${color.ink}" text-anchor="middle">中华人民共和国</text>`
    + `<text x="600" y="210" font-size="60" fill="${color.ink}" text-anchor="middle">居民身份证</text>`
    + line(330, '签发机关', card.authority ?? defaultAuthority)
    + line(396, '有效期限', card.validDate ?? defaultValidDate)
}

/** Sex and date of birth are part of the number (GB 11643). */
export function readNumber(number: string): { sex: '男' | '女'; birth: string } {
  return {
    sex: Number(number[16]) % 2 === 1 ? '男' : '女',
    birth: `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`,
  }
}

function payloadOf(card: SpecimenCard): Buffer {
  const fields = card.side === 'front'
    ? ['F', card.name, card.number, card.nation ?? '', card.address ?? '']
    : ['B', card.authority ?? '', card.validDate ?? '']
  return Buffer.from([...fields, (card.warnings ?? []).join(','), card.quality ?? ''].join('\n'), 'utf8')
}

/** What the specimen in a picture says; null when it shows none. @throws when it is no picture */
export async function readSpecimen(image: Buffer): Promise<SpecimenCard | null> {
  const code = await readBlockCode(image)
  if (!code) return null
  const [kind, ...fields] = code.toString('utf8').split('\n')
  const [warnings = '', quality = ''] = fields.slice(-2)
  const doubt = {
    warnings: warnings ? warnings.split(',').map(Number) : undefined,
    quality: quality ? Number(quality) : undefined,
  }
  const [first, second, third, fourth] = fields
  const read = kind === 'F'
    ? { side: 'front', name: first, number: second, nation: third || undefined, address: fourth || undefined, ...doubt }
    : { side: 'back', authority: first || undefined, validDate: second || undefined, ...doubt }
  const parsed = SpecimenCard.safeParse(read)
  return parsed.success ? parsed.data : null
}
