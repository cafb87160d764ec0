import { removeTrial, searchEligiblePeople, searchTrials } from '@talent/shared/contract/trials'
import { App } from 'antd'
import { problemText } from '../../api/problem-text'
import { useEndpointMutation } from '../../api/use-endpoint'
import { useConfirm } from '../../ui/confirm'

/** Asks, deletes, and says what became of it. A confirmed filing has to be reopened first; the server says so. */
export function useRemoveTrial(what: '试用期填报' | '预报名', onRemoved: () => void = () => {}) {
  const confirm = useConfirm()
  const { message } = App.useApp()
  const remove = useEndpointMutation(removeTrial, { refreshes: [searchTrials, searchEligiblePeople] })
  const ask = async (trialId: number, name: string, examYear: number) => {
    const sure = await confirm({
      title: `删除${name} ${examYear} 年的${what}？`,
      content: '删除后不能恢复，人员档案不受影响。',
      action: '删除',
      danger: true,
    })
    if (!sure) return
    remove.mutate(
      { trialId },
      {
        onSuccess: () => {
          void message.success(`已删除${name}的填报`)
          onRemoved()
        },
        onError: (error) => void message.error(problemText(error)),
      },
    )
  }
  return { ask, pending: remove.isPending }
}
