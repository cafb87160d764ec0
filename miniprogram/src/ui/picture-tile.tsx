import { Image, View } from '@tarojs/components'
import type { PictureSource } from '../api/pictures'
import { isFileLost } from '../api/problem-text'
import { usePicture } from '../api/use-picture'
import { named, silentPicture, tappable } from './a11y'
import './picture-tile.scss'

interface Props {
  thumb: PictureSource
  /** What it shows: 学位证照片. */
  label: string
  /** Opens it in full. */
  onTap: () => void
}

/** A thumbnail that only the signed-in one may see; a tap opens it in full. */
export function PictureTile({ thumb, label, onTap }: Props) {
  const picture = usePicture(thumb)
  return (
    <View className="picture-tile">
      {picture.status === 'ready' ? (
        <Image
          className="picture-tile__picture"
          src={picture.path}
          mode="aspectFill"
          {...silentPicture}
          {...tappable({ role: 'button', label: `查看${label}大图`, onTap })}
        />
      ) : picture.status === 'loading' ? (
        <View className="picture-tile__picture picture-tile__picture--waiting" {...named({ role: 'img', label: `${label}正在加载` })} />
      ) : isFileLost(picture.problem) ? (
        <View className="picture-tile__picture picture-tile__picture--failed" {...tappable({ role: 'button', label: `${label}已丢失，查看怎么办`, onTap })}>
          <View>照片已丢失</View>
          <View className="picture-tile__retry">怎么办</View>
        </View>
      ) : (
        <View className="picture-tile__picture picture-tile__picture--failed" {...tappable({ role: 'button', label: `重新加载${label}`, onTap: picture.retry })}>
          <View>没有加载出来</View>
          <View className="picture-tile__retry">重新加载</View>
        </View>
      )}
      <View className="picture-tile__label">{label}</View>
    </View>
  )
}
