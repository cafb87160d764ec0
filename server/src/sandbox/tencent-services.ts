import { randomUUID } from 'node:crypto'
import { z } from '@talent/shared/zod'
import type { Json } from './answer'
import type { SandboxOptions } from './sandbox'
import type { SandboxState } from './sandbox-state'
import { remember } from './sandbox-state'
import type { SpecimenCard } from './specimen-card'
import { defaultAddress, defaultAuthority, defaultNation, defaultValidDate, readNumber, readSpecimen } from './specimen-card'

/** An error of the upstream; the message is its code. */
export class Refusal extends Error {}

const OcrInput = z.object({ ImageBase64: z.string().check(z.minLength(1)), CardSide: z.optional(z.enum(['FRONT', 'BACK'])), Config: z.optional(z.string()) })
const CheckInput = z.object({ IdCard: z.string(), Name: z.string() })
const SmsInput = z.object({
  PhoneNumberSet: z.array(z.string()).check(z.minLength(1), z.maxLength(200)),
  SmsSdkAppId: z.string(),
  SignName: z.string(),
  TemplateId: z.string(),
  TemplateParamSet: z._default(z.array(z.string()), []),
})

/** Base64 of the picture, as the documentation bounds it. */
const maxImageCharacters = 10 * 1024 * 1024

export function createServices(state: SandboxState, options: SandboxOptions, now: () => number) {
  return {
    async readCard(input: unknown): Promise<Json> {
      const asked = OcrInput.safeParse(input)
      if (!asked.success) throw new Refusal('InvalidParameterValue.InvalidParameterValueLimit')
      const { ImageBase64: image, CardSide: side } = asked.data
      if (image.length > maxImageCharacters) throw new Refusal('LimitExceeded.TooLargeFileError')
      const card = await readPicture(Buffer.from(image, 'base64'))
      if (side && side !== card.side.toUpperCase()) throw new Refusal('FailedOperation.CardSideError')
      return cardAnswer(card)
    },

    async checkIdentity(input: unknown): Promise<Json> {
      const asked = CheckInput.safeParse(input)
      if (!asked.success) throw new Refusal('InvalidParameterValue')
      const { IdCard: number, Name: name } = asked.data
      const result = await identityResult(name.trim(), number)
      return { Result: result, Description: descriptions[result] }
    },

    sendSms(input: unknown): Json {
      const asked = SmsInput.safeParse(input)
      if (!asked.success) throw new Refusal('InvalidParameterValue')
      if (asked.data.SmsSdkAppId !== options.tencent.sdkAppId) throw new Refusal('UnauthorizedOperation.SmsSdkAppIdVerifyFail')
      return { SendStatusSet: asked.data.PhoneNumberSet.map((phone) => deliver(phone, asked.data)) }
    },
  }

  async function readPicture(image: Buffer): Promise<SpecimenCard> {
    let read: SpecimenCard | null
    try {
      read = await readSpecimen(image)
    } catch {
      throw new Refusal('FailedOperation.ImageDecodeFailed')
    }
    const card = read ?? state.nextCards.shift()
    if (!card) throw new Refusal('FailedOperation.ImageNoIdCard')
    return card
  }

  /** The register knows the demonstration's people; any other well-formed number goes with any name. */
  async function identityResult(name: string, number: string): Promise<keyof typeof descriptions> {
    if (!isIdentityNumber(number)) return '-2'
    if ([...name].length < 2) return '-3'
    if (state.mismatches.has(number)) return '-1'
    const known = (await options.people?.())?.find((person) => person.number === number)
    return known && known.name !== name ? '-1' : '0'
  }

  function deliver(phone: string, sms: z.infer<typeof SmsInput>): Json {
    const template = options.smsTemplates?.[sms.TemplateId]
    const code = smsFault(phone, sms, template)
    const number = phone.replace('+86', '')
    if (!code) {
      const text = (template ?? sms.TemplateParamSet.join(' ')).replace(/\{(\d)\}/g, (_, at: string) => sms.TemplateParamSet[Number(at) - 1] ?? '')
      remember(state.sms, { at: new Date(now()).toISOString(), phone: number, templateId: sms.TemplateId, params: sms.TemplateParamSet, text: `【${sms.SignName}】${text}` })
    }
    return {
      SerialNo: code ? '' : `2028:${randomUUID()}`, PhoneNumber: phone, Fee: code ? 0 : 1, SessionContext: '',
      Code: code ?? 'Ok', Message: code ? 'refused by the sandbox' : 'send success', IsoCode: 'CN',
    }
  }

  function smsFault(phone: string, sms: z.infer<typeof SmsInput>, template: string | undefined): string | null {
    if (!/^\+861[3-9]\d{9}$/.test(phone)) return 'InvalidParameterValue.IncorrectPhoneNumber'
    if (sms.SignName !== options.tencent.signName) return 'FailedOperation.SignatureIncorrectOrUnapproved'
    if (!options.smsTemplates) return null
    if (template === undefined) return 'FailedOperation.TemplateIncorrectOrUnapproved'
    const wanted = new Set(template.match(/\{\d\}/g)).size
    return wanted === sms.TemplateParamSet.length ? null : 'FailedOperation.TemplateParamSetNotMatchApprovedTemplate'
  }
}

const descriptions = { '0': '姓名和身份证号一致', '-1': '姓名和身份证号不一致', '-2': '非法身份证号（长度、校验位等不正确）', '-3': '非法姓名（长度、格式等不正确）' }

function cardAnswer(card: SpecimenCard): Json {
  const AdvancedInfo = JSON.stringify({ Quality: card.quality ?? 90, WarnInfos: card.warnings ?? [] })
  const nothing = { Name: '', Sex: '', Nation: '', Birth: '', Address: '', IdNum: '', Authority: '', ValidDate: '' }
  if (card.side === 'back') {
    return { ...nothing, Authority: card.authority ?? defaultAuthority, ValidDate: card.validDate ?? defaultValidDate, AdvancedInfo }
  }
  const { sex, birth } = readNumber(card.number)
  return {
    ...nothing, Name: card.name, Sex: sex, Nation: card.nation ?? defaultNation, Birth: birth.split('-').map(Number).join('/'),
    Address: card.address ?? defaultAddress, IdNum: card.number, AdvancedInfo,
  }
}

/** The upstream's own check (GB 11643); on purpose not the product's, which is what is being tried here. */
function isIdentityNumber(number: string): boolean {
  if (!/^\d{17}[\dX]$/.test(number)) return false
  const sum = Array.from(number.slice(0, 17)).reduce((total, digit, at) => total + Number(digit) * (2 ** (17 - at) % 11), 0)
  return '10X98765432'[sum % 11] === number[17]
}
