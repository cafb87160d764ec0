import { createTrials, maxFiledAtOnce, searchEligiblePeople, searchIneligiblePeople, searchTrials, type EligiblePerson, type FiledResult, type TrialInput } from '@talent/shared/contract/trials'
import { Button, Skeleton } from 'antd'
import { useEffect, useState } from 'react'
import { ProblemAlert } from '../../api/problem-alert'
import { useEndpointMutation } from '../../api/use-endpoint'
import { useDraft } from '../../drafts/use-draft'
import { useUnsavedGuard } from '../../layout/use-unsaved-guard'
import { PageHeader } from '../../ui/page-header'
import { todayInChina } from '../../ui/time-text'
import { FiledResults } from './filed-results'
import { PeoplePicker } from './people-picker'
import { BatchTrialsDraft } from './trial-draft'
import { TrialForm } from './trial-form'
import { blankTrial, valuesOf, type TrialValues } from './trial-values'
import { likelyYear, useExamYears } from './use-exam-years'

/** 批量填报: the same exam, dates and supervisor for several people. */
export function BatchTrialsPage() {
  const years = useExamYears()
  return (
    <>
      <PageHeader
        title="批量填报试用期"
        back={{ to: '/trials', label: '试用期填报' }}
        description="适合报考信息、试用期和带教老师都相同的人员。各人不同时，请用“批量导入”的模板。"
      />
      <ProblemAlert error={years.error} retry={() => void years.refetch()} />
      {years.loading ? <Skeleton active={false} paragraph={{ rows: 8 }} /> : <Batch years={years} />}
    </>
  )
}

const nobody: EligiblePerson[] = []
/** Their records differ: the server judges each by its own. */
const anybody = {}

function Batch({ years }: { years: ReturnType<typeof useExamYears> }) {
  const [people, setPeople] = useState(nobody)
  const [initial, setInitial] = useState(() => blankTrial(likelyYear(years.settings) ?? null))
  const [examYear, setExamYear] = useState(initial.examYear)
  const [missing, setMissing] = useState(false)
  const [dirty, setDirty] = useState(false)
  const [results, setResults] = useState<FiledResult[] | null>(null)
  const [typed, setTyped] = useState(initial)
  const [edition, setEdition] = useState(1)
  const draft = useDraft<BatchTrialsDraft>({ name: 'trial:batch', schema: BatchTrialsDraft, onRestore: (kept) => restore(kept) })
  const open = results === null && (dirty || people.length > 0)
  useUnsavedGuard(open, draft.clear)
  const create = useEndpointMutation(createTrials, { refreshes: [searchTrials, searchEligiblePeople, searchIneligiblePeople] })

  const begin = (values: TrialValues) => {
    setInitial(values)
    setTyped(values)
    setExamYear(values.examYear)
    setEdition((old) => old + 1)
  }
  const restore = (kept: BatchTrialsDraft) => {
    setPeople(kept.people)
    begin(kept.values)
    setDirty(true)
  }
  const { keep } = draft
  useEffect(() => {
    if (open) keep({ people, values: typed })
  }, [keep, open, people, typed])

  const choose = (chosen: EligiblePerson[]) => {
    setPeople(chosen)
    setMissing(false)
  }
  const submit = (input: TrialInput) => {
    if (people.length === 0 || people.length > maxFiledAtOnce) return
    create.mutate(
      { personIds: people.map(({ id }) => id), ...input },
      {
        onSuccess: (answer) => {
          draft.clear()
          setResults(answer.results)
          // Whoever comes next mostly shares it.
          begin(valuesOf(input))
          window.scrollTo({ top: 0 })
        },
      },
    )
  }
  if (results) {
    const more = () => {
      setResults(null)
      setPeople(nobody)
      setDirty(false)
      create.reset()
    }
    return <FiledResults results={results} base="/trials" onMore={more} />
  }
  return (
    <>
      {draft.notice}
      <PeoplePicker businessCode="05" examYear={examYear ?? Number(todayInChina().slice(0, 4))} chosen={people} onChoose={choose} missing={missing} />
      <TrialForm
        key={edition}
        initial={initial}
        years={years}
        person={anybody}
        error={create.error}
        onSubmit={submit}
        onChange={(values) => {
          setTyped(values)
          setDirty(true)
        }}
        onAttempt={() => setMissing(people.length === 0)}
        onYear={setExamYear}
        actions={() => (
          <Button type="primary" htmlType="submit" loading={create.isPending}>
            {people.length > 0 ? `为 ${people.length} 人填报` : '填报'}
          </Button>
        )}
      />
    </>
  )
}
