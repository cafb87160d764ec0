import { activeEntries, codeOf, entryOf, type DictionaryName } from '../dictionaries'
import { isDate, isMonthOnly, normalizeDate, normalizePartialDate } from './calendar'
import { normalizeCertificateNumber } from './certificate-number'
import { cleanText } from './clean-text'
import type { FieldSpec } from './fields'
import type { Issue } from './issue'
import { normalizeMobile } from './mobile'
import { normalizePersonName } from './person-name'

/**
 * The value of a cell or an input as it is stored: cleaned, dates YYYY-MM-DD, choices as codes.
 * What can't be read stays as it came, so that the check of the section names it.
 * Identity numbers need their type and are normalized by normalizeIdentityNumber afterwards.
 */
export function readField(field: FieldSpec, raw: string): string {
  const text = cleanText(raw)
  if (text === '') return ''
  switch (field.kind) {
    case 'date': return normalizeDate(text) ?? text
    case 'partialDate': return normalizePartialDate(text, { allowPresent: field.allowPresent ?? false }) ?? text
    case 'mobile': return normalizeMobile(text)
    case 'identityType': return choiceCode('identityType', text)
    case 'choice': return field.dictionary ? choiceCode(field.dictionary, text) : text
    case 'text':
      if (field.format === 'personName') return normalizePersonName(text)
      return field.format === 'certificate' ? normalizeCertificateNumber(text) : text
    default: return text
  }
}

const choiceCode = (dictionary: DictionaryName, text: string): string =>
  codeOf(dictionary, text) ?? codeOf(dictionary, toFullBrackets(text)) ?? codeOf(dictionary, text.replace(/ /g, '')) ?? text
/** cleanText makes brackets half-width; labels may have either. */
const toFullBrackets = (text: string): string => text.replace(/\(/g, '（').replace(/\)/g, '）')

/** What every field has in common: present when required, not too long, a date or a choice that exists. */
export function checkField(field: FieldSpec, value: string, path: Issue['path'] = [field.key]): readonly Issue[] {
  if (value === '') {
    if (field.required !== true) return none
    return [{ path, code: 'REQUIRED', message: `请${isChosen(field) ? '选择' : '填写'}${field.label}` }]
  }
  if (field.kind === 'choice' || field.kind === 'identityType') return checkChoice(field, value, path)
  if (field.kind === 'date' || field.kind === 'partialDate') return checkDate(field, value, path)
  if (field.kind === 'yesNo' && value !== '是' && value !== '否') return [{ path, code: 'YES_NO', message: `${field.label}应填“是”或“否”` }]
  if (field.kind === 'year' && !/^20\d{2}$/.test(value)) return [{ path, code: 'YEAR', message: `${field.label}应为 4 位年份，如 2026` }]
  if (value.length > field.maxLength && Array.from(value).length > field.maxLength && field.kind !== 'mobile') {
    return [{ path, code: 'TOO_LONG', message: `${field.label}最多 ${field.maxLength} 个字，现为 ${Array.from(value).length} 个` }]
  }
  return none
}

/** Shared, since nearly every one of 2,700,000 checks of a large import finds nothing. */
const none: readonly Issue[] = Object.freeze([])

const isChosen = (field: FieldSpec): boolean =>
  field.kind === 'choice' || field.kind === 'identityType' || field.kind === 'department' || field.kind === 'post' || field.kind === 'yesNo'

function checkChoice(field: FieldSpec, value: string, path: Issue['path']): readonly Issue[] {
  const dictionary = field.dictionary
  if (!dictionary || entryOf(dictionary, value)) return none
  const labels = activeEntries(dictionary).map((e) => e.label)
  const offered = labels.length <= 8 ? `：${labels.join('、')}` : ''
  return [{ path, code: 'CHOICE_UNKNOWN', message: `${field.label}“${value}”不在可选范围内，请从下拉列表中选择${offered}` }]
}

function checkDate(field: FieldSpec, value: string, path: Issue['path']): readonly Issue[] {
  if (isDate(value)) return none
  const read = field.kind === 'date' ? normalizeDate(value) : normalizePartialDate(value, { allowPresent: field.allowPresent ?? false })
  if (read !== null) return []
  if (field.kind === 'date' && isMonthOnly(value)) {
    return [{ path, code: 'DATE_MONTH_ONLY', message: `${field.label}“${value}”缺少日，应为 2025-01-31 的格式` }]
  }
  return [{ path, code: 'DATE_INVALID', message: `${field.label}“${value}”不是有效日期，应为 2025-01-31 的格式` }]
}
