import type { Filing } from '@talent/shared/contract/candidate'
import { confirmation } from '@talent/shared/domain/states/confirmation'
import { ListRow, Section } from '../../../ui/card'
import { StateTag } from '../../../ui/state-tag'
import { stateLabels } from './filing-words'

/** Several exams or years: which one. What waits for the candidate comes first. */
export function FilingChoice({ filings, onChoose }: { filings: Filing[]; onChoose: (trialId: number) => void }) {
  const sorted = [...filings].sort((a, b) => Number(b.state === 'awaiting') - Number(a.state === 'awaiting') || b.examYear - a.examYear)
  return (
    <Section title="单位为您填报的信息">
      {sorted.map((filing) => (
        <ListRow
          key={filing.trialId}
          title={`${filing.examYear} 年度 ${filing.examName}`}
          detail={filing.institutionName}
          aside={<StateTag tone={confirmation.looks[filing.state].tone}>{stateLabels[filing.state]}</StateTag>}
          onTap={() => onChoose(filing.trialId)}
        />
      ))}
    </Section>
  )
}
