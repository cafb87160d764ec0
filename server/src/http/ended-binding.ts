import { labelOf } from '@talent/shared/dictionaries/index'
import { problem, type Problem } from '@talent/shared/errors'
import { chinaTime } from '../platform'

export interface EndedBinding {
  organizationName: string
  businessCode: string
  endedAt: string
  /** revoked, transferred, removed, givenUp, identityEnded, promoted; null before that was kept. */
  ended: string | null
  endedBy: string | null
}

/** To the one who held it, and to nobody else: that the right has ended, when, and by whom. */
export function endedBindingProblem({ organizationName, businessCode, endedAt, ended, endedBy }: EndedBinding): Problem {
  const business = `${organizationName}“${labelOf('business', businessCode) ?? businessCode}”`
  const at = chinaTime(new Date(endedAt))
  const by = endedBy ?? organizationName
  const words: Record<string, string> = {
    revoked: `${by}已于 ${at} 解除您在${business}的业务授权`,
    removed: `${by}已于 ${at} 将您从${business}的辅助管理员中移除`,
    transferred: `您已于 ${at} 将${business}转移给他人`,
    givenUp: `您已于 ${at} 放弃${business}的业务授权`,
    promoted: `您已于 ${at} 成为${business}的业务管理人，请从“管理”重新进入`,
  }
  const detail = words[ended ?? ''] ?? `您在${business}的业务授权已于 ${at} 结束`
  return problem('BINDING_ENDED', { detail, data: { organizationName, endedAt, ended, endedBy } })
}
