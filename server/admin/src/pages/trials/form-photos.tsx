import type { Picture } from '@talent/shared/contract/details'
import { Button, Upload } from 'antd'
import { useSession } from '../../api/session'
import { PictureGroup, Thumbnail } from '../../ui/thumbnail'
import styles from './trials.module.css'

interface FormPhotosProps {
  trialId: number
  /** What they show: 高校/部队考生报考表. */
  label: string
  photos: readonly Picture[]
  /** Null where the photos are only looked at. */
  change: { replace: (attachmentId: number, file: File) => Promise<void>; remove: (attachmentId: number, name: string) => void; busy: boolean } | null
}

export const formPhotoSource = (trialId: number, attachmentId: number, size: 'thumb' | 'full') => `/api/trials/${trialId}/form-photos/${attachmentId}?size=${size}`
export const photoKinds = ['.jpg', '.jpeg', '.png']

/** Thumbnails that open large, in full for who files or may read whole numbers; each may give way to another photo or go. */
export function FormPhotos({ trialId, label, photos, change }: FormPhotosProps) {
  const { can } = useSession()
  const mayEnlarge = can('person.reveal') || can('trial.write')
  const nameOf = (index: number) => (photos.length > 1 ? `${label} ${index + 1}` : label)
  return (
    <PictureGroup>
      <ul className={styles.photos}>
        {photos.map((photo, index) => (
          <li key={photo.attachmentId}>
            <Thumbnail
              src={formPhotoSource(trialId, photo.attachmentId, 'thumb')}
              {...(mayEnlarge ? { full: formPhotoSource(trialId, photo.attachmentId, 'full') } : {})}
              alt={nameOf(index)}
              height={120}
              width={Math.min(Math.round((120 * photo.width) / photo.height), 240)}
            />
            {change && (
              <span>
                <Upload accept={photoKinds.join()} showUploadList={false} disabled={change.busy} beforeUpload={(file) => (void change.replace(photo.attachmentId, file), false)}>
                  <Button type="link" size="small" disabled={change.busy} aria-label={`替换${nameOf(index)}`}>
                    替换
                  </Button>
                </Upload>
                <Button type="link" size="small" danger disabled={change.busy} aria-label={`删除${nameOf(index)}`} onClick={() => change.remove(photo.attachmentId, nameOf(index))}>
                  删除
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
    </PictureGroup>
  )
}
