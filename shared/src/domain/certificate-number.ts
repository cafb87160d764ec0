import { toHalfWidth, withoutInvisible } from './clean-text'
import type { Issue } from './issue'

export const normalizeCertificateNumber = (raw: string): string => withoutInvisible(toHalfWidth(raw)).replace(/\s/g, '').toUpperCase()

/** 医师执业证书编码: 15 digits; only the length is certain. `label` is what the form calls it. */
export function checkPractisingNumber(number: string, path: Issue['path'], label = '医师执业证书编码'): Issue[] {
  if (/^\d{15}$/.test(number)) return []
  if (/^\d*$/.test(number)) return [{ path, code: 'PRACTISING_NUMBER_LENGTH', message: `${label}应为 15 位数字，现为 ${number.length} 位` }]
  return [{ path, code: 'PRACTISING_NUMBER_CHARACTERS', message: `${label}应为 15 位数字，请检查是否有其他字符` }]
}

/** The identity number inside a 医师资格证书编码, which in 24 characters is the old one of 15 digits. */
export function identityInQualification(number: string): string | null {
  return number.length === 27 || number.length === 24 ? number.slice(9) : null
}

/** The 15-digit form of an 18-digit number: without the century and the check character. */
const oldIdentity = (number: string): string => number.slice(0, 6) + number.slice(8, 17)

/**
 * 医师资格证书编码: year 4, province 2, level 1, category 2, identity number 18 (or 15 in old ones).
 * Older forms exist, so a doubt only warns.
 */
export function checkQualificationNumber(number: string, identityNumber: string | undefined, path: Issue['path']): Issue[] {
  const inside = identityInQualification(number)
  if (inside === null || !/^\d{9}/.test(number)) {
    return [{ path, code: 'QUALIFICATION_NUMBER_FORM', level: 'warning', message: `医师资格证书编码一般为 27 位（旧证 24 位），现为 ${number.length} 位，请对照证书核对` }]
  }
  if (!identityNumber || !/^\d{17}[\dX]$/.test(identityNumber)) return []
  const own = inside.length === 18 ? identityNumber : oldIdentity(identityNumber)
  if (inside === own) return []
  return [{ path, code: 'QUALIFICATION_NUMBER_IDENTITY', level: 'warning', message: '医师资格证书编码中的身份证号与本人证件号不一致，请对照证书核对' }]
}

/** 医疗机构登记号: 22 characters in the common form; others are kept as text with a warning. */
export function checkInstitutionRegistrationNumber(number: string, path: Issue['path']): Issue[] {
  if (/^[0-9A-Z]{22}$/.test(number)) return []
  if (number === '') return [{ path, code: 'REGISTRATION_NUMBER_REQUIRED', message: '请填写医疗机构登记号' }]
  return [{ path, code: 'REGISTRATION_NUMBER_FORM', level: 'warning', message: `医疗机构登记号一般为 22 位，现为 ${number.length} 位，请对照执业许可证核对` }]
}
