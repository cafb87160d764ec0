import { archiveKeyGroup, getKeyGroup, listKeyGroups, removeKeyGroup, restoreKeyGroup, type KeyGroup } from '@talent/shared/contract/key-groups'
import { App } from 'antd'
import { isProblem, problemText } from '../../api/problem-text'
import { useEndpointMutation, useRefresh } from '../../api/use-endpoint'
import { useConfirm } from '../../ui/confirm'

/** 封存, 恢复 and 删除 of a group, each after a question; a refusal says why and shows what is saved now. */
export function useGroupActions(onRemoved?: () => void) {
  const confirm = useConfirm()
  const { message } = App.useApp()
  const refresh = useRefresh()
  const refreshes = [listKeyGroups, getKeyGroup]
  const archive = useEndpointMutation(archiveKeyGroup, { refreshes, onSuccess: ({ name }) => void message.success(`已封存“${name}”，需要时可在“已封存”中恢复`) })
  const restore = useEndpointMutation(restoreKeyGroup, { refreshes, onSuccess: ({ name }) => void message.success(`已恢复“${name}”`) })
  const remove = useEndpointMutation(removeKeyGroup, { refreshes: [listKeyGroups] })
  const onError = (error: unknown) => {
    void message.error(isProblem(error, 'STALE') ? '这个标签刚被他人修改，已显示最新内容，请核对后再操作' : problemText(error))
    for (const endpoint of refreshes) refresh(endpoint)
  }

  return {
    pending: archive.isPending || restore.isPending || remove.isPending,
    async archive(group: KeyGroup) {
      if (!(await confirm({ title: `封存标签“${group.name}”？`, content: '封存后不再出现在查询条件中，人员保持不变，可以随时恢复。', action: '封存' }))) return
      archive.mutate({ keyGroupId: group.id, version: group.version }, { onError })
    },
    restore: (group: KeyGroup) => restore.mutate({ keyGroupId: group.id, version: group.version }, { onError }),
    async remove(group: KeyGroup) {
      if (!(await confirm({ title: `删除标签“${group.name}”？`, content: `删除后不能恢复。标签中的 ${group.people} 人只是不再属于这个标签，人员档案不受影响。`, action: '删除', danger: true }))) return
      remove.mutate({ keyGroupId: group.id, version: group.version }, {
        onError,
        onSuccess: () => {
          void message.success(`已删除“${group.name}”`)
          onRemoved?.()
        },
      })
    },
  }
}
