import { listExamYears, type FilingBusiness, type Trial } from '@talent/shared/contract/trials'
import { trialBusiness } from '@talent/shared/domain/exam-business'
import { defaultExamYearSettings, examYearPhase, type ExamYearSettings } from '@talent/shared/domain/exam-year'
import { useEndpoint } from '../../api/use-endpoint'
import { useSession } from '../../api/session'
import { todayInChina } from '../../ui/time-text'

/** The years of a business, newest first; 医师资格考试 unless said otherwise. Empty while they are loaded and for an account that may not read them. */
export function useExamYears(business: FilingBusiness = trialBusiness) {
  const { can } = useSession()
  const years = useEndpoint(listExamYears, {}, { enabled: can('examYear.read') })
  const settings = (years.data?.items ?? [])
    .filter((year) => year.businessCode === business)
    .map(({ year, settings: stored }) => readSettings(business, year, stored))
    .sort((a, b) => b.year - a.year)
  return { settings, error: years.error, refetch: years.refetch, loading: years.isLoading }
}

/** The server stores what `ExamYearSettings` says; a key that an older version did not have yet takes its default. */
function readSettings(business: FilingBusiness, year: number, stored: Record<string, unknown>): ExamYearSettings {
  return { ...defaultExamYearSettings(business, year), ...(stored as Partial<ExamYearSettings>) }
}

/** The same years for a filing that was submitted under an earlier version: its own year is the one of then. */
export function withJudgedBy(years: ReturnType<typeof useExamYears>, { businessCode, examYear, judgedBy }: Pick<Trial, 'businessCode' | 'examYear' | 'judgedBy'>): ReturnType<typeof useExamYears> {
  if (judgedBy === null) return years
  return { ...years, settings: years.settings.map((one) => (one.year === examYear ? readSettings(businessCode, examYear, judgedBy) : one)) }
}

/** The year that a new filing most likely is for: of those that are open today the earliest, which closes first. */
export function likelyYear(settings: ExamYearSettings[], today = todayInChina()): number | undefined {
  const open = settings.filter((one) => examYearPhase(one, today) === 'open')
  return open.length > 0 ? Math.min(...open.map((one) => one.year)) : settings[0]?.year
}

/** What stands beside a year that takes no new filings. */
export function yearLabel(settings: ExamYearSettings, today = todayInChina()): string {
  switch (examYearPhase(settings, today)) {
    case 'open':
      return `${settings.year} 年`
    case 'notOpen':
      return `${settings.year} 年（${settings.openDate} 起开放）`
    case 'correctionsOnly':
      return `${settings.year} 年（已于 ${settings.closeDate} 截止，只能更正）`
    case 'closed':
      return `${settings.year} 年（已截止）`
  }
}
