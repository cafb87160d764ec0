import { sameText } from '@talent/shared/domain/clean-text'
import { readDetailRow } from '@talent/shared/domain/detail-row'
import { isError } from '@talent/shared/domain/issue'
import { detailSections, type DetailSection, type DetailSectionName } from '@talent/shared/domain/sections/details'
import { importKinds } from './import-kinds'
import { rowsMet, shownCells, type ReadContext, type RowReader } from './read-row'

/** A row of the template of a detail section. Whether there is such a person is for the database to say. */
export function detailRowReader(context: ReadContext, section: DetailSectionName): RowReader {
  const { identifiedBy, label }: DetailSection = detailSections[section]
  const met = rowsMet()
  return ({ texts, unread }, row) => {
    const { row: detail, issues } = readDetailRow(section, texts, context.today)
    const found = issues.filter((issue) => !unread.has(String(issue.path[0])))
    const { institutionName, identityNumber, values } = detail
    if (institutionName !== '' && !sameText(institutionName, context.organizationName)) {
      found.push({ path: ['institutionName'], code: 'DETAIL_INSTITUTION', message: `机构名称“${institutionName}”不是本机构，应为“${context.organizationName}”` })
    }
    const key = JSON.stringify([identityNumber, ...identifiedBy.map((field) => values[field] ?? '')])
    const earlier = identityNumber === '' || found.some(isError) ? undefined : met(key, row)
    if (earlier !== undefined) found.push({ path: ['identityNumber'], code: 'DETAIL_TWICE', message: `与第 ${earlier} 行是同一个人的同一条${label}，只能保留一行` })
    if (earlier !== undefined || unread.size > 0) return { found }
    return { found, detail: { detail, cells: shownCells(importKinds[section].fields, texts) } }
  }
}
