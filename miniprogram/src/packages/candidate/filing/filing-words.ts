import type { Filing } from '@talent/shared/contract/candidate'

/** The states as the candidate reads them: `confirmation.looks` speaks to the institution. */
export const stateLabels: Record<Filing['state'], string> = {
  notReady: '单位填报中',
  awaiting: '待您确认',
  objected: '已提异议',
  confirmed: '已确认',
}

const mostNamed = 4

/** A few by name, the rest by number: 基本信息、试用期填报等 9 项. */
export const namesOf = (titles: readonly string[]): string =>
  titles.length <= mostNamed ? titles.join('、') : `${titles.slice(0, mostNamed - 1).join('、')}等`

/** Why nothing can be said about a filing that waits for it; null when it can. */
export function closedWords({ period: { phase, mayAnswer, from, until }, examYear }: Filing): string | null {
  if (mayAnswer) return null
  if (phase === 'notOpen') return `${examYear} 年度自 ${from} 起开放确认。现在可以先看，到时会请您核对。`
  const closed = `${examYear} 年度的确认已于 ${until} 截止，不能再确认或提出异议。`
  return phase === 'correctionsOnly' ? `${closed}现在只受理已提交材料的更正。如有疑问，请联系单位人事部门。` : `${closed}如有疑问，请联系单位人事部门。`
}

/** What differs from the last time, counted. */
export function differenceWords({ changed, added, removed }: { changed: number; added: number; removed: number }): string {
  const parts = [
    changed ? `${changed} 个栏目有改动` : '',
    added ? `${added} 个新增的栏目` : '',
    removed ? `${removed} 个栏目已删除` : '',
  ].filter(Boolean)
  return `与您上次核对时相比：${parts.join('，')}，排在最前面。`
}
