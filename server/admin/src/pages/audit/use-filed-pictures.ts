import type { AuditDetail } from '@talent/shared/contract/audit'
import { getDeskPicture } from '@talent/shared/contract/audit-desk'
import { useState, type ComponentProps } from 'react'
import { useEndpoint } from '../../api/use-endpoint'
import { plain, turned, zoomed, type Look, type PhotoViewer } from '../../ui/photo-viewer'
import type { ReviewKeys } from '../../ui/use-review-keys'

const notAsked = { data: undefined, error: null, refetch: () => undefined }

/** The pictures of a file, one of them large above its sections; only that one is fetched whole. None for who sees thumbnails only. */
export function useFiledPictures(businessCode: string, detail: AuditDetail) {
  const pictures = !detail.mayEnlarge ? [] : detail.sections.flatMap((section) => section.pictures.map((picture) => ({ ...picture, title: section.title })))
  const [shown, setShown] = useState<number | null>(null)
  const [looks, setLooks] = useState<Record<number, Look>>({})
  const file = useEndpoint(getDeskPicture, { businessCode, applicationId: detail.id, attachmentId: shown ?? 0, size: 'full' }, { enabled: shown !== null })
  const at = pictures.findIndex(({ attachmentId }) => attachmentId === shown)
  const look = (shown === null ? undefined : looks[shown]) ?? plain
  const setLook = (next: Look) => shown !== null && setLooks({ ...looks, [shown]: next })
  const step = (to: number) => {
    const picture = pictures[to]
    return picture && (() => setShown(picture.attachmentId))
  }
  const keys: ReviewKeys =
    shown === null
      ? { ArrowRight: step(0), ArrowLeft: step(pictures.length - 1) }
      : {
          ArrowLeft: step(at - 1),
          ArrowRight: step(at + 1),
          Escape: () => setShown(null),
          r: () => setLook(turned(look, 1)),
          '+': () => setLook(zoomed(look, 1)),
          '=': () => setLook(zoomed(look, 1)),
          '-': () => setLook(zoomed(look, -1)),
          '0': () => setLook(plain),
        }
  const viewer: ComponentProps<typeof PhotoViewer> | null =
    at < 0
      ? null
      : {
          label: '申报材料图片',
          photos: pictures.map((picture) => ({
            key: String(picture.attachmentId), label: picture.label, alt: `${picture.title}：${picture.label}`, file: picture.attachmentId === shown ? file : notAsked,
          })),
          shown: String(shown),
          onShow: (key) => setShown(Number(key)),
          look,
          onLook: setLook,
          onClose: () => setShown(null),
        }
  return { shown, show: detail.mayEnlarge ? setShown : null, keys, viewer }
}
