import type { ImportJob } from '@talent/shared/contract/imports'
import { Steps } from 'antd'
import styles from './imports.module.css'

const stepOf: Record<ImportJob['state'], number> = { uploaded: 1, checking: 1, previewed: 1, running: 2, finished: 2, failed: 2, cancelled: 2 }

/** Where an import is; without a job it is at its beginning. */
export function ImportSteps({ job }: { job?: ImportJob }) {
  const failed = job?.state === 'failed'
  const current = job ? (failed && job.doneRows === 0 ? 1 : stepOf[job.state]) : 0
  return (
    <div className={styles.steps}>
      <Steps
        size="small"
        responsive={false}
        current={current}
        status={failed ? 'error' : job?.state === 'finished' ? 'finish' : 'process'}
        items={[{ title: '选择文件' }, { title: '核对预览' }, { title: '导入结果' }]}
      />
    </div>
  )
}
