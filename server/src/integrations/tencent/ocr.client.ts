import { z } from '@talent/shared/zod'
import type { UpstreamDependencies } from '../upstream'
import { expectShape, retryingRead, transport, UpstreamError } from '../upstream'
import type { TencentCredential } from './tencent-cloud'
import { callTencent } from './tencent-cloud'

export interface OcrConfig extends TencentCredential {
  /** https://ocr.tencentcloudapi.com, or the sandbox's address */
  baseUrl: string
  /** ap-guangzhou when absent */
  region?: string
  /** ms for one attempt; 10,000 when absent: the picture goes along */
  timeoutMs?: number
}

/** Why a read card should not be trusted; `blurred` when the quality is below 50 of 100. */
export type CardWarning =
  | 'badValidity' | 'incompleteBorder' | 'copy' | 'reshoot' | 'temporary' | 'covered' | 'edited' | 'glare' | 'blurred'

/** Front: the side with the portrait. Dates are `YYYY-MM-DD`; a field that wasn't read is empty. */
export interface CardFront {
  name: string
  sex: string
  nation: string
  birth: string
  address: string
  number: string
  warnings: CardWarning[]
}

/** Back: the side with the emblem. `validTo` is null for 长期. */
export interface CardBack {
  authority: string
  validFrom: string
  validTo: string | null
  warnings: CardWarning[]
}

export interface OcrClient {
  readFront(image: Buffer): Promise<CardFront>
  readBack(image: Buffer): Promise<CardBack>
}

/** The picture shows no card, or not this side of it, or can't be read: the person should photograph again. */
export function isPhotoRejected(error: unknown): boolean {
  return error instanceof UpstreamError && error.upstream === 'tencent.ocr' && error.kind === 'refused' && photoCodes.has(error.code ?? '')
}

const photoCodes = new Set([
  'FailedOperation.ImageNoIdCard', 'FailedOperation.CardSideError', 'FailedOperation.ImageBlur', 'FailedOperation.IdCardInfoIllegal',
  'FailedOperation.IdCardTooSmall', 'FailedOperation.ImageDecodeFailed', 'FailedOperation.EmptyImageError',
  'FailedOperation.ImageSizeTooLarge', 'FailedOperation.MultiCardError', 'LimitExceeded.TooLargeFileError',
])

const warningCodes: Record<number, CardWarning> = {
  [-9100]: 'badValidity', [-9101]: 'incompleteBorder', [-9102]: 'copy', [-9103]: 'reshoot', [-9104]: 'temporary',
  [-9105]: 'covered', [-9106]: 'edited', [-9107]: 'glare', [-9108]: 'copy',
}
const blurredBelow = 50

const config = JSON.stringify({
  CopyWarn: true, ReshootWarn: true, BorderCheckWarn: true, DetectPsWarn: true, TempIdWarn: true, InvalidDateWarn: true,
  ReflectWarn: true, Quality: true,
})

const text = z._default(z.string(), '')
const Front = z.object({
  Name: z.string().check(z.minLength(1)), Sex: text, Nation: text, Birth: text, Address: text,
  IdNum: z.string().check(z.minLength(1)), AdvancedInfo: text,
})
const Back = z.object({
  Authority: z.string(),
  ValidDate: z.string().check(z.regex(/^\d{4}\.\d\d\.\d\d-(\d{4}\.\d\d\.\d\d|长期)$/)),
  AdvancedInfo: text,
})
const Advanced = z.object({ WarnInfos: z._default(z.array(z.number()), []), Quality: z.optional(z.number()) })

/**
 * Reads mainland identity cards. A read is repeated once when it failed for a passing reason.
 * https://cloud.tencent.com/document/api/866/33524
 */
export function createOcrClient(settings: OcrConfig, dependencies?: UpstreamDependencies): OcrClient {
  const via = transport(settings.timeoutMs ?? 10_000, dependencies)
  const upstream = 'tencent.ocr'
  const service = { upstream, baseUrl: settings.baseUrl, service: 'ocr', version: '2018-11-19', region: settings.region ?? 'ap-guangzhou' } as const

  async function read<T>(image: Buffer, side: 'FRONT' | 'BACK', schema: z.ZodMiniType<T>): Promise<T> {
    const input = { ImageBase64: image.toString('base64'), CardSide: side, Config: config }
    const { response, requestId } = await retryingRead(via, () => callTencent(via, settings, service, 'IDCardOCR', input))
    return expectShape(upstream, schema, response, requestId)
  }

  return {
    async readFront(image) {
      const card = await read(image, 'FRONT', Front)
      return {
        name: card.Name, sex: card.Sex, nation: card.Nation, birth: plainDate(card.Birth), address: card.Address,
        number: card.IdNum.toUpperCase(), warnings: warningsOf(card.AdvancedInfo),
      }
    },
    async readBack(image) {
      const card = await read(image, 'BACK', Back)
      const [from = '', to = ''] = card.ValidDate.split('-')
      return {
        authority: card.Authority, validFrom: from.replaceAll('.', '-'), validTo: to === '长期' ? null : to.replaceAll('.', '-'),
        warnings: warningsOf(card.AdvancedInfo),
      }
    },
  }

  function warningsOf(advancedInfo: string): CardWarning[] {
    const { WarnInfos: codes, Quality: quality } = expectShape(upstream, Advanced, parseOrNull(advancedInfo || '{}'))
    const found = new Set(codes.flatMap((code) => warningCodes[code] ?? []))
    if (quality !== undefined && quality < blurredBelow) found.add('blurred')
    return [...found]
  }
}

function parseOrNull(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}

/** `1994/4/9`, as the upstream writes it, → `1994-04-09`; anything else → empty. */
function plainDate(written: string): string {
  const [, year, month, day] = /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/.exec(written) ?? []
  return year && month && day ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : ''
}
