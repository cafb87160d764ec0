import type { ExamYearVersion } from '@talent/shared/contract/exam-years'
import { describeExamYear } from '@talent/shared/domain/exam-year-words'
import { Fact, Facts } from '../../ui/facts'

/** All settings of a version in words. */
export function Settings({ version }: { version: Pick<ExamYearVersion, 'settings'> }) {
  return (
    <Facts>
      {describeExamYear(version.settings).map(({ key, label, value }) => (
        <Fact key={key} term={label} whole={key === 'declaration' || value.length > 60}>{value}</Fact>
      ))}
    </Facts>
  )
}
