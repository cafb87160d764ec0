import { type AuditDetail, getAuditPicture } from '@talent/shared/contract/audit'
import { pictureOf } from '../../../api/pictures'
import type { ViewedPicture } from '../../../ui/picture-viewer'

type Picture = AuditDetail['sections'][number]['pictures'][number]

export function viewedPicture(bindingId: number, applicationId: number, { attachmentId, label }: Picture): ViewedPicture {
  const of = (size: 'thumb' | 'full') => pictureOf(getAuditPicture, { bindingId, applicationId, attachmentId, size })
  return { label, thumb: of('thumb'), full: of('full') }
}

/** All pictures of a file, in the order of its sections. */
export const viewedPictures = (bindingId: number, { id, sections }: Pick<AuditDetail, 'id' | 'sections'>): ViewedPicture[] =>
  sections.flatMap(({ pictures }) => pictures.map((picture) => viewedPicture(bindingId, id, picture)))
