import { createTrial, searchEligiblePeople, searchTrials, type EligiblePerson, type TrialInput } from '@talent/shared/contract/trials'
import { App, Button, Skeleton } from 'antd'
import { useEffect, useState } from 'react'
import { useNavigate } from 'react-router'
import { ProblemAlert } from '../../api/problem-alert'
import { useEndpointMutation } from '../../api/use-endpoint'
import { useDraft } from '../../drafts/use-draft'
import { useUnsavedGuard } from '../../layout/use-unsaved-guard'
import { PageHeader } from '../../ui/page-header'
import { todayInChina } from '../../ui/time-text'
import { PersonPicker } from './person-picker'
import { NewTrialDraft } from './trial-draft'
import { TrialForm } from './trial-form'
import { blankTrial, nextTrial, valuesOf, type TrialValues } from './trial-values'
import { likelyYear, useExamYears } from './use-exam-years'
import { usePersonContext } from './use-person-context'

/** R14: one filing; whoever files many stays here and goes on with the next person. */
export function NewTrialPage() {
  const years = useExamYears()
  return (
    <>
      <PageHeader
        title="新增试用期填报"
        back={{ to: '/trials', label: '试用期填报' }}
        description="保存后，考核合格的填报自动提交考生在小程序中确认。人数较多时，可在“人员信息导入管理”中批量导入。"
      />
      <ProblemAlert error={years.error} retry={() => void years.refetch()} />
      {years.loading ? <Skeleton active={false} paragraph={{ rows: 8 }} /> : <NewTrial years={years} />}
    </>
  )
}

function NewTrial({ years }: { years: ReturnType<typeof useExamYears> }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const [person, setPerson] = useState<EligiblePerson | null>(null)
  const [personMissing, setPersonMissing] = useState(false)
  const [initial, setInitial] = useState<TrialValues>(() => blankTrial(likelyYear(years.settings) ?? null))
  const [edition, setEdition] = useState(1)
  const [dirty, setDirty] = useState(false)
  const [typed, setTyped] = useState(initial)
  const draft = useDraft<NewTrialDraft>({ name: 'trial:new', schema: NewTrialDraft, onRestore: (kept) => restore(kept) })
  const leave = useUnsavedGuard(dirty || person !== null, draft.clear)
  const create = useEndpointMutation(createTrial, { refreshes: [searchTrials, searchEligiblePeople] })
  const context = usePersonContext(person?.id)
  // The year of the filing decides who may be filed; until it is chosen this year's are shown.
  const [examYear, setExamYear] = useState(initial.examYear)

  const begin = (values: TrialValues) => {
    setInitial(values)
    setTyped(values)
    setEdition((old) => old + 1)
    setExamYear(values.examYear)
  }
  const restore = (kept: NewTrialDraft) => {
    setPerson(kept.person)
    begin(kept.values)
    setDirty(true)
  }
  const { keep } = draft
  useEffect(() => {
    if (dirty || person) keep({ person, values: typed })
  }, [keep, dirty, person, typed])

  const pick = (picked: EligiblePerson | null) => {
    setPerson(picked)
    setPersonMissing(false)
    // What was wrong with another person's filing is no news about this one.
    create.reset()
  }

  const submit = (input: TrialInput, action: string) => {
    if (!person) return
    create.mutate(
      { personId: person.id, ...input },
      {
        onSuccess: (trial) => {
          void message.success(`已保存 ${person.name} 的填报`)
          draft.clear()
          if (action !== 'next') return leave(() => void navigate(`/trials/${trial.id}`))
          setPerson(null)
          setDirty(false)
          begin(nextTrial(valuesOf(input)))
        },
      },
    )
  }
  return (
    <>
      {draft.notice}
      <PersonPicker examYear={examYear ?? Number(todayInChina().slice(0, 4))} person={person} onPick={pick} missing={personMissing} />
      <TrialForm
        key={edition}
        initial={initial}
        years={years}
        person={context}
        error={create.error}
        onSubmit={submit}
        onChange={(values) => {
          setTyped(values)
          setDirty(true)
        }}
        onAttempt={() => setPersonMissing(person === null)}
        onYear={setExamYear}
        actions={(submitAs) => (
          <>
            <Button type="primary" htmlType="submit" loading={create.isPending}>
              保存
            </Button>
            <Button onClick={() => !create.isPending && submitAs('next')}>
              保存并填报下一人
            </Button>
          </>
        )}
      />
    </>
  )
}
