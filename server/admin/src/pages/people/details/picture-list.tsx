import type { Picture } from '@talent/shared/contract/details'
import { Button } from 'antd'
import { useSession } from '../../../api/session'
import { PictureGroup, Thumbnail } from '../../../ui/thumbnail'
import styles from './details.module.css'

export const pictureSource = (personId: number, attachmentId: number, size: 'thumb' | 'full') => `/api/people/${personId}/pictures/${attachmentId}?size=${size}`

interface PictureListProps {
  personId: number
  /** What they show: 学历附件. */
  label: string
  pictures: readonly Picture[]
  /** Buttons to move and to take away; without it the pictures are only looked at. */
  onChange?: (pictures: Picture[]) => void
}

/** Thumbnails in order; each opens large, to be zoomed and turned: in full for whoever may read whole numbers or keeps the record. */
export function PictureList({ personId, label, pictures, onChange }: PictureListProps) {
  const { can } = useSession()
  const mayEnlarge = can('person.reveal') || can('person.write')
  const nameOf = (index: number) => (pictures.length > 1 ? `${label} ${index + 1}` : label)
  const moved = (index: number) => [...pictures.slice(0, index - 1), ...pictures.slice(index, index + 1), ...pictures.slice(index - 1, index), ...pictures.slice(index + 1)]
  return (
    <PictureGroup>
      <ul className={styles.pictures}>
        {pictures.map((picture, index) => (
          <li key={picture.attachmentId}>
            <Thumbnail
              src={pictureSource(personId, picture.attachmentId, 'thumb')}
              {...(mayEnlarge ? { full: pictureSource(personId, picture.attachmentId, 'full') } : {})}
              alt={nameOf(index)}
              height={96}
              width={Math.min(Math.round((96 * picture.width) / picture.height), 200)}
            />
            {onChange && (
              <span>
                {index > 0 && (
                  <Button type="link" size="small" aria-label={`${nameOf(index)}前移`} onClick={() => onChange(moved(index))}>
                    前移
                  </Button>
                )}
                <Button type="link" size="small" danger aria-label={`移除${nameOf(index)}`} onClick={() => onChange(pictures.filter((one) => one !== picture))}>
                  移除
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
    </PictureGroup>
  )
}
