import { Image, View } from '@tarojs/components'
import { viewPictures } from '../../../platform/files'
import { openPage } from '../../../platform/navigation'
import { candidatePaths } from '../../../platform/page-paths'
import { silentPicture, tappable } from '../../../ui/a11y'
import { LinkButton } from '../../../ui/buttons'
import { FieldFrame } from '../../../ui/field-frame'
import '../../../ui/photo-field.scss'
import type { CardPhoto as Photo, Side } from './card-photos'
import { photoName } from './photo-names'
import type { Sending } from './use-card-photos'

interface Props {
  side: Side
  identityType: string
  photo: Photo | null
  sending: Sending
  onRetry: () => void
  /** What the server said of this photo. */
  error: string | null
}

/** One side of the document: taken on the page of the camera, shown here with how far it has come. */
export function CardPhoto({ side, identityType, photo, sending, onRetry, error }: Props) {
  const name = photoName(identityType, side)
  const take = () => openPage(candidatePaths.cardCamera, { side, document: identityType })
  return (
    <FieldFrame label={name} error={sending.status === 'failed' ? sending.problem.message : error}>
      <View className="photo">
        {photo === null ? (
          <View className="photo__frame photo__frame--card" {...tappable({ role: 'button', label: `拍摄${name}`, onTap: take })}>
            <View className="photo__plus">＋</View>
            <View>拍照或从相册选择</View>
          </View>
        ) : photo.path === '' ? (
          <View className="photo__frame photo__frame--card">照片已上传，可以直接使用</View>
        ) : (
          <Image
            className="photo__frame photo__frame--card"
            src={photo.path}
            mode="aspectFit"
            {...silentPicture}
            {...tappable({ role: 'button', label: `查看${name}大图`, onTap: () => viewPictures([photo.path], 0) })}
          />
        )}
        {photo === null ? null : (
          <View className="photo__line">
            {sending.status === 'sending' ? <View>正在上传…</View> : null}
            {sending.status === 'sent' ? <View className="photo__sent">已上传</View> : null}
            {sending.status === 'failed' ? <LinkButton onTap={onRetry} label={`重新上传${name}`}>重新上传</LinkButton> : null}
            <LinkButton onTap={take} label={`重拍${name}`}>重拍</LinkButton>
          </View>
        )}
      </View>
    </FieldFrame>
  )
}
