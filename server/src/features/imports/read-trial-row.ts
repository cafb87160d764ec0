import { sameText } from '@talent/shared/domain/clean-text'
import { readTrialRow } from '@talent/shared/domain/trial-row'
import { importKinds } from './import-kinds'
import { placeFinder } from './place-names'
import { rowsMet, shownCells, type ReadContext, type RowReader } from './read-row'

/**
 * A row of the template of trial filings. Whether the dates are right depends on the person and the exam year, which
 * are in the database: the values go on even where something is wrong already, so that one report names everything.
 */
export function trialRowReader(context: ReadContext): RowReader {
  const findPost = placeFinder('岗位名称', context.posts)
  const met = rowsMet()
  return ({ texts, unread }, row) => {
    const trial = readTrialRow(texts)
    const found = trial.issues.filter((issue) => !unread.has(String(issue.path[0])))
    const { institutionName, identityNumber, filing } = trial
    if (institutionName !== '' && !sameText(institutionName, context.organizationName)) {
      found.push({ path: ['institutionName'], code: 'TRIAL_INSTITUTION', message: `机构名称“${institutionName}”不是本机构，应为“${context.organizationName}”` })
    }
    if (filing.postName) {
      const post = findPost(filing.postName)
      if ('message' in post) found.push({ path: ['postName'], code: 'POST_UNKNOWN', message: post.message })
    }
    const earlier = identityNumber === '' ? undefined : met(`${identityNumber} ${filing.examYear} ${filing.assistantUpgrade}`, row)
    if (earlier !== undefined) found.push({ path: ['identityNumber'], code: 'TRIAL_TWICE', message: `与第 ${earlier} 行是同一个人、同一年度的填报，只能保留一行` })
    if (earlier !== undefined || unread.size > 0) return { found }
    return { found, trial: { trial: { ...trial, issues: [] }, cells: shownCells(importKinds.trials.fields, texts) } }
  }
}
