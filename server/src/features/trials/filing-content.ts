import { createHash } from 'node:crypto'
import { applyCategoryLabel, labelOf } from '@talent/shared/dictionaries/index'
import { detailTitle, detailValue } from '@talent/shared/domain/detail'
import { detailSections, type DetailSection } from '@talent/shared/domain/sections/details'
import { personFields, type PersonField } from '@talent/shared/domain/sections/person'
import { requirementsOf } from '@talent/shared/domain/exam-business'
import { neededForms, specialForms, type SpecialForm } from '@talent/shared/domain/special-forms'
import type { FiledSegment, TrialSegment } from '@talent/shared/domain/trial-segments'
import type { TrialFiling } from '@talent/shared/domain/trial-period'
import type { PersonDetail, PersonFile, PersonPicture } from '../details/details-reader'
import type { FiledPerson } from './person-values'
import type { FormPhoto, TrialRecord } from './trials.repository'

/** One value as filed, in full, in the words a person reads. */
export interface ContentField {
  field: string
  label: string
  value: string
  personal: boolean
}
export interface ContentPicture extends PersonPicture {
  label: string
}
export interface ContentSection {
  section: string
  title: string
  fields: ContentField[]
  pictures: ContentPicture[]
}
/** Everything an institution filed for a candidate: what is shown, confirmed, kept as a snapshot and reviewed. */
export interface FilingContent {
  sections: ContentSection[]
  /** The dates once more as data: a reviewer certifies within them. */
  segments: FiledSegment[]
  totalMonths: number
}

export type PersonValues = Record<PersonField, string>

const yesNo = (value: boolean) => (value ? '是' : '否')

function basicSection(person: PersonValues, portrait: PersonPicture | null): ContentSection {
  const fields = personFields
    .filter((spec) => spec.required === true || person[spec.key] !== '')
    .map((spec) => ({
      field: spec.key,
      label: spec.label,
      value: spec.dictionary ? (labelOf(spec.dictionary, person[spec.key]) ?? person[spec.key]) : person[spec.key],
      personal: spec.personal ?? false,
    }))
  return { section: 'basic', title: '基本信息', fields, pictures: portrait ? [{ ...portrait, label: '照片' }] : [] }
}

/** A section of its own for every record; its key is that of the record, which stays when another one is added or removed. */
function detailSection({ id, section, values, pictures }: PersonDetail): ContentSection {
  const { fields, label }: DetailSection = detailSections[section]
  return {
    section: `${section}-${id}`,
    title: detailTitle(section, values),
    fields: fields
      .filter((spec) => spec.required === true || (values[spec.key] ?? '') !== '')
      .map((spec) => ({ field: spec.key, label: spec.label, value: detailValue(section, spec.key, values), personal: spec.personal ?? false })),
    pictures: pictures.map((picture, index) => ({ ...picture, label: pictures.length > 1 ? `${label}附件 ${index + 1}` : `${label}附件` })),
  }
}

function trialSection(filing: TrialFiling, totalMonths: number, clinic: string | null): ContentSection {
  const field = (key: string, label: string, value: string, personal = false): ContentField => ({ field: key, label, value, personal })
  return {
    section: 'trial',
    title: '试用期填报',
    fields: [
      field('examYear', '报名年度', String(filing.examYear)),
      ...(clinic === null ? [] : [field('clinic', '工作地点（村卫生室）', clinic)]),
      field('postName', '岗位', filing.postName ?? ''),
      field('applyLevel', '申报级别', labelOf('applyLevel', filing.applyLevel) ?? filing.applyLevel),
      field('applyCategory', '报考类别', labelOf('applyCategory', filing.applyCategory) ?? filing.applyCategory),
      field('assistantUpgrade', '助理医师报考执业', yesNo(filing.assistantUpgrade)),
      ...(filing.assistantUpgrade
        ? [field('assistantQualificationNo', '助理资格证号', filing.assistantQualificationNo ?? '', true), field('assistantPractisingNo', '助理执业证号', filing.assistantPractisingNo ?? '')]
        : []),
      field('freshGraduate', '是否应届生', yesNo(filing.freshGraduate)),
      ...(filing.schoolOrArmy ? [field('schoolOrArmy', '高校/部队考生', yesNo(true))] : []),
      field('totalMonths', '试用期总时长', `${totalMonths} 个月`),
      field('institutionOpinion', '工作机构考核意见', labelOf('opinion', filing.institutionOpinion) ?? filing.institutionOpinion),
    ],
    pictures: [],
  }
}

/** 预报名 for an exam without a trial period. */
function registrationSection(businessCode: string, filing: TrialFiling, clinic: string | null): ContentSection {
  const field = (key: string, label: string, value: string): ContentField => ({ field: key, label, value, personal: false })
  return {
    section: 'registration',
    title: '预报名',
    fields: [
      field('examYear', '报名年度', String(filing.examYear)),
      field('business', '报考考试', labelOf('business', businessCode) ?? businessCode),
      field('applyLevel', '申报级别', labelOf('applyLevel', filing.applyLevel) ?? filing.applyLevel),
      field('speciality', '报考专业', applyCategoryLabel(filing.applyCategory)),
      ...(clinic === null ? [] : [field('clinic', '工作地点（村卫生室）', clinic)]),
      field('postName', '岗位', filing.postName ?? ''),
    ],
    pictures: [],
  }
}

/** In one's own unit the place is the village clinic, when the unit files for one. */
export const placeOf = ({ own, unitName }: Pick<TrialSegment, 'own' | 'unitName'>, clinic: string | null): string => (own && clinic !== null ? `${unitName}（${clinic}）` : unitName)

function segmentSection(segment: TrialSegment, index: number, clinic: string | null): ContentSection {
  const field = (key: string, label: string, value: string): ContentField => ({ field: key, label, value, personal: false })
  return {
    section: `segment-${index + 1}`,
    title: `试用期第 ${index + 1} 段`,
    fields: [
      field('unitName', '单位名称', placeOf(segment, clinic)),
      field('startDate', '开始日期', segment.startDate),
      field('endDate', '结束日期', segment.endDate),
      field('supervisorName', '带教老师姓名', segment.supervisorName),
      field('supervisorCertificateNo', '带教执业证书编码', segment.supervisorCertificateNo),
      field('supervisorEvaluation', '带教老师评价', labelOf('evaluation', segment.supervisorEvaluation) ?? segment.supervisorEvaluation),
    ],
    pictures: [],
  }
}

/** A section of its own for every form that the filing needs. */
function formSection(form: SpecialForm, photos: readonly FormPhoto[]): ContentSection {
  const { label } = specialForms[form]
  const pictures = photos.filter((photo) => photo.form === form)
  return {
    section: `form-${form}`,
    title: label,
    fields: [{ field: 'photos', label: '盖章后的照片', value: `${pictures.length} 张`, personal: false }],
    pictures: pictures.map(({ attachmentId, width, height, sha256 }, index) => ({ attachmentId, width, height, sha256, label: pictures.length > 1 ? `${label} ${index + 1}` : label })),
  }
}

/** Everything on file of a person, for a filing or without one. */
export const personContent = (person: PersonValues, file: PersonFile): ContentSection[] => [basicSection(person, file.portrait), ...file.details.map(detailSection)]

type Filed = Pick<TrialRecord, 'businessCode' | 'filing' | 'totalMonths' | 'forms'>

export function filingContent({ values, file, clinic }: Pick<FiledPerson, 'values' | 'file' | 'clinic'>, { businessCode, filing, totalMonths, forms }: Filed): FilingContent {
  if (!requirementsOf(businessCode).trial) return { sections: [...personContent(values, file), registrationSection(businessCode, filing, clinic)], segments: [], totalMonths: 0 }
  const needed = neededForms(values.identityType, { schoolOrArmy: filing.schoolOrArmy ?? false })
  const segments = filing.segments.map((segment, index) => segmentSection(segment, index, clinic))
  return {
    sections: [...personContent(values, file), trialSection(filing, totalMonths, clinic), ...segments, ...needed.map(({ form }) => formSection(form, forms))],
    segments: filing.segments.map(({ own, unitName, startDate, endDate }) => ({ own, unitName, startDate, endDate })),
    totalMonths,
  }
}

/** The same content has the same hash, pictures by what they show: what a candidate sends back with it is what the candidate saw. */
export const contentHash = (content: FilingContent): string => createHash('sha256').update(JSON.stringify(content)).digest('hex')

/** Content as it was kept. What was kept before there were pictures has none. */
export function readContent(kept: string): FilingContent {
  const content = JSON.parse(kept) as Omit<FilingContent, 'sections'> & { sections: (Omit<ContentSection, 'pictures'> & { pictures?: ContentPicture[] })[] }
  return { ...content, sections: content.sections.map((section) => ({ ...section, pictures: section.pictures ?? [] })) }
}

export const picturesIn = (content: FilingContent): ContentPicture[] => content.sections.flatMap((section) => section.pictures)
