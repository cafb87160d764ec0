import { getTrial, reopenTrial, searchTrials, type Trial } from '@talent/shared/contract/trials'
import { App, Button } from 'antd'
import { useEndpointMutation } from '../../api/use-endpoint'
import { useConfirmWithReason } from '../../ui/confirm'

/** 重新打开 of a filing or a pre-registration, with its button. */
export function useReopen(trial: Trial) {
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
