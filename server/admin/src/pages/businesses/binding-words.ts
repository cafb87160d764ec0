import type { getBusinessHistory } from '@talent/shared/contract/authorization'
import type { Output } from '@talent/shared/contract/endpoint'
import type { Manager } from './use-business-actions'

export type Holder = Output<typeof getBusinessHistory>['holders'][number]

export const roleNames: Record<Manager['role'], string> = { main: '业务管理人', auxiliary: '辅助管理员' }

/** How somebody came to the business, and by whom. */
export function wayText({ way, grantedBy }: Pick<Manager, 'way' | 'grantedBy'>): string {
  const by = grantedBy ? `${grantedBy} ` : ''
  return { code: grantedBy ? `凭 ${grantedBy} 生成的授权码绑定` : '凭授权码绑定', direct: `${by}直接授权`, transfer: `${by}转移`, auxiliary: `${by}添加` }[way]
}

/** How it ended, and by whom. */
export function endText({ ended, endedBy }: Pick<Holder, 'ended' | 'endedBy'>): string {
  const by = endedBy ? `${endedBy} ` : ''
  switch (ended) {
    case 'revoked': return `${by}解除授权`
    case 'transferred': return `${by}转移给他人`
    case 'removed': return `${by}移除`
    case 'givenUp': return '本人放弃'
    case 'identityEnded': return '实名认证失效'
    case 'promoted': return '成为业务管理人'
    case null: return '已结束'
  }
}
