import type { Me } from '@talent/shared/contract/wechat-session'
import type { Todo } from './todo-links'

export const journeyTitles = ['实名认证', '绑定单位', '核对确认', '审核'] as const

/** Where a candidate is on the way from the verification to the review; null for who only manages a business. */
export function journeyOf({ identity, unit, managerBindings }: Pick<Me, 'identity' | 'unit' | 'managerBindings'>, todos: readonly Pick<Todo, 'kind'>[]): number | null {
  const has = (...kinds: Todo['kind'][]) => todos.some(({ kind }) => kinds.includes(kind))
  if (has('consent')) return null
  if (identity.state !== 'verified') return 0
  if (has('confirm', 'correct', 'objected', 'waitFiling')) return 2
  if (has('applicationProgress', 'pay')) return 3
  if (managerBindings.length > 0) return null
  return unit === null ? 1 : 2
}
