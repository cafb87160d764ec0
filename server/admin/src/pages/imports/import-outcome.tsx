import type { ImportJob } from '@talent/shared/contract/imports'
import { Alert, Button } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { HelpLink } from '../../help/help-link'
import { FormCard } from '../../ui/form-card'
import { timeText } from '../../ui/time-text'
import { ImportCounts } from './import-counts'
import { number, recordsOf, rowsLeft, rowsToWrite } from './import-words'
import styles from './imports.module.css'

/** How an import ended, and what to do next. */
export function ImportOutcome({ job, report, mayWrite }: { job: ImportJob; report: ReactNode; mayWrite: boolean }) {
  const navigate = useNavigate()
  const records = recordsOf[job.kind]
  const wroteRows = job.state === 'finished' || job.doneRows > 0
  const again = mayWrite && (
    <Button type={wroteRows ? 'default' : 'primary'} onClick={() => void navigate(`/imports/new?kind=${job.kind}`)}>
      {job.state === 'finished' && job.wrongRows === 0 ? '再导入一个文件' : '重新上传'}
    </Button>
  )
  return (
    <FormCard title={job.finishedAt ? `导入结果（${timeText(job.finishedAt)}）` : '导入结果'}>
      <Alert className={styles.notice} showIcon type={alertType(job)} title={<span className={styles.lines}>{outcomeTitle(job)}</span>} description={outcomeHint(job)} action={job.state === 'failed' && <HelpLink topic="import-template" />} />
      {job.rows > 0 && job.state !== 'finished' && <p className={styles.countsOf}>文件中的行（校验结果，不是写入结果）</p>}
      {job.rows > 0 && <ImportCounts job={job} />}
      <div className={styles.actions}>
        {wroteRows && (
          <Button type="primary" onClick={() => void navigate(records.to)}>
            {records.label}
          </Button>
        )}
        {report}
        {again}
      </div>
    </FormCard>
  )
}

function alertType(job: ImportJob): 'success' | 'warning' | 'error' | 'info' {
  if (job.state === 'failed') return 'error'
  if (job.state === 'cancelled') return 'info'
  return job.wrongRows > 0 ? 'warning' : 'success'
}

function outcomeTitle(job: ImportJob): string {
  if (job.state === 'failed') return job.failure ?? '导入没有完成'
  if (job.state === 'cancelled') return job.doneRows > 0 ? `已取消，取消前已写入 ${number(job.doneRows)} 行` : '已取消，没有写入任何数据'
  const wrong = job.wrongRows > 0 ? `，${number(job.wrongRows)} 行有错误没有写入` : ''
  return `已写入 ${number(rowsToWrite(job))} 行${wrong}`
}

function outcomeHint(job: ImportJob): string | undefined {
  if (job.state === 'cancelled') return job.doneRows > 0 ? `${stays(job)}需要时可重新上传同一文件，已写入的行不会重复。` : '需要时可重新上传同一文件。'
  if (job.state === 'failed') return job.doneRows > 0 ? `已写入 ${number(job.doneRows)} 行。${stays(job)}` : '请按提示修改文件后重新上传。'
  if (job.wrongRows > 0) return '下载错误报告，按第一列的错误原因修改，改好后直接上传即可，不必删除这一列；已写入的行不会重复。'
  return undefined
}

/** Of an import that ended early. */
const stays = (job: ImportJob): string => (rowsLeft(job) > 0 ? `已写入的行保留，其余 ${number(rowsLeft(job))} 行没有写入。` : '已写入的行保留。')
