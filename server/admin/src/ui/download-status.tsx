import { Button } from 'antd'
import { problemText } from '../api/problem-text'
import type { Download } from './use-download'
import styles from './ui.module.css'

/** That a file is being prepared, with a way to stop; or why it did not come, with a way to try again. */
export function DownloadStatus({ download: { state, cancel, again } }: { download: Download }) {
  if (state.kind === 'idle') return null
  if (state.kind === 'failed') {
    return (
      <span role="alert" className={`${styles.download} ${styles.inlineProblem}`}>
        <span>{problemText(state.error)}</span>
        <Button type="link" size="small" onClick={again}>
          重新下载
        </Button>
      </span>
    )
  }
  return (
    <span className={styles.download}>
      <span role="status">正在准备文件</span>
      <Button type="link" size="small" onClick={cancel}>
        取消下载
      </Button>
    </span>
  )
}
