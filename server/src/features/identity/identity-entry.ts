import { checkIdentityDocument, normalizeIdentityNumber } from '@talent/shared/domain/identity-document'
import { isError } from '@talent/shared/domain/issue'
import { checkPersonName, normalizePersonName } from '@talent/shared/domain/person-name'
import { problem } from '@talent/shared/errors'
import type { Transaction } from '../../db/transaction'
import type { AttachmentPurpose, AttachmentsService } from '../attachments/attachments.service'

export interface IdentityEntry {
  name: string
  identityType: string
  identityNumber: string
}
export interface PhotoIds {
  frontPhotoId: number
  backPhotoId: number
}

/** What was entered, in the form that is kept. @throws BAD_INPUT with everything that is wrong */
export function checkEntry(entry: IdentityEntry, today: string): IdentityEntry {
  const name = normalizePersonName(entry.name)
  const identityNumber = normalizeIdentityNumber(entry.identityType, entry.identityNumber)
  const issues = [...checkPersonName(name), ...checkIdentityDocument({ type: entry.identityType, number: identityNumber }, today).filter(isError)]
  if (issues.length > 0) throw problem('BAD_INPUT', issues)
  return { name, identityType: entry.identityType, identityNumber }
}

export const identityPurposes: readonly AttachmentPurpose[] = ['identityFront', 'identityBack']

export const identityPhotos = (photos: PhotoIds): { id: number; purpose: AttachmentPurpose; path: keyof PhotoIds }[] => [
  { id: photos.frontPhotoId, purpose: 'identityFront', path: 'frontPhotoId' },
  { id: photos.backPhotoId, purpose: 'identityBack', path: 'backPhotoId' },
]

/** @throws BAD_INPUT at the field whose photo is gone, of the other side or of someone else */
export async function requirePhotos(attachments: AttachmentsService, tx: Transaction, wechatUserId: number, photos: PhotoIds, use: 'look' | 'claim'): Promise<void> {
  const wanted = identityPhotos(photos)
  const { missing } = await attachments[use](tx, { wechatUserId }, wanted)
  const issues = wanted
    .filter(({ id }) => missing.includes(id))
    .map(({ path, purpose }) => ({ path: [path], code: 'photo.missing', message: `证件${purpose === 'identityFront' ? '人像面（正面）' : '国徽面（反面）'}照片已失效，请重新拍照上传` }))
  if (issues.length > 0) throw problem('BAD_INPUT', issues)
}
