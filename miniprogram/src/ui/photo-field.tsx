import { Image, View } from '@tarojs/components'
import { useState } from 'react'
import type { CallProblem } from '../api/problem-text'
import type { Outcome } from '../api/use-mutation'
import { pickPicture, type PickedFile, type PictureSource, viewPictures } from '../platform/files'
import { silentPicture, tappable } from './a11y'
import { LinkButton } from './buttons'
import { FieldFrame, type FieldProps } from './field-frame'
import './photo-field.scss'

interface Props extends FieldProps {
  /** Sends the picture; PhotoField shows how it goes and keeps the picture until it has arrived. */
  upload: (file: PickedFile) => Promise<Outcome<unknown>>
  /** A picture that is already there, e.g. after coming back to the page. */
  shownPath?: string | null
  /** Default: camera and album. */
  sources?: PictureSource[]
  /** `card`: a frame in the shape of an identity card. */
  shape?: 'card' | 'free'
  /** bytes */
  maxBytes: number
}

type State =
  | { status: 'empty' }
  | { status: 'tooLarge' }
  | { status: 'sending' | 'sent'; file: PickedFile }
  | { status: 'failed'; file: PickedFile; problem: CallProblem }

const megabytes = (bytes: number) => `${Math.round((bytes / 1024 / 1024) * 10) / 10} MB`

/** Takes or chooses one picture, shows it, sends it; a failed sending is tried again with the same picture. */
export function PhotoField({ upload, shownPath = null, sources = ['camera', 'album'], shape = 'free', maxBytes, error, ...frame }: Props) {
  const [state, setState] = useState<State>({ status: 'empty' })
  const send = async (file: PickedFile) => {
    setState({ status: 'sending', file })
    const outcome = await upload(file)
    setState(outcome.ok ? { status: 'sent', file } : { status: 'failed', file, problem: outcome.problem })
  }
  const choose = async () => {
    const file = await pickPicture(sources)
    if (!file) return
    if (file.size > maxBytes) setState({ status: 'tooLarge' })
    else await send(file)
  }
  const picture = 'file' in state ? state.file.path : shownPath
  const words = state.status === 'tooLarge' ? `照片不能超过 ${megabytes(maxBytes)}，请重拍或另选一张` : error
  const { label } = frame
  return (
    <FieldFrame {...frame} error={state.status === 'failed' ? state.problem.message : words}>
      <View className="photo">
        {picture === null ? (
          <View className={`photo__frame photo__frame--${shape}`} {...tappable({ role: 'button', label: `拍摄或选择${label}`, onTap: () => void choose() })}>
            <View className="photo__plus">＋</View>
            <View>拍照或从相册选择</View>
          </View>
        ) : (
          <Image
            className={`photo__frame photo__frame--${shape}`}
            src={picture}
            mode="aspectFit"
            {...silentPicture}
            {...tappable({ role: 'button', label: `查看${label}大图`, onTap: () => viewPictures([picture], 0) })}
          />
        )}
        {picture === null ? null : <Progress state={state} label={label} onRetry={send} onRetake={choose} />}
      </View>
    </FieldFrame>
  )
}

interface ProgressProps {
  state: State
  label: string
  onRetry: (file: PickedFile) => unknown
  onRetake: () => unknown
}

function Progress({ state, label, onRetry, onRetake }: ProgressProps) {
  if (state.status === 'sending') return <View className="photo__line">正在上传…</View>
  return (
    <View className="photo__line">
      {state.status === 'sent' ? <View className="photo__sent">已上传</View> : null}
      {state.status === 'failed' ? <LinkButton onTap={() => onRetry(state.file)} label={`重新上传${label}`}>重新上传</LinkButton> : null}
      <LinkButton onTap={onRetake} label={`重拍${label}`}>重拍</LinkButton>
    </View>
  )
}
