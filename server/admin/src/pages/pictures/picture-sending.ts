import type { Cancellation } from '@talent/shared/client'
import type { Output } from '@talent/shared/contract/endpoint'
import { getTodos } from '@talent/shared/contract/organization'
import { searchPeople } from '@talent/shared/contract/people'
import { addDetailPicture, addPortrait, searchPictures } from '@talent/shared/contract/pictures'
import { addFormPicture } from '@talent/shared/contract/trial-forms'
import { getTrial, searchTrials } from '@talent/shared/contract/trials'
import { pictureFault, pictureHeadBytes, type PictureFault } from '@talent/shared/domain/picture-file'
import { getPersonDetails, maxPictureBytes } from '@talent/shared/contract/details'
import type { PicturePlace } from '@talent/shared/domain/picture-match'
import type { Progress } from '../../api/transport'
import { uploadTo } from '../../api/use-endpoint'

/** What shows another state once a picture came or went. */
export const picturesChange = [searchPictures, searchPeople, getPersonDetails, searchTrials, getTrial, getTodos]

/** By its first bytes; null: nothing speaks against it. */
export async function lookAt(file: Blob): Promise<PictureFault | null> {
  try {
    return pictureFault(await headOf(file), file.size, maxPictureBytes)
  } catch {
    return { kind: 'wrongType', message: '文件读不出来，可能已被移动或删除，请重新选择' }
  }
}

function headOf(file: Blob): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => (reader.result instanceof ArrayBuffer ? resolve(new Uint8Array(reader.result)) : reject(new Error('no bytes')))
    reader.onerror = () => reject(reader.error ?? new Error('not readable'))
    reader.readAsArrayBuffer(file.slice(0, pictureHeadBytes))
  })
}

interface Placed {
  place: PicturePlace
  /** Attachments at the place that it takes the place of. */
  replaces: readonly number[]
  /** The portrait that was seen. */
  portrait: number | null
}

/** Puts a picture where it belongs; whether it was not there before. */
export async function sendPicture({ place, replaces, portrait }: Placed, file: File, progress: Progress, cancellation?: Cancellation): Promise<boolean> {
  const { personId, detailId, filed } = place
  if (filed) return (await uploadTo(addFormPicture, { ...filed, replaces: [...replaces], file }, progress, cancellation)).added
  const answer: Output<typeof addDetailPicture> | Output<typeof addPortrait> = detailId === null
    ? await uploadTo(addPortrait, { personId, current: portrait, file }, progress, cancellation)
    : await uploadTo(addDetailPicture, { personId, detailId, replaces: [...replaces], file }, progress, cancellation)
  return answer.added
}
