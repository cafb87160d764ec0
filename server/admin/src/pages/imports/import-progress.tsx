import type { ImportJob } from '@talent/shared/contract/imports'
import { Progress } from 'antd'
import type { ReactNode } from 'react'
import { FormCard } from '../../ui/form-card'
import { number, rowsLeft, rowsToWrite } from './import-words'
import styles from './imports.module.css'

interface Look {
  title: string
  /** What the server is doing; told once, not with every count. */
  step: string
  counts: string
  /** Null: how much there is to do is known only at the end. */
  percent: number | null
}

/** While the server checks or writes. How many rows a file has is known only at its end, so the check shows a count. */
export function ImportProgress({ job, cancel }: { job: ImportJob; cancel: ReactNode }) {
  const { title, step, counts, percent } = lookOf(job)
  return (
    <FormCard title={title} extra={cancel}>
      <Progress
        percent={percent ?? 100}
        showInfo={percent !== null}
        status={percent === null ? 'active' : 'normal'}
        aria-label={job.state === 'running' ? '写入进度' : '校验进度'}
        aria-valuenow={percent ?? undefined}
        aria-valuetext={counts}
      />
      <p className={styles.progressText}>{counts}</p>
      <p role="status" className={styles.progressHint}>
        {step}
      </p>
      <p className={styles.progressHint}>可以离开本页，导入会继续进行；完成后在“人员信息导入管理”中查看。</p>
    </FormCard>
  )
}

function lookOf(job: ImportJob): Look {
  if (job.state === 'running') return job.allOrNothing ? atOnce(job) : byRows(job)
  const step = '校验时不写入任何数据，校验完成后由您确认是否导入。'
  if (job.rows === 0) return { title: '正在校验', step, counts: '文件已上传，即将开始校验', percent: null }
  return { title: '正在校验', step, counts: `已校验 ${number(job.rows)} 行${wrongText(job)}`, percent: null }
}

function byRows(job: ImportJob): Look {
  const all = rowsToWrite(job)
  return {
    title: '正在写入',
    step: job.wrongRows > 0 ? '正在写入正确的行，有错误的行不写入。' : '已写入的行立即生效，取消时保留。',
    counts: `已完成 ${number(job.doneRows)} / 共 ${number(all)} 行，剩余 ${number(rowsLeft(job))} 行，错误 ${number(job.wrongRows)} 行`,
    percent: all > 0 ? Math.min(100, Math.floor((job.doneRows / all) * 100)) : 100,
  }
}

/** All rows become visible in one go, so there is nothing to count on the way. */
const atOnce = (job: ImportJob): Look => ({
  title: '正在写入',
  step: '选择了“全部正确才导入”：全部写完后一次生效，中途没有部分写入的数据。',
  counts: `正在写入，共 ${number(rowsToWrite(job))} 行`,
  percent: null,
})

const wrongText = ({ wrongRows }: ImportJob) => (wrongRows > 0 ? `，错误 ${number(wrongRows)} 行` : '')
