import { DownloadOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { App, Button, type ButtonProps } from 'antd'
import { problemText } from '../api/problem-text'
import { saveFile, type WebFile } from '../api/transport'

interface DownloadButtonProps extends Pick<ButtonProps, 'type' | 'size'> {
  /** Asks the server for the file: `() => client.call(downloadTemplate, { kind })`. */
  load: () => Promise<WebFile>
  children: string
}

/** Fetches a file and hands it to the browser's downloads; says so when the server refuses. */
export function DownloadButton({ load, children, type, size }: DownloadButtonProps) {
  const { message } = App.useApp()
  const download = useMutation({ mutationFn: load, onSuccess: saveFile, onError: (error) => void message.error(problemText(error)) })
  const inText = type === 'link'
  return (
    <Button type={type} size={size} icon={inText ? undefined : <DownloadOutlined aria-hidden />} loading={download.isPending} onClick={() => download.mutate()}>
      {children}
    </Button>
  )
}
