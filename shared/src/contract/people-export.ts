import { detailSectionNames, type DetailSectionName } from '../domain/sections/details'
import { z } from '../zod'
import { account, endpoint, fileOutput, xlsxType } from './endpoint'
import { peopleFilters } from './people'

/** Basic information, and each detail section by its key. */
const contents: ['people', ...DetailSectionName[]] = ['people', ...detailSectionNames]
export const PeopleExportContent = z.enum(contents, '导出内容不正确')
export type PeopleExportContent = z.output<typeof PeopleExportContent>

/**
 * Everyone whom the list finds, or their records of one section, in the columns of the import template. `whole`: numbers
 * unmasked, for whoever holds `person.reveal`; such a file can be changed and imported again. Either is logged.
 */
export const exportPeople = endpoint({
  method: 'POST',
  path: '/api/people/exports',
  access: account('person.read'),
  input: z.object({ ...peopleFilters, content: PeopleExportContent, whole: z._default(z.boolean('请选择是否包含完整号码'), false) }),
  output: fileOutput(xlsxType),
  summary: '导出人员资料',
})
