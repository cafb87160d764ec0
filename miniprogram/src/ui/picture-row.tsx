import { View } from '@tarojs/components'
import { PictureTile } from './picture-tile'
import type { ViewedPicture } from './picture-viewer'

/** The thumbnails of one section. The page holds the viewer, so that one leafs through all of its sections. */
export function PictureRow({ pictures, onOpen }: { pictures: readonly ViewedPicture[]; onOpen: (thumbKey: string) => void }) {
  if (pictures.length === 0) return null
  return (
    <View className="picture-row">
      {pictures.map(({ thumb, label }) => (
        <PictureTile key={thumb.key} thumb={thumb} label={label} onTap={() => onOpen(thumb.key)} />
      ))}
    </View>
  )
}
