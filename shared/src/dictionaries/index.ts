import type { Entry } from './entry'
import { country } from './country'
import { applyCategory, applyLevel, business, evaluation, opinion, titleLevel, titleSpeciality } from './exam-tables'
import { identityType } from './identity-types'
import { nationality } from './nationality'
import {
  businessGrade, departmentCategory, institutionCategory, institutionGrade, institutionLevel, ownership, postType, roleType, standardDepartment, standardPost,
} from './organization-tables'
import {
  degree, education, employmentStatus, health, marital, otherCertificateType, personCategory, politicalStatus, resignationType, sex, staffing, studyForm,
} from './person-tables'
import { region } from './regions'

export type { Entry }

/** Every code table by name. `nationality` is 民族, `country` is 国籍. */
export const dictionaries = {
  applyCategory, applyLevel, business, businessGrade, country, degree, departmentCategory, education, employmentStatus, evaluation, health, identityType,
  institutionCategory, institutionGrade, institutionLevel, marital, nationality, opinion, otherCertificateType, ownership, personCategory, politicalStatus,
  postType, region, resignationType, roleType, sex, staffing, standardDepartment, standardPost, studyForm, titleLevel, titleSpeciality,
} satisfies Record<string, Entry[]>

export type DictionaryName = keyof typeof dictionaries

interface Index {
  byCode: Map<string, Entry>
  byLabel: Map<string, Entry>
}
const indexes = new Map<string, Index>()

function indexOf(name: DictionaryName): Index {
  let index = indexes.get(name)
  if (!index) {
    const entries: Entry[] = dictionaries[name]
    index = { byCode: new Map(entries.map((e) => [e.code, e])), byLabel: new Map() }
    // A label that is in use wins over a retired one of the same name.
    for (const e of entries) if (e.state === 'active' || !index.byLabel.has(e.label)) index.byLabel.set(e.label, e)
    indexes.set(name, index)
  }
  return index
}

/** The entry of a code, retired ones too: old records stay readable. */
export const entryOf = (name: DictionaryName, code: string): Entry | undefined => indexOf(name).byCode.get(code)
/** The label of a code, or undefined when the table has no such code. */
export const labelOf = (name: DictionaryName, code: string): string | undefined => indexOf(name).byCode.get(code)?.label
/** The code of a label as a drop-down shows it, or undefined. */
export const codeOf = (name: DictionaryName, label: string): string | undefined => indexOf(name).byLabel.get(label)?.code
/** What a form offers, in order. */
export const activeEntries = (name: DictionaryName): Entry[] => dictionaries[name].filter((e) => e.state === 'active')

/** What is applied for beside the level: 报考类别, or 专业 of 卫生专业技术资格考试. */
export const applyCategoryLabel = (code: string): string => labelOf('applyCategory', code) ?? labelOf('titleSpeciality', code) ?? code
