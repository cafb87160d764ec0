import type { Application } from '@talent/shared/contract/candidate'
import { levelLabels } from '@talent/shared/domain/exam-year'
import type { Tone } from '@talent/shared/tokens'

/** How an application stands for the candidate, and what is to be done about it. */
export interface Situation {
  tone: Tone
  text: string
  /** What a reviewer wrote, when there is something to do about it. */
  remark: { from: string; text: string } | null
  /** In order; empty when there is only to wait. */
  steps: string[]
  /** There is somebody at the unit to ask. */
  ask: boolean
}

const waiting = (tone: Tone, text: string): Situation => ({ tone, text, remark: null, steps: [], ask: false })

/** `feeWaits`: there is a fee that can be paid now. */
export function situationOf(application: Pick<Application, 'submission' | 'reviewLevel' | 'reviewState' | 'institutionName' | 'timeline'>, feeWaits = false): Situation {
  const { submission, reviewLevel, reviewState, institutionName, timeline } = application
  const level = levelLabels[reviewLevel]
  const remark = lastRemark(timeline)
  if (institutionName === null) {
    return {
      tone: 'ask', text: '您已从原单位移除，申报退回未提交。已有的审核记录、认定的试用期和缴费都保留。', remark, ask: false,
      steps: ['绑定新单位：与新单位的人员档案一致时自动匹配，也可以用新单位的确认码', '由新单位人事部门重新填报', '逐项核对并确认，从新单位开始审核'],
    }
  }
  if (submission === 'draft') {
    return { tone: 'ask', text: '单位重新打开了填报，原来的确认已失效。', remark: null, ask: false, steps: ['等单位更正后，逐项核对，改动处标有“原为”', '再次确认，申报重新进入审核'] }
  }
  switch (reviewState) {
    case 'revisionRequested':
      return {
        tone: 'ask', text: `${level}要求修改后再审核，不用重新申报。`, remark, ask: true,
        steps: ['把审核意见告诉单位人事部门，由单位更正填报', '更正后您会收到消息，逐项核对并再次确认', reviewLevel === 'institution' ? '确认后由单位继续审核' : `确认后由${level}继续审核，下级已通过的不用重审`],
      }
    case 'rejected':
      return { tone: 'stop', text: `${level}审核不通过，这是本年度的最终结果。`, remark, ask: true, steps: ['对结果有疑问，请联系单位人事部门了解原因', '下一年度可以由单位重新填报'] }
    case 'deferred':
      return { ...waiting('wait', `${level}暂未作出结论，申报仍然有效，不用重新提交。有结果会发消息通知您。`), remark, ask: true }
    case 'approved':
      return waiting('ok', '各级审核已全部通过，请等待正式报名的通知。')
    default:
      if (feeWaits) return waiting('wait', `请先缴费，缴费后${level}才能审核通过。`)
      return waiting('neutral', `${level}正在审核，现在不需要您做什么。有结果会发消息通知您。`)
  }
}

/** Of the newest decision or removal, when it came with words. */
function lastRemark(timeline: Application['timeline']): Situation['remark'] {
  const last = timeline.filter((entry) => entry.state === 'done').at(-1)
  return last?.remark ? { from: last.title, text: last.remark } : null
}
