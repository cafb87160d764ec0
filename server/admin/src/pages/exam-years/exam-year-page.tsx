import { getExamYearHistory, type ExamYearVersion } from '@talent/shared/contract/exam-years'
import type { Output } from '@talent/shared/contract/endpoint'
import { examBusinesses, examYearPhase } from '@talent/shared/domain/exam-year'
import { nextExamYear, phaseLabels } from '@talent/shared/domain/exam-year-words'
import { Skeleton } from 'antd'
import { useParams } from 'react-router'
import { ProblemAlert } from '../../api/problem-alert'
import { useSession } from '../../api/session'
import { useEndpoint } from '../../api/use-endpoint'
import { EmptyState } from '../../ui/empty-state'
import { FormCard } from '../../ui/form-card'
import { PageHeader } from '../../ui/page-header'
import { StateTag } from '../../ui/state-tag'
import { timeText, todayInChina } from '../../ui/time-text'
import { ExamYearEditor } from './exam-year-editor'
import { businessName, phaseTones } from './exam-year-looks'
import { Settings } from './settings'
import { VersionList } from './version-list'

const back = { to: '/exam-years', label: '考试年度设置' }

/** One exam in one year: what is in force, for the province the form, and every version there was. */
export function ExamYearPage() {
  const { businessCode: code, year: yearText } = useParams()
  const businessCode = examBusinesses.find((one) => one === code)
  const year = Number(yearText)
  if (!businessCode || !Number.isInteger(year) || year < 2020 || year > 2099) {
    return (
      <>
        <PageHeader title="考试年度设置" back={back} />
        <EmptyState title="没有这个考试年度" hint="请从列表中选择业务和年度。" />
      </>
    )
  }
  return <OneYear key={`${businessCode} ${year}`} businessCode={businessCode} year={year} />
}

function OneYear({ businessCode, year }: { businessCode: (typeof examBusinesses)[number]; year: number }) {
  const { can } = useSession()
  const history = useEndpoint(getExamYearHistory, { businessCode, year })
  const current = history.data?.versions[0]
  const phase = current && examYearPhase(current.settings, todayInChina())
  const mayWrite = can('examYear.write')
  return (
    <>
      <PageHeader
        title={`${year} 年度${businessName(businessCode)}`}
        back={back}
        tags={phase && <StateTag tone={phaseTones[phase]}>{phaseLabels[phase]}</StateTag>}
        description={current ? inForce(current) : undefined}
      />
      <ProblemAlert error={history.error} retry={() => void history.refetch()} />
      {history.data ? (
        <Content data={history.data} mayWrite={mayWrite} start={() => nextExamYear(history.data.previousYear, businessCode, year)} />
      ) : (
        !history.error && <Skeleton active={false} paragraph={{ rows: 10 }} />
      )}
    </>
  )
}

const inForce = ({ version, publisherName, publishedAt }: ExamYearVersion): string => `现行第 ${version} 版，${publisherName ? `${publisherName} ${timeText(publishedAt)} 发布` : '按通用规则建立'}`

interface ContentProps {
  data: Output<typeof getExamYearHistory>
  mayWrite: boolean
  /** What a year starts with that has no version yet. */
  start: () => ReturnType<typeof nextExamYear>
}

function Content({ data, mayWrite, start }: ContentProps) {
  const [current] = data.versions
  return (
    <>
      {mayWrite && <ExamYearEditor current={current ?? null} draft={data.draft} start={start} />}
      {!mayWrite && current && (
        <FormCard title="现行设置">
          <Settings version={current} />
        </FormCard>
      )}
      {!mayWrite && !current && <EmptyState title="这个年度还没有发布" hint="省级发布后可以在这里查看。" />}
      {data.versions.length > 0 && <VersionList versions={data.versions} />}
    </>
  )
}
