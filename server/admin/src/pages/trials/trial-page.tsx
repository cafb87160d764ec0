import { getAssessmentForm } from '@talent/shared/contract/trial-forms'
import { getTrial, type NamedObjection, type Trial } from '@talent/shared/contract/trials'
import { trialBusiness } from '@talent/shared/domain/exam-business'
import { Button, Skeleton } from 'antd'
import { useMemo, useState } from 'react'
import { Navigate, useNavigate, useParams } from 'react-router'
import { fileOf } from '../../api/download'
import { ProblemAlert } from '../../api/problem-alert'
import { useSession } from '../../api/session'
import { useEndpoint } from '../../api/use-endpoint'
import { DownloadButton } from '../../ui/download-button'
import { FormCard } from '../../ui/form-card'
import { PageHeader } from '../../ui/page-header'
import { timeText } from '../../ui/time-text'
import { AnswerDialog } from '../objections/answer-dialog'
import { FormsCard } from './forms-card'
import { Objections } from './objection-notes'
import { PickedPerson } from './person-picker'
import { TrialEditor } from './trial-editor'
import { placeObjections } from './trial-objections'
import { TrialStatus, TrialTags } from './trial-status'
import { TrialView } from './trial-view'
import { useRemoveTrial } from './use-remove-trial'
import { useReopen } from './use-reopen'

const back = { to: '/trials', label: '试用期填报' }

/** One filing: its state, what the candidate objected to, and the form as long as it is not locked. */
export function TrialPage() {
  const trialId = Number(useParams().trialId)
  const trial = useEndpoint(getTrial, { trialId })
  if (!trial.data) {
    return (
      <>
        <PageHeader title="试用期填报" back={back} />
        {trial.error ? <ProblemAlert error={trial.error} retry={() => void trial.refetch()} /> : <Skeleton active={false} paragraph={{ rows: 8 }} />}
      </>
    )
  }
  // Found by its number alone, e.g. from an objection.
  if (trial.data.businessCode !== trialBusiness) return <Navigate replace to={`/pre-registrations/${trialId}`} />
  return <OneTrial key={trialId} trial={trial.data} />
}

function OneTrial({ trial }: { trial: Trial }) {
  const { can } = useSession()
  const mayWrite = can('trial.write')
  const [answering, setAnswering] = useState<NamedObjection | null>(null)
  const placed = useMemo(() => placeObjections(trial.objections), [trial.objections])
  const objections = useMemo(() => ({ placed, answer: mayWrite ? setAnswering : null }), [placed, mayWrite])
  const reopen = useReopen(trial)
  const locked = trial.confirmationState === 'confirmed' || trial.releasedAt !== null
  return (
    <Objections.Provider value={objections}>
      <PageHeader
        title={`${trial.person.name}的试用期填报`}
        back={back}
        tags={<TrialTags trial={trial} />}
        description={`最近更新 ${timeText(trial.updatedAt)}`}
        actions={
          mayWrite && (
            <>
              <DownloadButton order={fileOf(getAssessmentForm, { trialId: trial.id })}>打印考核表</DownloadButton>
              {!locked && <RemoveButton trial={trial} />}
            </>
          )
        }
      />
      <ProblemAlert error={reopen.error} />
      <TrialStatus trial={trial} objections={placed} reopen={mayWrite && trial.mayReopen && reopen.button} />
      <FormCard title="填报人员">
        <PickedPerson person={trial.person} />
      </FormCard>
      <FormsCard trial={trial} mayChange={mayWrite && !locked} mayPrint={mayWrite} />
      {mayWrite && !locked ? <TrialEditor trial={trial} /> : <TrialView trial={trial} />}
      {answering && <AnswerDialog objection={answering} personName={trial.person.name} onClose={() => setAnswering(null)} />}
    </Objections.Provider>
  )
}

function RemoveButton({ trial }: { trial: Trial }) {
  const navigate = useNavigate()
  const remove = useRemoveTrial('试用期填报', () => void navigate('/trials'))
  return (
    <Button danger loading={remove.pending} onClick={() => void remove.ask(trial.id, trial.person.name, trial.examYear)}>
      删除填报
    </Button>
  )
}
