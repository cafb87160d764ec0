import type { ImportJob } from '@talent/shared/contract/imports'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { FormCard } from '../../ui/form-card'
import { ImportCounts } from './import-counts'
import { number, rowsToWrite } from './import-words'
import styles from './imports.module.css'

interface ImportPreviewProps {
  job: ImportJob
  report: ReactNode
  /** Null: this account may look but not import. */
  run: { start: () => void; pending: boolean } | null
  cancel: ReactNode
}

/** What the import would do, before anything is written. */
export function ImportPreview({ job, report, run, cancel }: ImportPreviewProps) {
  const navigate = useNavigate()
  const rows = rowsToWrite(job)
  return (
    <FormCard title={`预览：共 ${number(job.rows)} 行，尚未写入`}>
      <ImportCounts job={job} />
      <p className={styles.plan}>{planText(job)}</p>
      <div className={styles.actions}>
        {run && rows > 0 && (
          <Button type="primary" loading={run.pending} onClick={run.start}>
            {`开始导入 ${number(rows)} 行`}
          </Button>
        )}
        {run && rows === 0 && (
          <Button type="primary" onClick={() => void navigate(`/imports/new?kind=${job.kind}`)}>
            重新上传
          </Button>
        )}
        {report}
        {cancel}
      </div>
    </FormCard>
  )
}

export function planText(job: ImportJob): string {
  const wrong = `${number(job.wrongRows)} 行有错误`
  if (job.wrongRows > 0 && job.allOrNothing) {
    return `${wrong}。您选择了“全部正确才导入”，请下载错误报告，改好后重新上传。`
  }
  if (job.newRows + job.changedRows === 0) {
    return job.wrongRows > 0 ? `没有可以写入的行：${wrong}。请下载错误报告，改好后重新上传。` : '文件中的内容与系统中的一致，不需要导入。'
  }
  return job.wrongRows > 0 ? `正确的行可以先导入；${wrong}，不会写入，可下载错误报告，改好后直接上传。` : '没有错误，可以导入。'
}
