import { endManagerBinding, issueAuthorizationCode, listBusinesses, revokeAuthorizationCode, type BusinessRow } from '@talent/shared/contract/authorization'
import type { z } from '@talent/shared/zod'
import { App } from 'antd'
import { useEndpointMutation, useRefresh } from '../../api/use-endpoint'
import { useConfirm } from '../../ui/confirm'
import type { IssuedCode } from './issued-code-dialog'

export type Business = z.output<typeof BusinessRow>
export type Manager = Business['managers'][number]

export type BusinessActions = ReturnType<typeof useBusinessActions>

/** What can be done to a business; everything that ends somebody's rights or a code asks first. */
export function useBusinessActions(onIssued: (code: IssuedCode) => void) {
  const confirm = useConfirm()
  const refresh = useRefresh()
  const { message } = App.useApp()
  const refreshes = [listBusinesses]
  const issueCode = useEndpointMutation(issueAuthorizationCode, { refreshes })
  const revokeCode = useEndpointMutation(revokeAuthorizationCode, { refreshes, onSuccess: () => void message.success('授权码已作废') })
  const endBinding = useEndpointMutation(endManagerBinding, { refreshes, onSuccess: () => void message.success('已解除授权') })
  const all = [issueCode, revokeCode, endBinding]
  // The screen was old if the server refuses: the same code used meanwhile, the binding ended by somebody else.
  const onError = () => refresh(listBusinesses)
  /** The buttons stay as they are while something is under way: disabled they would lose the focus, and nobody finds back by key. */
  const isBusy = () => all.some((mutation) => mutation.isPending)
  /** One refusal at a time, that of the last action. */
  const begin = () => all.forEach((mutation) => mutation.reset())

  return {
    error: all.find((mutation) => mutation.error)?.error ?? null,
    async issue({ businessCode, businessName, code }: Business) {
      if (isBusy()) return
      if (code?.state === 'issued') {
        const sure = await confirm({
          title: `重新生成“${businessName}”的授权码？`,
          content: `尾号 ${code.hint} 的授权码还没有使用，重新生成后它立即作废。`,
          action: '重新生成',
          danger: true,
        })
        if (!sure) return
      }
      begin()
      issueCode.mutate({ businessCode }, { onError, onSuccess: (issued) => onIssued({ businessName, ...issued }) })
    },

    async revoke({ businessCode, businessName, code }: Business) {
      if (!code || isBusy()) return
      const content = `尾号 ${code.hint} 的授权码将不能再使用。需要时可以重新生成。`
      if (!(await confirm({ title: `作废“${businessName}”的授权码？`, content, action: '作废', danger: true }))) return
      begin()
      revokeCode.mutate({ businessCode, codeId: code.id }, { onError })
    },

    async end({ businessCode, businessName }: Business, manager: Manager) {
      if (isBusy()) return
      const content = `解除后，${manager.name}（${manager.phone}）立即不能再办理“${businessName}”的审核；已作出的审核意见保留。需要时可用新的授权码重新绑定。`
      if (!(await confirm({ title: `解除${manager.name}的授权？`, content, action: '解除授权', danger: true }))) return
      begin()
      endBinding.mutate({ businessCode, bindingId: manager.bindingId }, { onError })
    },
  }
}
