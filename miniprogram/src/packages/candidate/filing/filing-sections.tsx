import type { Filing } from '@talent/shared/contract/candidate'
import { wholeSection } from '@talent/shared/domain/objection-target'
import { View } from '@tarojs/components'
import { type ReactNode, useState } from 'react'
import { heading } from '../../../ui/a11y'
import { SecondaryButton } from '../../../ui/buttons'
import { PictureViewer } from '../../../ui/picture-viewer'
import { differencesOf } from './filing-changes'
import { filingPictures } from './filing-pictures'
import { ObjectionSheet } from './objection-sheet'
import { RemovedSection } from './removed-section'
import { SectionCard, type FiledSection } from './section-card'
import { sectionOrder } from './section-order'
import type { FilingReview } from './use-filing-review'
import type { OpenSections } from './use-open-sections'
import { useReveal } from './use-reveal'

/** Which section, and which of its fields when an objection is changed. */
interface Pointed {
  section: string
  field: string | null
}

interface Props {
  filing: Filing
  review: FilingReview | null
  open: OpenSections
}

/** All sections, what was changed first; the sheet for an objection and the pictures open over them. */
export function FilingSections({ filing, review, open }: Props) {
  const [pointed, setPointed] = useState<Pointed | null>(null)
  const [picture, setPicture] = useState<string | null>(null)
  const reveal = useReveal(filing.trialId)
  const { changed, rest } = sectionOrder(filing)
  const card = (section: FiledSection) => (
    <SectionCard
      key={section.section}
      trialId={filing.trialId}
      section={section}
      review={review}
      open={open.isOpen(section.section)}
      deeds={{
        onToggle: () => open.toggle(section.section),
        onRight: () => {
          review?.markRight([section.section])
          open.done([section.section])
        },
        onWrong: (field) => setPointed({ section: section.section, field }),
        onReveal: (field) => reveal(section.section, field),
        onPicture: setPicture,
      }}
    />
  )
  return (
    <View>
      {differencesOf(filing) ? (
        <>
          <Group title="有改动的栏目">
            {changed.map(card)}
            {filing.removed.map((section) => (
              <RemovedSection
                key={section.section}
                trialId={filing.trialId}
                section={section}
                review={review}
                onWrong={() => setPointed({ section: section.section, field: wholeSection })}
                onPicture={setPicture}
              />
            ))}
          </Group>
          {rest.length ? (
            <Group title="没有改动的栏目">
              <AllTheSame filing={filing} rest={rest} review={review} open={open} />
              {rest.map(card)}
            </Group>
          ) : null}
        </>
      ) : (
        <View>
          {filing.state === 'confirmed' ? <View className="filing__group-title" {...heading(2)}>您确认的内容</View> : null}
          <AllTheSame filing={filing} rest={rest} review={review} open={open} />
          {rest.map(card)}
        </View>
      )}
      {/* In a place of their own: where something comes and goes, all that stands beside it is drawn again. */}
      <View>
        {pointed && review ? <Pointing filing={filing} review={review} pointed={pointed} onClose={() => setPointed(null)} /> : null}
        {picture === null ? null : <PictureViewer pictures={filingPictures(filing)} opened={picture} onClose={() => setPicture(null)} />}
      </View>
    </View>
  )
}

const Group = ({ title, children }: { title: string; children: ReactNode }) => (
  <View className="filing__group">
    <View className="filing__group-title" {...heading(2)}>{title}</View>
    {children}
  </View>
)

/** After a reopening: what is just as it was confirmed need not be opened one by one. */
function AllTheSame({ filing, rest, review, open }: Props & { rest: FiledSection[] }) {
  const same = rest.filter(({ section }) => review?.verdict(section) === 'unseen').map(({ section }) => section)
  if (!review || filing.reopenReason === null || same.length < 2) return null
  const mark = () => {
    review.markRight(same)
    open.done(same)
  }
  return (
    <View className="filing__same">
      <View className="filing__same-text">下面的内容与您上次确认的相同，可以一次标为无误，也可以逐项再看。</View>
      <SecondaryButton onTap={mark}>{`这 ${same.length} 项都无误`}</SecondaryButton>
    </View>
  )
}

interface PointingProps {
  filing: Filing
  review: FilingReview
  pointed: Pointed
  onClose: () => void
}

function Pointing({ filing, review, pointed, onClose }: PointingProps) {
  const filed = filing.sections.find(({ section }) => section === pointed.section)
  const section = filed ?? filing.removed.find((one) => one.section === pointed.section)
  if (!section) return null
  return (
    <ObjectionSheet
      trialId={filing.trialId}
      section={section}
      removed={!filed}
      drafts={review.draft.objections.filter((objection) => objection.section === pointed.section)}
      field={pointed.field}
      onSave={(objection) => {
        review.object(objection)
        onClose()
      }}
      onClose={onClose}
    />
  )
}
