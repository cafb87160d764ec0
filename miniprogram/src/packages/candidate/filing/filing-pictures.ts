import { type Filing, type FilingPicture, getFilingPicture } from '@talent/shared/contract/candidate'
import { pictureOf } from '../../../api/pictures'
import type { ViewedPicture } from '../../../ui/picture-viewer'
import { inOrder } from './section-order'

type Pictured = Pick<Filing['sections'][number], 'pictures' | 'picturesBefore'>

export interface SectionPictures {
  /** Filed now; a new one says so. */
  filed: ViewedPicture[]
  /** Replaced or taken out since the candidate last answered. */
  former: ViewedPicture[]
}

const viewed = (trialId: number, { attachmentId }: FilingPicture, label: string): ViewedPicture => {
  const of = (size: 'thumb' | 'full') => pictureOf(getFilingPicture, { trialId, attachmentId, size })
  return { label, thumb: of('thumb'), full: of('full') }
}

export const removedPictures = (trialId: number, pictures: readonly FilingPicture[]): ViewedPicture[] =>
  pictures.map((picture) => viewed(trialId, picture, `${picture.label}（已删除）`))

export const sectionPictures = (trialId: number, { pictures, picturesBefore }: Pictured): SectionPictures => ({
  filed: pictures.map((picture) => viewed(trialId, picture, picture.isNew ? `${picture.label}（新）` : picture.label)),
  former: picturesBefore.map((picture) => viewed(trialId, picture, `${picture.label}（原来的）`)),
})

/** All that one can leaf through, in the order of the page. */
export function filingPictures(filing: Filing): ViewedPicture[] {
  const filed = inOrder(filing).flatMap((section) => {
    const { filed: now, former } = sectionPictures(filing.trialId, section)
    return [...now, ...former]
  })
  return [...filed, ...filing.removed.flatMap(({ pictures }) => removedPictures(filing.trialId, pictures))]
}
