import { detailSections, type DetailSectionName } from '@talent/shared/domain/sections/details'

/** The manual's names of the pages, where the section itself is called otherwise. */
const manualNames: Partial<Record<DetailSectionName, string>> = { education: '学历信息', degree: '学位信息' }
export const pageNameOf = (section: DetailSectionName): string => manualNames[section] ?? detailSections[section].label

/** As the manual groups them. What has a page of its own is led to. */
export const sectionGroups: readonly { title: string; before: readonly SectionLink[]; sections: readonly DetailSectionName[]; after: readonly SectionLink[] }[] = [
  {
    title: '个人信息管理',
    before: [{ label: '基本信息', path: '/people', permission: 'person.read' }],
    sections: ['education', 'degree', 'work'],
    after: [{ label: '试用期填报', path: '/trials', permission: 'trial.read' }],
  },
  { title: '资格证书管理', before: [], sections: ['title', 'qualification', 'practising', 'other'], after: [] },
]

export interface SectionLink {
  label: string
  path: string
  permission: 'person.read' | 'trial.read'
}
