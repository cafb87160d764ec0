import { cleanText } from './clean-text'
import { checkField } from './field-values'
import type { FieldSpec } from './fields'
import { checkIdentityDocument, normalizeIdentityNumber } from './identity-document'
import type { Issue } from './issue'
import { checkMobile, normalizeMobile } from './mobile'
import { checkPersonName, normalizePersonName } from './person-name'

/** Whoever answers for a web account (R2). */
export interface AccountHolder {
  name: string
  identityType: string
  identityNumber: string
  mobile: string
}
export type HolderField = keyof AccountHolder

export const holderFields: readonly FieldSpec<HolderField>[] = [
  { key: 'name', label: '姓名', kind: 'text', required: true, maxLength: 50, format: 'personName', hint: '与身份证件一致' },
  { key: 'mobile', label: '手机号', kind: 'mobile', required: true, maxLength: 20, personal: true, hint: '账号使用人本人的手机号' },
  { key: 'identityType', label: '身份证件类别', kind: 'identityType', required: true, maxLength: 20 },
  { key: 'identityNumber', label: '证件号', kind: 'identityNumber', required: true, maxLength: 30, personal: true },
]

/** Pages of the sealed authorisation: photos or PDF files. */
export const maxAuthorizationPages = 3

/** As it is stored. */
export const readHolder = (raw: AccountHolder): AccountHolder => ({
  name: normalizePersonName(raw.name),
  identityType: cleanText(raw.identityType),
  identityNumber: normalizeIdentityNumber(raw.identityType, raw.identityNumber),
  mobile: normalizeMobile(raw.mobile),
})

/** Everything that is wrong with what `readHolder` gave; `today` is YYYY-MM-DD. */
export function checkHolder(holder: AccountHolder, today: string): Issue[] {
  const tooLong = holderFields.filter(({ key }) => key === 'identityNumber' || key === 'name').flatMap((field) => (holder[field.key].length > field.maxLength ? checkField(field, holder[field.key]) : []))
  if (tooLong.length > 0) return tooLong
  return [...checkPersonName(holder.name), ...checkMobile(holder.mobile), ...checkIdentityDocument({ type: holder.identityType, number: holder.identityNumber }, today)]
}

/** Which fields differ, in the order of the form. */
export const changedFields = (before: AccountHolder, after: AccountHolder): HolderField[] => holderFields.map(({ key }) => key).filter((key) => before[key] !== after[key])
