import { Button } from 'antd'
import { problemText } from '../api/problem-text'
import type { Download } from './use-download'
import styles from './ui.module.css'

/** How much of a file has come, with a way to stop; or why it did not come, with a way to try again. */
export function DownloadStatus<Args>({ download: { state, cancel, again } }: { download: Download<Args> }) {
  if (state.kind === 'idle') return null
  if (state.kind === 'failed') {
    return (
      <span role="alert" className={`${styles.download} ${styles.inlineProblem}`}>
        <span>{failureText(state)}</span>
        <Button type="link" size="small" onClick={again}>
          重新下载
        </Button>
      </span>
    )
  }
  const words = state.bytes > 0 ? `已接收 ${sizeText(state.bytes)}` : '正在准备文件'
  return (
    <span className={styles.download}>
      <span role="progressbar" aria-label="下载进度" aria-valuetext={words}>
        {words}
      </span>
      <Button type="link" size="small" onClick={cancel}>
        取消下载
      </Button>
    </span>
  )
}

const failureText = ({ bytes, error }: { bytes: number; error: unknown }): string =>
  bytes > 0 ? `下载中断，已接收的 ${sizeText(bytes)} 没有保存。${problemText(error)}` : problemText(error)

/** 3.2 MB; below one MB in whole KB, at least 1. */
export function sizeText(bytes: number): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1024))
  return kilobytes < 1024 ? `${kilobytes} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
