import { InboxOutlined } from '@ant-design/icons'
import { maxPictureBytes } from '@talent/shared/contract/details'
import { Button, Progress, Upload } from 'antd'
import { useRef, useState, type ReactNode } from 'react'
import { problemText } from '../api/problem-text'
import { openBySpace } from './open-by-space'
import { notShrunk, shrinkPicture } from './shrink-picture'
import styles from './ui.module.css'

/** `file` is what travels, `name` what was chosen. */
type Job = { id: number; name: string; file: File } & (
  | { state: 'shrinking' }
  | { state: 'sending'; percent: number }
  | { state: 'sent' }
  | { state: 'failed'; message: string; remedy: 'again' | 'shrink' | null }
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

/** A place to drop files, with progress per file, a way to try a failed one again, and one to shrink a picture that is too large. */
export function UploadDrop({ label, hint, extensions, maxBytes, multiple = false, disabled, send }: UploadDropProps) {
  const [jobs, setJobs] = useState<Job[]>([])
  const lastId = useRef(0)
  const put = (job: Job) => setJobs((old) => (old.some((o) => o.id === job.id) ? old.map((o) => (o.id === job.id ? job : o)) : [...old, job]))

  const start = async (id: number, name: string, file: File) => {
    put({ id, name, file, state: 'sending', percent: 0 })
    try {
      await send(file, (percent) => put({ id, name, file, state: 'sending', percent }))
      put({ id, name, file, state: 'sent' })
    } catch (error) {
      put({ id, name, file, state: 'failed', message: problemText(error), remedy: 'again' })
    }
  }
  const choose = (file: File) => {
    lastId.current += 1
    const refusal = refuse(file, extensions, maxBytes)
    if (!refusal) return void start(lastId.current, file.name, file)
    put({ id: lastId.current, name: file.name, file, state: 'failed', message: refusal, remedy: mayShrink(file, extensions) ? 'shrink' : null })
  }
  const shrink = async ({ id, name, file }: Job) => {
    put({ id, name, file, state: 'shrinking' })
    const small = await shrinkPicture(file)
    if (small) await start(id, name, small)
    else put({ id, name, file, state: 'failed', message: notShrunk.message, remedy: null })
  }

  return (
    <div onKeyDown={openBySpace}>
      <Upload.Dragger
        accept={extensions.join()}
        multiple={multiple}
        disabled={disabled}
        showUploadList={false}
        beforeUpload={(file) => {
          if (!multiple) setJobs([])
          choose(file)
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
            <span className={styles.uploadName}>{job.name}</span>
            <UploadState job={job} again={() => void start(job.id, job.name, job.file)} shrink={() => void shrink(job)} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function UploadState({ job, again, shrink }: { job: Job; again: () => void; shrink: () => void }) {
  if (job.state === 'sent') return <span className={styles.sent}>已上传</span>
  if (job.state === 'shrinking') return <span>正在压缩</span>
  if (job.state === 'sending') return <Progress percent={Math.round(job.percent)} size="small" aria-label={`${job.name} 上传进度`} />
  return (
    <span className={styles.inlineProblem}>
      {job.message}
      {job.remedy && (
        <Button type="link" size="small" onClick={job.remedy === 'again' ? again : shrink}>
          {job.remedy === 'again' ? '重新上传' : '压缩后上传'}
        </Button>
      )}
    </span>
  )
}

const pictureNames = ['.jpg', '.jpeg', '.png']
const hasExtension = (name: string, extensions: readonly string[]) => extensions.some((extension) => name.toLowerCase().endsWith(extension))
const isPicture = ({ name }: { name: string }) => hasExtension(name, pictureNames)

/** A picture that is wanted here, and refused for its size alone. */
export const mayShrink = (file: { name: string; size: number }, extensions: readonly string[]): boolean =>
  hasExtension(file.name, extensions) && isPicture(file) && file.size > maxPictureBytes

/** What can be told before the file travels; null when nothing speaks against it. A picture has its own limit wherever it goes. */
export function refuse(file: { name: string; size: number }, extensions: string[], maxBytes: number): string | null {
  if (!hasExtension(file.name, extensions)) return `只能上传 ${extensions.join('、')} 文件${remedyFor(file.name, extensions)}`
  if (file.size === 0) return '文件是空的，请检查后重新选择'
  const limit = isPicture(file) ? Math.min(maxBytes, maxPictureBytes) : maxBytes
  if (file.size > limit) return `${isPicture(file) ? '照片' : '文件'} ${megabytes(file.size)} MB，超过 ${megabytes(limit)} MB 的上限`
  return null
}

/** What people hold in its place, and how it becomes what is wanted. */
function remedyFor(name: string, extensions: string[]): string {
  if (extensions.includes('.xlsx') && hasExtension(name, ['.xls', '.csv', '.et'])) return '，请用 Excel 或 WPS 打开后“另存为”.xlsx 再上传'
  if (extensions.includes('.jpg') && hasExtension(name, ['.heic', '.heif'])) return '，苹果手机的 HEIC 照片请打开后另存为 JPG 再上传'
  if (extensions.includes('.jpg') && !extensions.includes('.pdf') && hasExtension(name, ['.pdf', '.doc', '.docx'])) return '，请拍照或另存为图片后再上传'
  return ''
}

const megabytes = (bytes: number) => (Math.ceil((bytes / 1024 / 1024) * 10) / 10).toString()
