import { listInstitutionChanges, withdrawInstitutionChange, type InstitutionChange } from '@talent/shared/contract/institution-changes'
import { App, Button } from 'antd'
import { problemText } from '../../api/problem-text'
import { useEndpointMutation, useRefresh } from '../../api/use-endpoint'
import { useConfirm } from '../../ui/confirm'

export function WithdrawButton({ change }: { change: InstitutionChange }) {
  const { message } = App.useApp()
  const confirm = useConfirm()
  const refresh = useRefresh()
  const withdraw = useEndpointMutation(withdrawInstitutionChange, { refreshes: [listInstitutionChanges] })
  const ask = async () => {
    if (!(await confirm({ title: '撤回这份申请？', content: '撤回后主管单位不再审核，主体信息保持不变；需要时可以重新申请。', action: '撤回', danger: true }))) return
    withdraw.mutate(
      { changeId: change.id, version: change.version },
      {
        onSuccess: () => void message.success('申请已撤回'),
        // Decided meanwhile: the page shows what became of it.
        onError: (error) => {
          void message.error(problemText(error))
          refresh(listInstitutionChanges)
        },
      },
    )
  }
  return (
    <Button danger loading={withdraw.isPending} onClick={() => void ask()}>
      撤回申请
    </Button>
  )
}
