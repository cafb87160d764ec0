import { type Filing, revealFiling } from '@talent/shared/contract/candidate'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '../../../api/call'
import { asCallProblem } from '../../../api/problem-text'
import { say } from '../../../platform/dialogs'
import { ObjectionSheet } from './objection-sheet'
import { SectionCard } from './section-card'
import type { FilingReview } from './use-filing-review'

/** Which section, and which of its fields when an objection is changed. */
interface Pointed {
  section: string
  field: string | null
}

/** All sections; the sheet for an objection slides over them. */
export function FilingSections({ filing, review }: { filing: Filing; review: FilingReview | null }) {
  const [pointed, setPointed] = useState<Pointed | null>(null)
  const pointedSection = filing.sections.find(({ section }) => section === pointed?.section)

  const reveal = async (section: string, field: string): Promise<string | null> => {
    try {
      const { fields } = await call(revealFiling, { trialId: filing.trialId })
      return fields.find((one) => one.section === section && one.field === field)?.value ?? null
    } catch (error) {
      say(asCallProblem(error).message)
      return null
    }
  }
  return (
    <View>
      {filing.sections.map((section) => (
        <SectionCard
          key={section.section}
          section={section}
          review={review}
          onReveal={(field) => reveal(section.section, field)}
          onWrong={(field) => setPointed({ section: section.section, field })}
        />
      ))}
      {review && pointed && pointedSection ? (
        <ObjectionSheet
          key={`${pointed.section} ${pointed.field ?? ''}`}
          section={pointedSection}
          former={review.draft.objections.find(({ section, field }) => section === pointed.section && field === pointed.field) ?? null}
          onSave={(objection) => {
            review.object(objection)
            setPointed(null)
          }}
          onClose={() => setPointed(null)}
        />
      ) : null}
    </View>
  )
}
