import type { ImportJob } from '@talent/shared/contract/imports'
import { Progress } from 'antd'
import type { ReactNode } from 'react'
import { FormCard } from '../../ui/form-card'
import { number, rowsToWrite } from './import-words'
import styles from './imports.module.css'

/** While the server checks or writes. How many rows a file has is known only at its end, so the check shows a count. */
export function ImportProgress({ job, cancel }: { job: ImportJob; cancel: ReactNode }) {
  const running = job.state === 'running'
  const all = rowsToWrite(job)
  return (
    <FormCard title={running ? '正在写入' : '正在校验'} extra={cancel}>
      {running && <Progress percent={all > 0 ? Math.min(100, Math.floor((job.doneRows / all) * 100)) : 100} aria-label="写入进度" />}
      <p role="status" className={styles.progressText}>
        {running ? `已写入 ${number(job.doneRows)} 行，共 ${number(all)} 行` : job.rows > 0 ? `已校验 ${number(job.rows)} 行` : '文件已上传，即将开始校验'}
      </p>
      <p className={styles.progressHint}>可以离开本页，导入会继续进行；完成后在“人员信息导入管理”中查看。</p>
    </FormCard>
  )
}
