import { App } from 'antd'
import { useRef, useState } from 'react'
import { startDownload, type FileOrder } from '../api/download'

export type DownloadState =
  | { kind: 'idle' }
  /** The server is still making the file. */
  | { kind: 'preparing' }
  | { kind: 'failed'; error: unknown; order: FileOrder }

export interface Download {
  state: DownloadState
  /** Pressed again while a file is prepared it does nothing: two clicks are one download. */
  start: (order: FileOrder) => void
  cancel: () => void
  /** Once more what failed. */
  again: () => void
}

/**
 * Has the browser download a file: the page shows that it is being prepared, or why it did not come, and the browser's own
 * list the rest. It goes on when the page is left. Show its state with `DownloadStatus`.
 *
 *     const print = useDownload()
 *     print.start(fileOf(printResume, { personId, whole }))
 */
export function useDownload(onStarted?: () => void): Download {
  const { message } = App.useApp()
  const [state, setState] = useState<DownloadState>({ kind: 'idle' })
  const stop = useRef<(() => void) | null>(null)
  const startedAt = useRef<Element | null>(null)

  const start = (order: FileOrder) => {
    if (stop.current) return
    startedAt.current = document.activeElement
    setState({ kind: 'preparing' })
    stop.current = startDownload(order, {
      onStarted: () => {
        stop.current = null
        setState({ kind: 'idle' })
        void message.success('已开始下载，进度见浏览器的下载列表')
        onStarted?.()
      },
      onRefused: (error) => {
        stop.current = null
        setState({ kind: 'failed', error, order })
      },
    })
  }

  return {
    state,
    start,
    // The button that stops it goes away with it: the keyboard is back where the download began.
    cancel: () => {
      if (!stop.current) return
      stop.current()
      stop.current = null
      setState({ kind: 'idle' })
      void message.info('已取消下载，没有保存文件')
      if (startedAt.current instanceof HTMLElement) startedAt.current.focus()
    },
    again: () => state.kind === 'failed' && start(state.order),
  }
}
