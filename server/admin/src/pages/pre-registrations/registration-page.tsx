import { updatePreRegistration, type PreRegistrationInput } from '@talent/shared/contract/pre-registrations'
import { getTrial, listObjections, searchTrials, Trial, type NamedObjection } from '@talent/shared/contract/trials'
import { applyCategoryLabel } from '@talent/shared/dictionaries/index'
import { titleBusiness } from '@talent/shared/domain/exam-business'
import { App, Button, Skeleton } from 'antd'
import { useMemo, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { ProblemAlert } from '../../api/problem-alert'
import { useSession } from '../../api/session'
import { StaleDialog } from '../../api/stale-dialog'
import { staleRecord } from '../../api/stale-record'
import { useEndpoint, useEndpointMutation } from '../../api/use-endpoint'
import { useUnsavedGuard } from '../../layout/use-unsaved-guard'
import { Fact, Facts } from '../../ui/facts'
import { FormCard } from '../../ui/form-card'
import { PageHeader } from '../../ui/page-header'
import { timeText } from '../../ui/time-text'
import { AnswerDialog } from '../objections/answer-dialog'
import { ObjectionNotes, Objections } from '../trials/objection-notes'
import { PickedPerson } from '../trials/person-picker'
import { label } from '../trials/trial-fields'
import { placeObjections } from '../trials/trial-objections'
import { TrialStatus, TrialTags } from '../trials/trial-status'
import styles from '../trials/trials.module.css'
import { useExamYears } from '../trials/use-exam-years'
import { useRemoveTrial } from '../trials/use-remove-trial'
import { useReopen } from '../trials/use-reopen'
import { RegistrationForm } from './registration-form'

const back = { to: '/pre-registrations', label: '资格考试预报名' }

/** One pre-registration: its state, what the candidate objected to, and the form as long as it is not locked. */
export function RegistrationPage() {
  const trialId = Number(useParams().trialId)
  const trial = useEndpoint(getTrial, { trialId })
  if (trial.data) return <OneRegistration key={trialId} trial={trial.data} />
  return (
    <>
      <PageHeader title="资格考试预报名" back={back} />
      {trial.error ? <ProblemAlert error={trial.error} retry={() => void trial.refetch()} /> : <Skeleton active={false} paragraph={{ rows: 6 }} />}
    </>
  )
}

function OneRegistration({ trial }: { trial: Trial }) {
  const { can } = useSession()
  const navigate = useNavigate()
  const mayWrite = can('trial.write')
  const [answering, setAnswering] = useState<NamedObjection | null>(null)
  const placed = useMemo(() => placeObjections(trial.objections), [trial.objections])
  const objections = useMemo(() => ({ placed, answer: mayWrite ? setAnswering : null }), [placed, mayWrite])
  const reopen = useReopen(trial)
  const remove = useRemoveTrial('预报名', () => void navigate(back.to))
  const locked = trial.confirmationState === 'confirmed' || trial.releasedAt !== null
  return (
    <Objections.Provider value={objections}>
      <PageHeader
        title={`${trial.person.name}的预报名`}
        back={back}
        tags={<TrialTags trial={trial} />}
        description={`最近更新 ${timeText(trial.updatedAt)}`}
        actions={
          mayWrite && !locked && (
            <Button danger loading={remove.pending} onClick={() => void remove.ask(trial.id, trial.person.name, trial.examYear)}>
              删除预报名
            </Button>
          )
        }
      />
      <ProblemAlert error={reopen.error} />
      <TrialStatus trial={trial} objections={placed} reopen={mayWrite && trial.mayReopen && reopen.button} />
      <FormCard title="填报人员">
        <PickedPerson person={trial.person} />
      </FormCard>
      {mayWrite && !locked ? <Editor trial={trial} /> : <View trial={trial} />}
      {answering && <AnswerDialog objection={answering} personName={trial.person.name} onClose={() => setAnswering(null)} />}
    </Objections.Provider>
  )
}

const inputOf = ({ examYear, applyLevel, applyCategory, postName }: Trial): PreRegistrationInput => ({ examYear, applyLevel, speciality: applyCategory, postName })

const shown = [
  { key: 'examYear', label: '报名年度', show: (input: PreRegistrationInput) => String(input.examYear) },
  { key: 'applyLevel', label: '申报级别', show: (input: PreRegistrationInput) => label('applyLevel', input.applyLevel) },
  { key: 'speciality', label: '报考专业', show: (input: PreRegistrationInput) => applyCategoryLabel(input.speciality) },
  { key: 'postName', label: '岗位', show: (input: PreRegistrationInput) => input.postName },
]

function View({ trial }: { trial: Trial }) {
  const input = inputOf(trial)
  return (
    <FormCard title="报考信息">
      <Facts>
        {shown.map(({ key, label: term, show }) => (
          <Fact key={key} term={term} note={<ObjectionNotes path={[key]} />}>
            {show(input) || <span className={styles.quiet}>未填写</span>}
          </Fact>
        ))}
      </Facts>
    </FormCard>
  )
}

function Editor({ trial }: { trial: Trial }) {
  const { message } = App.useApp()
  const years = useExamYears(titleBusiness)
  const [base, setBase] = useState(trial)
  const [dirty, setDirty] = useState(false)
  const [mine, setMine] = useState<PreRegistrationInput | null>(null)
  useUnsavedGuard(dirty)
  const update = useEndpointMutation(updatePreRegistration, { refreshes: [getTrial, searchTrials, listObjections] })
  const current = staleRecord(update.error, Trial)
  const start = (from: Trial) => {
    setBase(from)
    setDirty(false)
  }
  const save = (input: PreRegistrationInput, version: number) => {
    setMine(input)
    update.mutate(
      { trialId: trial.id, ...input, version },
      {
        onSuccess: (saved) => {
          start(saved)
          void message.success(saved.confirmationState === 'notReady' ? '已保存，资料齐全后提交考生确认' : '已保存')
        },
      },
    )
  }
  // Only its state moved on: what is typed here was typed over the same content.
  const version = JSON.stringify(inputOf(trial)) === JSON.stringify(inputOf(base)) ? Math.max(trial.version, base.version) : base.version
  return (
    <>
      <RegistrationForm
        key={base.version}
        initial={inputOf(base)}
        years={years}
        submitted={base.submitted}
        error={update.error}
        onSubmit={(input) => save(input, version)}
        onChange={() => setDirty(true)}
        actions={
          <Button type="primary" htmlType="submit" loading={update.isPending}>
            保存
          </Button>
        }
      />
      {current && mine && (
        <StaleDialog
          mine={mine}
          current={inputOf(current)}
          fields={shown.map((field) => ({ ...field, same: (a: PreRegistrationInput, b: PreRegistrationInput) => field.show(a) === field.show(b) }))}
          onKeepMine={() => save(mine, current.version)}
          onTakeCurrent={() => {
            start(current)
            update.reset()
          }}
          onCancel={() => update.reset()}
        />
      )}
    </>
  )
}
