import { createPreRegistrations, type PreRegistrationInput } from '@talent/shared/contract/pre-registrations'
import { maxFiledAtOnce, searchEligiblePeople, searchIneligiblePeople, searchTrials, type EligiblePerson, type FiledResult } from '@talent/shared/contract/trials'
import { titleBusiness } from '@talent/shared/domain/exam-business'
import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import { ProblemAlert } from '../../api/problem-alert'
import { useEndpointMutation } from '../../api/use-endpoint'
import { useUnsavedGuard } from '../../layout/use-unsaved-guard'
import { PageHeader } from '../../ui/page-header'
import { todayInChina } from '../../ui/time-text'
import { FiledResults } from '../trials/filed-results'
import { PeoplePicker } from '../trials/people-picker'
import { likelyYear, useExamYears } from '../trials/use-exam-years'
import { RegistrationForm } from './registration-form'

const nobody: EligiblePerson[] = []

/** One or several people of the same level and speciality. */
export function NewRegistrationsPage() {
  const years = useExamYears(titleBusiness)
  return (
    <>
      <PageHeader
        title="新增预报名"
        back={{ to: '/pre-registrations', label: '资格考试预报名' }}
        description="可以一次选择多名级别和专业相同的人员。资料齐全的自动提交考生确认，缺少的逐人列出。"
      />
      <ProblemAlert error={years.error} retry={() => void years.refetch()} />
      {years.loading ? <Skeleton active={false} paragraph={{ rows: 8 }} /> : <NewRegistrations years={years} />}
    </>
  )
}

function NewRegistrations({ years }: { years: ReturnType<typeof useExamYears> }) {
  const [people, setPeople] = useState(nobody)
  const [initial, setInitial] = useState<PreRegistrationInput>({ examYear: likelyYear(years.settings) ?? Number(todayInChina().slice(0, 4)), applyLevel: '', speciality: '', postName: '' })
  const [examYear, setExamYear] = useState(initial.examYear)
  const [missing, setMissing] = useState(false)
  const [dirty, setDirty] = useState(false)
  const [results, setResults] = useState<FiledResult[] | null>(null)
  useUnsavedGuard(results === null && (dirty || people.length > 0))
  const create = useEndpointMutation(createPreRegistrations, { refreshes: [searchTrials, searchEligiblePeople, searchIneligiblePeople] })

  const choose = (chosen: EligiblePerson[]) => {
    setPeople(chosen)
    setMissing(false)
  }
  const submit = (input: PreRegistrationInput) => {
    if (people.length === 0 || people.length > maxFiledAtOnce) return
    create.mutate(
      { personIds: people.map(({ id }) => id), ...input },
      {
        onSuccess: (answer) => {
          setResults(answer.results)
          setInitial({ ...input, speciality: '' })
          window.scrollTo({ top: 0 })
        },
      },
    )
  }
  const more = () => {
    setResults(null)
    setPeople(nobody)
    setDirty(false)
    create.reset()
  }
  if (results) return <FiledResults results={results} base="/pre-registrations" onMore={more} />
  return (
    <>
      <PeoplePicker businessCode={titleBusiness} examYear={examYear} chosen={people} onChoose={choose} missing={missing} />
      <RegistrationForm
        initial={initial}
        years={years}
        error={create.error}
        onSubmit={submit}
        onChange={() => setDirty(true)}
        onAttempt={() => setMissing(people.length === 0)}
        onYear={setExamYear}
        actions={
          <Button type="primary" htmlType="submit" loading={create.isPending}>
            {people.length > 0 ? `为 ${people.length} 人预报名` : '预报名'}
          </Button>
        }
      />
    </>
  )
}
