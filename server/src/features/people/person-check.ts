import { personalFields, type PersonInput as PersonForm } from '@talent/shared/contract/people'
import { checkPerson, readPerson, type PersonInput } from '@talent/shared/domain/person'
import { isError, type Issue } from '@talent/shared/domain/issue'
import { personFields } from '@talent/shared/domain/sections/person'
import { normalizeIdentityNumber } from '@talent/shared/domain/identity-document'
import type { Placement } from '../organization/organization-facts'
import { mergeValues, type PersonValues } from './person-record'

const labels = new Map<string, string>(personFields.map((field) => [field.key, field.label]))

/** A value that was shown masked and came back as it was: it must never replace the real one. */
const isMasked = (value: string): boolean => value.includes('***')

function splitMasked(form: PersonForm): { raw: PersonInput; issues: Issue[] } {
  const { departmentId: _department, postId: _post, ...raw } = form
  const masked = personalFields.filter((field) => isMasked(raw[field] ?? ''))
  for (const field of masked) delete raw[field]
  const issues = masked.map((field): Issue => {
    const label = labels.get(field) ?? ''
    return { path: [field], code: 'MASKED_VALUE', message: `${label}是隐藏了一部分的内容，不能保存；请填写完整的${label}，不修改时请勿提交此项` }
  })
  return { raw, issues }
}

/**
 * A form over what is stored: the values to write and everything that is wrong with them, in the order of the form.
 * Warnings are for the form to show; they refuse nothing.
 */
export function checkPersonForm(form: PersonForm, placement: Placement, today: string, current?: PersonValues): { values: PersonValues; issues: Issue[] } {
  const { raw, issues: masked } = splitMasked(form)
  const values = mergeValues(readPerson(raw), current)
  values.identityNumber = normalizeIdentityNumber(values.identityType, values.identityNumber)
  const named = new Set(masked.map((issue) => issue.path[0]))
  const wrong = checkPerson({ ...values, department: placement.department?.name ?? '', post: placement.post?.name ?? '' }, today)
    .filter(isError)
    .filter((issue) => !named.has(issue.path[0]) && issue.path[0] !== 'department')
  return { values, issues: [...masked, ...wrong, ...checkPlacement(form, placement)] }
}

function checkPlacement(form: Pick<PersonForm, 'departmentId' | 'postId'>, placement: Placement): Issue[] {
  const issues: Issue[] = []
  if (form.departmentId === null) issues.push({ path: ['departmentId'], code: 'REQUIRED', message: '请选择科室/部门' })
  else if (!placement.department) issues.push({ path: ['departmentId'], code: 'DEPARTMENT_UNKNOWN', message: '科室不存在或不在您负责的范围内，请重新选择' })
  if (form.postId !== null && !placement.post) issues.push({ path: ['postId'], code: 'POST_UNKNOWN', message: '岗位不存在，请重新选择' })
  return issues
}
