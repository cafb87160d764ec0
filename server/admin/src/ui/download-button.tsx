import { DownloadOutlined } from '@ant-design/icons'
import { Button, type ButtonProps } from 'antd'
import type { FileOrder } from '../api/download'
import { DownloadStatus } from './download-status'
import { useDownload } from './use-download'

interface DownloadButtonProps extends Pick<ButtonProps, 'type' | 'size'> {
  /** `fileOf(downloadTemplate, { kind })` */
  order: FileOrder
  children: string
}

/** Has the browser download a file; beside it that it is being prepared, or why it did not come. */
export function DownloadButton({ order, children, type, size }: DownloadButtonProps) {
  const download = useDownload()
  const inText = type === 'link'
  return (
    <>
      <Button type={type} size={size} icon={inText ? undefined : <DownloadOutlined aria-hidden />} loading={download.state.kind === 'preparing'} onClick={() => download.start(order)}>
        {children}
      </Button>
      <DownloadStatus download={download} />
    </>
  )
}
