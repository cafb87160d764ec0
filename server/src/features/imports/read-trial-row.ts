import { readRegistrationRow } from '@talent/shared/domain/registration-row'
import { readTrialRow } from '@talent/shared/domain/trial-row'
import { importKinds } from './import-kinds'
import { placeFinder, unitFinder } from './place-names'
import { rowsMet, shownCells, type ReadContext, type RowReader } from './read-row'

const readers = { trials: readTrialRow, registration: readRegistrationRow }

/**
 * A row of a template of filings. Whether the dates are right depends on the person and the exam year, which
 * are in the database: the values go on even where something is wrong already, so that one report names everything.
 */
export function filingRowReader(context: ReadContext, kind: keyof typeof readers): RowReader {
  const findPost = placeFinder('岗位名称', context.posts)
  const findUnit = unitFinder('TRIAL_INSTITUTION', context)
  const met = rowsMet()
  return ({ texts, unread }, row) => {
    const trial = readers[kind](texts)
    const found = trial.issues.filter((issue) => !unread.has(String(issue.path[0])))
    const { institutionName, identityNumber, filing } = trial
    const { clinic, issues } = findUnit(institutionName)
    found.push(...issues)
    if (filing.postName) {
      const post = findPost(filing.postName)
      if ('message' in post) found.push({ path: ['postName'], code: 'POST_UNKNOWN', message: post.message })
    }
    const earlier = identityNumber === '' ? undefined : met(`${identityNumber} ${filing.examYear} ${filing.assistantUpgrade}`, row)
    if (earlier !== undefined) found.push({ path: ['identityNumber'], code: 'TRIAL_TWICE', message: `与第 ${earlier} 行是同一个人、同一年度的填报，只能保留一行` })
    if (earlier !== undefined || unread.size > 0) return { found }
    return { found, trial: { ...(clinic ? { clinic } : {}), trial: { ...trial, issues: [] }, cells: shownCells(importKinds[kind].fields, texts) } }
  }
}
