import { DownloadOutlined } from '@ant-design/icons'
import type { CallOptions } from '@talent/shared/client'
import { Button, type ButtonProps } from 'antd'
import type { WebFile } from '../api/transport'
import { DownloadStatus } from './download-status'
import { useDownload } from './use-download'

interface DownloadButtonProps extends Pick<ButtonProps, 'type' | 'size'> {
  /** Asks the server for the file: `(options) => client.call(downloadTemplate, { kind }, options)`. */
  load: (options: CallOptions) => Promise<WebFile>
  children: string
}

/** Fetches a file and hands it to the browser's downloads; beside it how much has come, or why it did not come. */
export function DownloadButton({ load, children, type, size }: DownloadButtonProps) {
  const download = useDownload((_: void, options) => load(options))
  const inText = type === 'link'
  return (
    <>
      <Button type={type} size={size} icon={inText ? undefined : <DownloadOutlined aria-hidden />} loading={download.state.kind === 'receiving'} onClick={() => download.start()}>
        {children}
      </Button>
      <DownloadStatus download={download} />
    </>
  )
}
