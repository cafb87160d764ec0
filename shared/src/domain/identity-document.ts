import { labelOf } from '../dictionaries'
import { identityTypeCodes, type IdentityType } from '../dictionaries/identity-types'
import { isHubeiCounty, provincePrefixes } from '../dictionaries/regions'
import { isDate, normalizeDate } from './calendar'
import { toHalfWidth, withoutInvisible } from './clean-text'
import type { Issue } from './issue'

export type { IdentityType }
export const identityDocumentTypes = identityTypeCodes
export const isIdentityType = (code: string): code is IdentityType => (identityTypeCodes as readonly string[]).includes(code)

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const earliestBirth = '1900-01-01'

/** Half-width, upper-case, without spaces, invisible characters and the apostrophes that keep a cell text. */
export function normalizeIdentityNumber(type: string, raw: string): string {
  if (/^[0-9A-Z]+$/.test(raw)) return raw
  const text = withoutInvisible(toHalfWidth(raw)).replace(/\s/g, '')
  return (type === 'taiwanPermit' ? text.replace(/[()]/g, '') : text).replace(/^['‘’]+/, '').toUpperCase()
}

/** GB 11643: the 18th character from the first 17 digits. */
export function identityCheckCharacter(first17: string): string {
  let sum = 0
  for (let i = 0; i < 17; i++) sum += (first17.charCodeAt(i) - 48) * (weights[i] ?? 0)
  return '10X98765432'[sum % 11] ?? ''
}

/**
 * What identifies the person: the two renewal digits of old Hong Kong and Macau permits change with
 * each card, so only the first 9 count. Expects a normalized number.
 */
export const identityKey = (type: string, number: string): string =>
  `${type}:${type === 'hongKongMacauPermit' && /^[HM]\d{10}$/.test(number) ? number.slice(0, 9) : number}`

/** Birth date and sex (dictionary code) that an 18-digit number holds; null for other documents and unreal dates. */
export function birthDateAndSexOf(type: string, number: string): { birthDate: string; sex: '1' | '2' } | null {
  if (!hasBirthDate(type) || !/^\d{17}[\dX]$/.test(number)) return null
  const birthDate = birthDateIn(number)
  if (!isDate(birthDate)) return null
  return { birthDate, sex: Number(number[16]) % 2 === 1 ? '1' : '2' }
}
const hasBirthDate = (type: string): boolean => type === 'residentCard' || type === 'residencePermit' || type === 'foreignPermanentCard'
const birthDateIn = (number: string): string => `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`

/** 国籍 is asked of holders of foreign documents: passports, permanent residence cards, and HA/MA permits. */
export const needsCountry = (type: string, number = ''): boolean =>
  type === 'passport' || type === 'foreignPermanentCard' || (type === 'hongKongMacauPermit' && /^[HM]A/.test(number))

/** 民族 is asked of Chinese nationals: by their document, or by 国籍 中国 beside a passport. */
export const needsNationality = (type: string, number = '', country = ''): boolean => !needsCountry(type, number) || country === 'CHN'

export interface IdentityDocument {
  type: string
  /** As normalizeIdentityNumber returns it. */
  number: string
  birthDate?: string
  /** Code of the dictionary `sex`. */
  sex?: string
  /** Where the number stands in the form; birth date and sex are its siblings. */
  path?: Issue['path']
}

interface Found {
  code: string
  message: string
  level?: 'warning'
}
const error = (code: string, message: string): Found => ({ code: `IDENTITY_${code}`, message })
const warning = (code: string, message: string): Found => ({ code: `IDENTITY_${code}`, message, level: 'warning' })

/** Every rule of spec "Identity documents"; `today` is YYYY-MM-DD. */
export function checkIdentityDocument(document: IdentityDocument, today: string): Issue[] {
  const path = document.path ?? ['identityNumber']
  const sibling = (key: string): Issue['path'] => [...path.slice(0, -1), key]
  const { type, number } = document
  if (!isIdentityType(type)) return [{ path: sibling('identityType'), code: 'IDENTITY_TYPE_UNKNOWN', message: '请选择身份证件类别' }]
  if (number === '') return [{ path, code: 'IDENTITY_REQUIRED', message: '请填写证件号' }]
  const issues: Issue[] = checkNumber(type, number, today).map((found) => ({ path, ...found }))
  const inside = birthDateAndSexOf(type, number)
  // A number that is wrong says nothing certain about its holder, but the entered date may be what is right.
  if (!inside || issues.some((i) => i.code === 'IDENTITY_SCIENTIFIC')) return issues
  const { sex } = document
  // What is no date or no sex at all has its own sentence elsewhere.
  const birthDate = document.birthDate ? normalizeDate(document.birthDate) : null
  if (birthDate !== null && birthDate !== inside.birthDate) {
    issues.push({ path: sibling('birthDate'), code: 'BIRTH_DATE_DISAGREES', message: `出生日期与证件号不一致，证件号中为 ${inside.birthDate}，请核对` })
  }
  if (sex && sex !== inside.sex && labelOf('sex', sex) !== undefined) {
    issues.push({ path: sibling('sex'), code: 'SEX_DISAGREES', message: `性别与证件号不一致，证件号中为${labelOf('sex', inside.sex) ?? ''}，请核对` })
  }
  return issues
}

function checkNumber(type: IdentityType, number: string, today: string): Found[] {
  if (/^\d(\.\d+)?E\+?\d+$/.test(number) && type !== 'passport') {
    return [error('SCIENTIFIC', `证件号“${number}”是 Excel 的科学计数法，原号码已丢失；请把单元格设为文本后重新填写`)]
  }
  switch (type) {
    case 'residentCard': return checkResidentCard(number, today)
    case 'residencePermit': return checkResidencePermit(number, today)
    case 'foreignPermanentCard': return checkForeignCard(number, today)
    case 'hongKongMacauPermit': return checkHongKongMacauPermit(number)
    case 'taiwanPermit': return checkTaiwanPermit(number)
    case 'passport':
      return /^[0-9A-Z]{5,17}$/.test(number) ? [] : [error('FORMAT', '护照号应为 5 至 17 位字母和数字')]
    case 'officerCard': {
      const length = Array.from(number).length
      return length >= 6 && length <= 20 ? [] : [error('FORMAT', `军官证号应为 6 至 20 个字，现为 ${length} 个`)]
    }
  }
}

function checkResidentCard(number: string, today: string): Found[] {
  const shape = checkShape(number, '身份证号')
  if (shape.length > 0) return shape
  const found: Found[] = []
  const province = number.slice(0, 2)
  if (/^8[123]0000/.test(number)) {
    found.push(error('PREFIX', '这是港澳台居民居住证的号码，请把身份证件类别改为“港澳台居民居住证”'))
  } else if (provincePrefixes[province] === undefined) {
    found.push(error('PROVINCE', `身份证号前两位 ${province} 不是省级行政区划代码，请核对`))
  } else if (province === '42' && !isHubeiCounty(number.slice(0, 6))) {
    found.push(warning('COUNTY', `身份证号前六位 ${number.slice(0, 6)} 不在现行湖北县级行政区划代码中，如为旧代码可以继续`))
  }
  return [...found, ...checkBirthDate(number, '身份证号', today), ...checkDigit(number, '身份证号')]
}

function checkResidencePermit(number: string, today: string): Found[] {
  const shape = checkShape(number, '居住证号')
  if (shape.length > 0) return shape
  const prefix = /^8[123]0000/.test(number) ? [] : [error('PREFIX', '港澳台居民居住证号应以 810000（香港）、820000（澳门）或 830000（台湾）开头')]
  return [...prefix, ...checkBirthDate(number, '居住证号', today), ...checkDigit(number, '居住证号')]
}

function checkForeignCard(number: string, today: string): Found[] {
  if (/^[A-Z]{3}\d{12}$/.test(number)) return []
  if (!/^9\d{16}[\dX]$/.test(number)) {
    return [error('FORMAT', '永久居留身份证号应为 18 位、以 9 开头，或旧证的 3 个字母加 12 位数字')]
  }
  return [...checkBirthDate(number, '永久居留身份证号', today), ...checkDigit(number, '永久居留身份证号')]
}

function checkHongKongMacauPermit(number: string): Found[] {
  if (/^[HM]\d{8}(\d{2})?$/.test(number) || /^[HM]A\d{7}$/.test(number)) return []
  return [error('FORMAT', '港澳居民来往内地通行证号应为 H 或 M 加 8 位数字（旧证再加 2 位换证次数），非中国籍居民为 HA 或 MA 加 7 位数字')]
}

function checkTaiwanPermit(number: string): Found[] {
  if (/^\d{8}$/.test(number)) return []
  if (/^\d{10}[A-Z]?$/.test(number) || /^[A-Z]\d{7,10}$/.test(number) || /^\d{8,9}[A-Z]$/.test(number)) {
    return [warning('OLD_FORM', '这是旧版台湾居民来往大陆通行证的号码，现行证件为 8 位数字，请核对是否已换证')]
  }
  return [error('FORMAT', '台湾居民来往大陆通行证号应为 8 位数字')]
}

function checkShape(number: string, name: string): Found[] {
  if (/^\d{17}[\dX]$/.test(number)) return []
  if (/^\d{15}$/.test(number)) return [error('15_DIGITS', `这是 15 位的旧号码，请填写现行的 18 位${name}`)]
  const wrong = Array.from(number).find((c) => !/[\dX]/.test(c))
  if (wrong !== undefined) return [error('CHARACTERS', `${name}只能是数字，末位可以是 X，不能有“${wrong}”`)]
  if (number.length !== 18) return [error('LENGTH', `${name}应为 18 位，现为 ${number.length} 位`)]
  return [error('CHARACTERS', `${name}只有第 18 位可以是 X，请核对`)]
}

function checkBirthDate(number: string, name: string, today: string): Found[] {
  const birthDate = birthDateIn(number)
  if (!isDate(birthDate)) return [error('DATE', `${name}中的出生日期 ${birthDate} 不存在，请核对第 7 至 14 位`)]
  if (birthDate > today) return [error('FUTURE', `${name}中的出生日期 ${birthDate} 晚于今天，请核对第 7 至 14 位`)]
  if (birthDate < earliestBirth) return [error('TOO_OLD', `${name}中的出生日期 ${birthDate} 早于 1900 年，请核对第 7 至 14 位`)]
  return []
}

function checkDigit(number: string, name: string): Found[] {
  const expected = identityCheckCharacter(number)
  if (number[17] === expected) return []
  // Excel keeps 15 digits of a number: the last three become 0.
  if (number.endsWith('000')) {
    return [error('PRECISION_LOST', `${name}末三位为 000 且校验码不对，可能被 Excel 当作数字丢失了末尾；请把单元格设为文本后重新填写`)]
  }
  return [error('CHECK_DIGIT', `${name}第 18 位校验码不对，应为 ${expected}；如末位无误，请核对前 17 位`)]
}
