import type { searchPeople } from '@talent/shared/contract/people'
import type { Arguments } from '@talent/shared/contract/endpoint'
import { activeEntries } from '@talent/shared/dictionaries/index'
import type { FilterField } from '../../ui/filter-bar'
import { useUrlFilters, type Filters } from '../../ui/use-url-filters'
import { useGroupChoices } from '../key-groups/use-group-filter'

const noFilter = { name: '', identityNumber: '', departmentName: '', status: '', staffing: '', department: '', group: '' }
export type PeopleFilter = keyof typeof noFilter

const fields: FilterField<PeopleFilter>[] = [
  { kind: 'text', key: 'name', label: '姓名', placeholder: '可填一部分' },
  { kind: 'text', key: 'identityNumber', label: '证件号', placeholder: '号码或后 4 位' },
  { kind: 'text', key: 'departmentName', label: '科室', placeholder: '可填一部分' },
  { kind: 'choice', key: 'status', label: '在职状态', choices: activeEntries('employmentStatus').map(({ code, label }) => ({ value: code, label })) },
  { kind: 'choice', key: 'staffing', label: '编制情况', choices: activeEntries('staffing').map(({ code, label }) => ({ value: code, label })) },
]

export interface PeopleFilters {
  filters: Filters<PeopleFilter>
  fields: FilterField<PeopleFilter>[]
  /** What the server is asked; a value in the address that means nothing is left out. */
  found: Omit<Arguments<typeof searchPeople>, 'page' | 'pageSize'>
}

/** By what people are found, in the list and on the photo wall alike; in the URL but for the document number. */
export function usePeopleFilters(keep: string): PeopleFilters {
  const filters = useUrlFilters<PeopleFilter>(noFilter, { keep, personal: ['identityNumber'] })
  const groups = useGroupChoices()
  const { name, identityNumber, departmentName, status, staffing, department, group } = filters.values
  return {
    filters,
    fields: groups.length > 0 ? [...fields, { kind: 'choice', key: 'group', label: '人员标签', choices: groups }] : fields,
    found: {
      name: name || undefined,
      identityNumber: identityNumber || undefined,
      departmentName: departmentName || undefined,
      employmentStatus: status || undefined,
      staffing: staffing || undefined,
      departmentId: idOf(department),
      keyGroupId: idOf(group),
    },
  }
}

const idOf = (text: string): number | undefined => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined)
