import { getTransfer, listTransfers, removeTransfer, submitTransfer, withdrawTransfer, type Transfer } from '@talent/shared/contract/transfers'
import { getTodos } from '@talent/shared/contract/organization'
import { App } from 'antd'
import { useNavigate } from 'react-router'
import { isProblem } from '../../api/problem-text'
import { useEndpointMutation, useRefresh } from '../../api/use-endpoint'
import { useConfirm } from '../../ui/confirm'

/** What the unit that filed a change does with it on its page. */
export function useTransferActions({ id: transferId, version, name }: Transfer) {
  const confirm = useConfirm()
  const navigate = useNavigate()
  const refresh = useRefresh()
  const { message } = App.useApp()
  const refreshes = [getTransfer, listTransfers, getTodos]
  const submitting = useEndpointMutation(submitTransfer, { refreshes, onSuccess: () => void message.success('已提交') })
  const withdrawing = useEndpointMutation(withdrawTransfer, { refreshes, onSuccess: () => void message.success('已撤回，可以修改后再提交') })
  const removing = useEndpointMutation(removeTransfer, { refreshes: [listTransfers, getTodos] })
  // Somebody was faster: the page shows what is there now.
  const onError = (error: unknown) => {
    if (isProblem(error, 'STALE', 'TRANSFER_STATE')) refresh(getTransfer)
  }
  return {
    pending: submitting.isPending || withdrawing.isPending || removing.isPending,
    error: submitting.error ?? withdrawing.error ?? removing.error,
    submit: () => submitting.mutate({ transferId, version }, { onError }),
    async withdraw() {
      if (await confirm({ title: `撤回“${name}”的变动？`, content: '撤回后对方和主管单位不再看到，可以修改后重新提交。', action: '撤回' })) withdrawing.mutate({ transferId, version }, { onError })
    },
    async remove(list: string) {
      if (!(await confirm({ title: `删除“${name}”的变动？`, content: '删除后不能恢复，操作日志中保留记录。', action: '删除', danger: true }))) return
      removing.mutate({ transferId, version }, {
        onError,
        onSuccess: () => {
          void message.success('已删除')
          void navigate(list, { replace: true })
        },
      })
    },
  }
}
