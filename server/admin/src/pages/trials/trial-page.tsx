import { getAssessmentForm } from '@talent/shared/contract/trial-forms'
import { getTrial, reopenTrial, searchTrials, type NamedObjection, type Trial } from '@talent/shared/contract/trials'
import { App, Button, Skeleton } from 'antd'
import { useMemo, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { client } from '../../api/client'
import { ProblemAlert } from '../../api/problem-alert'
import { useSession } from '../../api/session'
import { useEndpoint, useEndpointMutation } from '../../api/use-endpoint'
import { useConfirmWithReason } from '../../ui/confirm'
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
              <DownloadButton load={() => client.call(getAssessmentForm, { trialId: trial.id })}>打印考核表</DownloadButton>
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

function useReopen(trial: Trial) {
  const ask = useConfirmWithReason()
  const { message } = App.useApp()
  const reopen = useEndpointMutation(reopenTrial, { refreshes: [getTrial, searchTrials] })
  const start = async () => {
    const reason = await ask({
      title: `重新打开${trial.person.name}的填报？`,
      content: '考生的确认将失效，考生会收到通知；更正后由考生再次确认。',
      action: '重新打开',
      label: '重新打开的原因',
      maxLength: 200,
    })
    if (reason === null) return
    reopen.mutate({ trialId: trial.id, reason, version: trial.version }, { onSuccess: () => void message.success('已重新打开，可以修改了') })
  }
  const button = (
    <Button loading={reopen.isPending} onClick={() => void start()}>
      重新打开
    </Button>
  )
  return { button, error: reopen.error }
}

function RemoveButton({ trial }: { trial: Trial }) {
  const navigate = useNavigate()
  const remove = useRemoveTrial(() => void navigate('/trials'))
  return (
    <Button danger loading={remove.pending} onClick={() => void remove.ask(trial.id, trial.person.name, trial.examYear)}>
      删除填报
    </Button>
  )
}
