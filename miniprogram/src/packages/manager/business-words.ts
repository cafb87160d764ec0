import type { ManagedBusiness } from '@talent/shared/contract/authorization'

export const roleNames: Record<ManagedBusiness['role'], string> = { main: '业务管理人', auxiliary: '辅助管理员' }

/** How one came to the business, and by whom. */
export function wayWords({ way, grantedBy }: Pick<ManagedBusiness, 'way' | 'grantedBy'>): string {
  const by = grantedBy ?? ''
  return { code: `凭授权码绑定${by ? `（${by}生成）` : ''}`, direct: `${by || '单位'}直接授权`, transfer: `${by || '原业务管理人'}转移`, auxiliary: `${by || '业务管理人'}添加` }[way]
}
