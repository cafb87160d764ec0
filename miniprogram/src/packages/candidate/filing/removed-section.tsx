import type { Filing } from '@talent/shared/contract/candidate'
import { View } from '@tarojs/components'
import { SecondaryButton } from '../../../ui/buttons'
import { FieldRow } from '../../../ui/field-row'
import { PictureRow } from '../../../ui/picture-row'
import { StateTag } from '../../../ui/state-tag'
import { unbroken } from '../../../ui/unbroken'
import { removedPictures } from './filing-pictures'
import { Objections } from './objection-box'
import type { FilingReview } from './use-filing-review'

export type Removed = Filing['removed'][number]

interface Props {
  trialId: number
  section: Removed
  review: FilingReview | null
  onWrong: () => void
  onPicture: (thumbKey: string) => void
}

/** What was filed the last time and is not any more: nothing to confirm, but it may be missed. */
export function RemovedSection({ trialId, section, review, onWrong, onPicture }: Props) {
  const drafts = review?.draft.objections.filter((objection) => objection.section === section.section) ?? []
  return (
    <View className="filed-section filed-section--removed">
      <View className="filed-section__head">
        <View className="filed-section__title">{unbroken(section.title)}</View>
        <StateTag tone="stop">单位已删除</StateTag>
      </View>
      <View className="filed-section__content">
        {section.fields.map(({ field, label, value }) => (
          <FieldRow key={field} label={label} value={value} />
        ))}
        <PictureRow pictures={removedPictures(trialId, section.pictures)} onOpen={onPicture} />
        <Objections sent={section.objections} drafts={drafts} review={review} onChange={onWrong} named />
      </View>
      {review && drafts.length === 0 ? (
        <View className="filed-section__deed">
          <SecondaryButton onTap={onWrong} label={`${section.title}不应删除`}>不应删除，告诉单位</SecondaryButton>
        </View>
      ) : null}
    </View>
  )
}
