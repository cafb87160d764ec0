import type { Filing } from '@talent/shared/contract/candidate'
import { wholeSection } from '@talent/shared/domain/objection-target'
import { View } from '@tarojs/components'
import { FieldRow } from '../../../ui/field-row'
import { PictureRow } from '../../../ui/picture-row'
import { sectionPictures } from './filing-pictures'
import { Objections } from './objection-box'
import { SectionHead } from './section-head'
import { fieldsInOrder } from './section-order'
import { sectionId } from './use-open-sections'
import type { FilingReview } from './use-filing-review'
import { Verdict } from './verdict'

export type FiledSection = Filing['sections'][number]

/** What one does with a section. */
export interface SectionDeeds {
  onToggle: () => void
  onRight: () => void
  /** Of one field, or the choice of what is wrong. */
  onWrong: (field: string | null) => void
  onReveal: (field: string) => Promise<string | null>
  onPicture: (thumbKey: string) => void
}

interface Props {
  trialId: number
  section: FiledSection
  /** Null while there is nothing to judge. */
  review: FilingReview | null
  open: boolean
  deeds: SectionDeeds
}

/** One section: folded up to its title and verdict, or its pictures and fields, what was said about them, and the verdict. */
export function SectionCard({ trialId, section, review, open, deeds }: Props) {
  const own = review?.draft.objections.filter((objection) => objection.section === section.section) ?? []
  return (
    <View id={sectionId(section.section)} className="filed-section">
      <SectionHead section={section} review={review} open={open} onToggle={deeds.onToggle} />
      {open ? <Content trialId={trialId} section={section} review={review} deeds={deeds} /> : null}
      {open ? null : <Objections sent={[]} drafts={own} onChange={deeds.onWrong} review={review} named />}
      {open && review ? <Verdict title={section.title} verdict={review.verdict(section.section)} onRight={deeds.onRight} onWrong={() => deeds.onWrong(null)} /> : null}
    </View>
  )
}

function Content({ trialId, section, review, deeds }: Omit<Props, 'open'>) {
  const { filed, former } = sectionPictures(trialId, section)
  const fields = new Set(section.fields.map(({ field }) => field))
  const drafts = review?.draft.objections.filter((objection) => objection.section === section.section) ?? []
  return (
    <View className="filed-section__content">
      <PictureRow pictures={filed} onOpen={deeds.onPicture} />
      {former.length ? <View className="filed-section__former">单位已换下或删除的图片：</View> : null}
      <PictureRow pictures={former} onOpen={deeds.onPicture} />
      {fieldsInOrder(section.fields).map((field) => (
        <View key={field.field} className={`filed-section__field${field.before === null ? '' : ' filed-section__field--changed'}`}>
          <FieldRow
            label={field.label}
            value={field.value}
            before={field.before}
            {...(field.personal && field.value !== '' ? { onReveal: () => deeds.onReveal(field.field) } : {})}
          />
          <Objections
            sent={section.objections.filter((objection) => objection.field === field.field)}
            drafts={drafts.filter((objection) => objection.field === field.field)}
            onChange={deeds.onWrong}
            review={review}
          />
        </View>
      ))}
      <Objections
        sent={section.objections.filter((objection) => objection.field === wholeSection || !fields.has(objection.field))}
        drafts={drafts.filter((objection) => !fields.has(objection.field))}
        onChange={deeds.onWrong}
        review={review}
        named
      />
    </View>
  )
}
