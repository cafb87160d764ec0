import type { Filing } from '@talent/shared/contract/candidate'
import { View } from '@tarojs/components'
import { tappable } from '../../../ui/a11y'
import { Section } from '../../../ui/card'
import { FieldRow } from '../../../ui/field-row'
import { StateTag } from '../../../ui/state-tag'
import { wholeSection } from './filing-draft'
import { DraftObjectionBox, ObjectionBox } from './objection-box'
import type { FilingReview } from './use-filing-review'

type FiledSection = Filing['sections'][number]

/** Where the page scrolls to. */
export const sectionId = (section: string): string => `section-${section}`

interface Props {
  section: FiledSection
  /** Null while there is nothing to judge. */
  review: FilingReview | null
  onReveal: (field: string) => Promise<string | null>
  onWrong: (field: string | null) => void
}

/** One section: its fields, what was said about them, and the verdict. */
export function SectionCard({ section, review, onReveal, onWrong }: Props) {
  const changed = section.fields.filter((field) => field.before !== null).length
  const about = (field: string) => (
    <>
      {section.objections.filter((objection) => objection.field === field).map((objection) => <ObjectionBox key={objection.id} objection={objection} />)}
      {review?.draft.objections
        .filter((objection) => objection.section === section.section && objection.field === field)
        .map((objection) => <DraftObjectionBox key={field} objection={objection} onChange={() => onWrong(field)} onTakeBack={() => review.takeBack(objection)} />)}
    </>
  )
  return (
    <View id={sectionId(section.section)}>
      <Section
        title={section.title}
        {...(changed ? { note: `有 ${changed} 处改动，标有“原为”` } : {})}
        aside={review ? <VerdictTag review={review} section={section.section} /> : null}
      >
        {section.fields.map((field) => (
          <View key={field.field} className="filing__field">
            <FieldRow
              label={field.label}
              value={field.value}
              before={field.before}
              {...(field.personal && field.value !== '' ? { onReveal: () => onReveal(field.field) } : {})}
            />
            {about(field.field)}
          </View>
        ))}
        {about(wholeSection)}
        {review ? <Verdict section={section} review={review} onWrong={() => onWrong(null)} /> : null}
      </Section>
    </View>
  )
}

function VerdictTag({ review, section }: { review: FilingReview; section: string }) {
  const verdict = review.verdict(section)
  if (verdict === 'right') return <StateTag tone="ok">无误</StateTag>
  if (verdict === 'unseen') return <StateTag tone="wait">待核对</StateTag>
  const count = review.draft.objections.filter((objection) => objection.section === section).length
  return <StateTag tone="stop">{`有误 ${count} 处`}</StateTag>
}

function Verdict({ section: { section, title }, review, onWrong }: { section: FiledSection; review: FilingReview; onWrong: () => void }) {
  const verdict = review.verdict(section)
  const choice = (kind: 'right' | 'wrong', words: string, onTap: () => void) => (
    <View
      className={`verdict__choice verdict__choice--${kind}${verdict === kind ? ' verdict__choice--on' : ''}`}
      hoverClass="verdict__choice--pressed"
      {...tappable({ role: 'button', label: `${title}${words}`, checked: verdict === kind, onTap })}
    >
      {verdict === kind && kind === 'right' ? `✓ ${words}` : words}
    </View>
  )
  return (
    <View className="verdict">
      {choice('right', '无误', () => review.markRight(section))}
      {choice('wrong', verdict === 'wrong' ? '再指出一处' : '有误', onWrong)}
    </View>
  )
}
