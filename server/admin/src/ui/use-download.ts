import { cancellation, TransportProblem, type CallOptions } from '@talent/shared/client'
import { App } from 'antd'
import { useRef, useState } from 'react'
import { saveFile, watchDownload, type WebFile } from '../api/transport'

export type DownloadState<Args> =
  | { kind: 'idle' }
  /** 0: the server is still making the file. */
  | { kind: 'receiving'; bytes: number }
  | { kind: 'failed'; bytes: number; error: unknown; args: Args }

export interface Download<Args = void> {
  state: DownloadState<Args>
  /** Pressed again while a file comes it does nothing: two clicks are one download. */
  start: (args: Args) => void
  cancel: () => void
  /** Once more what failed. */
  again: () => void
}

/**
 * Asks the server for a file and hands it to the browser's downloads once all of it has come; a part of a file is never saved.
 * It goes on when the page is left. Show its state with `DownloadStatus`.
 *
 *     const download = useDownload((whole: boolean, options) => client.call(printResume, { personId, whole }, options))
 */
export function useDownload<Args = void>(load: (args: Args, options: CallOptions) => Promise<WebFile>, onSaved?: () => void): Download<Args> {
  const { message } = App.useApp()
  const [state, setState] = useState<DownloadState<Args>>({ kind: 'idle' })
  const running = useRef<ReturnType<typeof cancellation> | null>(null)
  const startedAt = useRef<Element | null>(null)

  const run = async (args: Args) => {
    if (running.current) return
    const control = cancellation()
    running.current = control
    startedAt.current = document.activeElement
    let bytes = 0
    setState({ kind: 'receiving', bytes })
    watchDownload(control, (received) => {
      bytes = received
      setState({ kind: 'receiving', bytes })
    })
    try {
      const file = await load(args, { cancellation: control })
      if (control.cancelled) throw new TransportProblem('cancelled')
      saveFile(file)
      setState({ kind: 'idle' })
      onSaved?.()
    } catch (error) {
      setState(control.cancelled ? { kind: 'idle' } : { kind: 'failed', bytes, error, args })
      if (control.cancelled) void message.info('已取消下载，没有保存文件')
    } finally {
      running.current = null
    }
  }

  return {
    state,
    start: (args) => void run(args),
    // The button that stops it goes away with it: the keyboard is back where the download began.
    cancel: () => {
      running.current?.cancel()
      if (startedAt.current instanceof HTMLElement) startedAt.current.focus()
    },
    again: () => state.kind === 'failed' && void run(state.args),
  }
}
