import { ImportKind as Kind, type ImportJob } from '@talent/shared/contract/imports'
import { detailSectionNames, detailSections, type DetailSectionName } from '@talent/shared/domain/sections/details'

export type ImportKind = ImportJob['kind']

const ofDetails = <T>(make: (section: DetailSectionName) => T) => Object.fromEntries(detailSectionNames.map((section) => [section, make(section)])) as Record<DetailSectionName, T>

export const kindLabels: Record<ImportKind, string> = { people: '人员基本信息', ...ofDetails((section) => detailSections[section].label), trials: '试用期', registration: '预报名' }

/** From an address or a choice; undefined for what is none. */
export const kindOf = (text: string | null): ImportKind | undefined => Kind.safeParse(text).data

/** Where the imported rows are found. */
export const recordsOf: Record<ImportKind, { to: string; label: string }> = {
  people: { to: '/people', label: '查看人员' },
  ...ofDetails(() => ({ to: '/people', label: '查看人员' })),
  trials: { to: '/trials', label: '查看试用期填报' },
  registration: { to: '/pre-registrations', label: '查看预报名' },
}

export const number = (count: number): string => count.toLocaleString('zh-CN')

/** Rows that a run writes; with 全部正确才导入 none while one is wrong. */
export const rowsToWrite = (job: Pick<ImportJob, 'newRows' | 'changedRows' | 'wrongRows' | 'allOrNothing'>): number =>
  job.allOrNothing && job.wrongRows > 0 ? 0 : job.newRows + job.changedRows

/** Rows that a run has not written, or did not write when it ended early. */
export const rowsLeft = (job: Pick<ImportJob, 'newRows' | 'changedRows' | 'wrongRows' | 'allOrNothing' | 'doneRows'>): number => Math.max(0, rowsToWrite(job) - job.doneRows)

/** One line for the history: what came of the import. */
export function resultText(job: ImportJob): string {
  const wrong = job.wrongRows > 0 ? `，错误 ${number(job.wrongRows)} 行` : ''
  switch (job.state) {
    case 'uploaded':
      return '等待校验'
    case 'checking':
      return `已校验 ${number(job.rows)} 行`
    case 'previewed':
      return `新增 ${number(job.newRows)}，修改 ${number(job.changedRows)}${wrong}，尚未写入`
    case 'running':
      return `已写入 ${number(job.doneRows)} / ${number(rowsToWrite(job))} 行`
    case 'finished':
      return `新增 ${number(job.newRows)}，修改 ${number(job.changedRows)}，不变 ${number(job.sameRows)}${wrong}`
    case 'failed':
      return job.failure ?? '没有完成'
    case 'cancelled':
      return job.doneRows > 0 ? `取消前已写入 ${number(job.doneRows)} 行` : '没有写入'
  }
}
