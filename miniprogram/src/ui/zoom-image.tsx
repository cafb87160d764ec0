import type { Arguments, Endpoint, FileOutput } from '@talent/shared/contract/endpoint'
import { Image, View } from '@tarojs/components'
import { pictureOf } from '../api/pictures'
import { isFileLost } from '../api/problem-text'
import { usePicture, useReadPictures } from '../api/use-picture'
import { viewPictures } from '../platform/files'
import { silentPicture, tappable } from './a11y'
import { LinkButton } from './buttons'
import './zoom-image.scss'

interface Props {
  path: string
  /** What it shows: 学位证照片. */
  label: string
  /** The pictures that one can leaf through in the full view; default only this one. */
  group?: readonly string[]
}

/** A thumbnail; a tap shows it in full, to zoom and leaf through. */
export function ZoomImage({ path, label, group = [path] }: Props) {
  return (
    <View className="zoom-image">
      <Image
        className="zoom-image__picture"
        src={path}
        mode="aspectFill"
        lazyLoad
        {...silentPicture}
        {...tappable({ role: 'button', label: `查看${label}大图`, onTap: () => viewPictures([...group], Math.max(group.indexOf(path), 0)) })}
      />
      <View className="zoom-image__label">{label}</View>
    </View>
  )
}

interface RemoteProps<E> {
  endpoint: E
  args: Arguments<E>
  label: string
}

/** A picture that only the signed-in one may see: fetched with the session, then shown like any other. */
export function RemotePicture<E extends Endpoint & { output: FileOutput }>({ endpoint, args, label }: RemoteProps<E>) {
  useReadPictures()
  const picture = usePicture(pictureOf(endpoint, args))
  if (picture.status === 'ready') return <ZoomImage path={picture.path} label={label} />
  return (
    <View className="zoom-image">
      <View className="zoom-image__picture zoom-image__picture--waiting">
        {picture.status === 'error' && isFileLost(picture.problem) ? (
          <View className="zoom-image__lost">照片已丢失，请删除后重新上传</View>
        ) : picture.status === 'error' ? <LinkButton onTap={picture.retry} label={`重新加载${label}`}>重新加载</LinkButton> : null}
      </View>
      <View className="zoom-image__label">{label}</View>
    </View>
  )
}
