import { readDetailRow } from '@talent/shared/domain/detail-row'
import { isError } from '@talent/shared/domain/issue'
import { detailSections, type DetailSection, type DetailSectionName } from '@talent/shared/domain/sections/details'
import { importKinds } from './import-kinds'
import { unitFinder } from './place-names'
import { rowsMet, shownCells, type ReadContext, type RowReader } from './read-row'

/** A row of the template of a detail section. Whether there is such a person is for the database to say. */
export function detailRowReader(context: ReadContext, section: DetailSectionName): RowReader {
  const { identifiedBy, label }: DetailSection = detailSections[section]
  const findUnit = unitFinder('DETAIL_INSTITUTION', context)
  const met = rowsMet()
  return ({ texts, unread }, row) => {
    const { row: detail, issues } = readDetailRow(section, texts, context.today)
    const found = issues.filter((issue) => !unread.has(String(issue.path[0])))
    const { institutionName, identityNumber, values } = detail
    const unit = findUnit(institutionName)
    found.push(...unit.issues)
    const key = JSON.stringify([identityNumber, ...identifiedBy.map((field) => values[field] ?? '')])
    const earlier = identityNumber === '' || found.some(isError) ? undefined : met(key, row)
    if (earlier !== undefined) found.push({ path: ['identityNumber'], code: 'DETAIL_TWICE', message: `与第 ${earlier} 行是同一个人的同一条${label}，只能保留一行` })
    if (earlier !== undefined || unread.size > 0) return { found }
    return { found, detail: { ...(unit.clinic ? { clinic: unit.clinic } : {}), detail, cells: shownCells(importKinds[section].fields, texts) } }
  }
}
