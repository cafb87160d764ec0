import { InboxOutlined } from '@ant-design/icons'
import { Button, Progress, Upload } from 'antd'
import { useRef, useState, type ReactNode } from 'react'
import { problemText } from '../api/problem-text'
import styles from './ui.module.css'

type Job = { id: number; file: File } & (
  | { state: 'sending'; percent: number }
  | { state: 'sent' }
  | { state: 'failed'; message: string; again: boolean }
)

interface UploadDropProps {
  /** What to drop: 导入文件（.xlsx） */
  label: string
  /** Sizes and kinds in words. */
  hint: ReactNode
  /** For the file chooser and a first check: ['.xlsx']. The server checks the content. */
  extensions: string[]
  maxBytes: number
  multiple?: boolean
  disabled?: boolean
  /** Sends one file; tells its progress in percent. */
  send: (file: File, progress: (percent: number) => void) => Promise<void>
}

/** A place to drop files, with progress per file and a way to try a failed one again. */
export function UploadDrop({ label, hint, extensions, maxBytes, multiple = false, disabled, send }: UploadDropProps) {
  const [jobs, setJobs] = useState<Job[]>([])
  const lastId = useRef(0)
  const put = (job: Job) => setJobs((old) => (old.some((o) => o.id === job.id) ? old.map((o) => (o.id === job.id ? job : o)) : [...old, job]))

  const start = async (id: number, file: File) => {
    const refusal = refuse(file, extensions, maxBytes)
    if (refusal) return put({ id, file, state: 'failed', message: refusal, again: false })
    put({ id, file, state: 'sending', percent: 0 })
    try {
      await send(file, (percent) => put({ id, file, state: 'sending', percent }))
      put({ id, file, state: 'sent' })
    } catch (error) {
      put({ id, file, state: 'failed', message: problemText(error), again: true })
    }
  }

  return (
    <div>
      <Upload.Dragger
        accept={extensions.join()}
        multiple={multiple}
        disabled={disabled}
        showUploadList={false}
        beforeUpload={(file) => {
          if (!multiple) setJobs([])
          lastId.current += 1
          void start(lastId.current, file)
          return false
        }}
      >
        <p className={styles.dropIcon}>
          <InboxOutlined aria-hidden />
        </p>
        <p className={styles.dropLabel}>将{label}拖到这里，或点击选择</p>
        <p className={styles.dropHint}>{hint}</p>
      </Upload.Dragger>
      <ul className={styles.uploads} aria-live="polite">
        {jobs.map((job) => (
          <li key={job.id}>
            <span className={styles.uploadName}>{job.file.name}</span>
            <UploadState job={job} again={() => void start(job.id, job.file)} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function UploadState({ job, again }: { job: Job; again: () => void }) {
  if (job.state === 'sent') return <span className={styles.sent}>已上传</span>
  if (job.state === 'sending') return <Progress percent={Math.round(job.percent)} size="small" aria-label={`${job.file.name} 上传进度`} />
  return (
    <span className={styles.inlineProblem}>
      {job.message}
      {job.again && (
        <Button type="link" size="small" onClick={again}>
          重新上传
        </Button>
      )}
    </span>
  )
}

/** What can be told before the file travels; null when nothing speaks against it. */
export function refuse(file: { name: string; size: number }, extensions: string[], maxBytes: number): string | null {
  const name = file.name.toLowerCase()
  if (!extensions.some((extension) => name.endsWith(extension))) return `只能上传 ${extensions.join('、')} 文件`
  if (file.size === 0) return '文件是空的，请检查后重新选择'
  if (file.size > maxBytes) return `文件 ${megabytes(file.size)} MB，超过 ${megabytes(maxBytes)} MB 的上限`
  return null
}

const megabytes = (bytes: number) => (Math.ceil((bytes / 1024 / 1024) * 10) / 10).toString()
