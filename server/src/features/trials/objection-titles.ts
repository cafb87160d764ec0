import type { NamedObjection, Objection } from '@talent/shared/contract/trials'
import { detailTitle } from '@talent/shared/domain/detail'
import { detailSections } from '@talent/shared/domain/sections/details'
import { isSpecialForm, specialForms } from '@talent/shared/domain/special-forms'
import type { PersonDetail } from '../details/details-reader'

/** With the name of the record that each is about: a person may have several of a kind. */
export const titled = <T extends Objection>(objections: readonly T[], details: readonly PersonDetail[]): (T & NamedObjection)[] =>
  objections.map((objection) => ({ ...objection, sectionTitle: titleOf(objection.section, details) }))

/** Sections are named as in filing-content.ts. */
function titleOf(section: string, details: readonly PersonDetail[]): string {
  if (section === 'basic') return '基本信息'
  if (section === 'trial') return '试用期填报'
  if (section === 'registration') return '预报名'
  const [kind = '', number = ''] = section.split('-')
  if (kind === 'segment') return `试用期第 ${number} 段`
  if (kind === 'form' && isSpecialForm(number)) return specialForms[number].label
  const detail = details.find((one) => one.section === kind && one.id === Number(number))
  if (detail) return detailTitle(detail.section, detail.values)
  const known = Object.entries(detailSections).find(([name]) => name === kind)
  return known ? `${known[1].label}（已删除）` : ''
}
