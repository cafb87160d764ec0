import type { Trial } from '@talent/shared/contract/trials'
import { review } from '@talent/shared/domain/states/application'
import { confirmation } from '@talent/shared/domain/states/confirmation'
import { Alert } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { StateTag } from '../../ui/state-tag'
import { timeText } from '../../ui/time-text'
import { ObjectionList } from './objection-notes'
import type { PlacedObjections } from './trial-objections'
import styles from './trials.module.css'

export function TrialTags({ trial }: { trial: Pick<Trial, 'confirmationState' | 'releasedAt' | 'reviewState'> }) {
  if (trial.releasedAt !== null) return <StateTag tone="neutral">已移除</StateTag>
  const look = confirmation.looks[trial.confirmationState]
  return (
    <>
      <StateTag tone={look.tone}>{look.label}</StateTag>
      {trial.reviewState && trial.reviewState !== 'notStarted' && <StateTag tone={review.looks[trial.reviewState].tone}>{review.looks[trial.reviewState].label}</StateTag>}
    </>
  )
}

/** Where the filing stands and what has to be done next, in words. */
export function TrialStatus({ trial, objections, reopen }: { trial: Trial; objections: PlacedObjections; reopen: ReactNode }) {
  const { type, title, description } = statusOf(trial, objections.open)
  return (
    <>
      <Alert className={styles.status} type={type} showIcon title={title} description={description} action={reopen} />
      {objections.ofPerson.length > 0 && (
        <div className={styles.personObjections}>
          <p>
            以下内容在人员档案中，请到 <Link to={`/people/${trial.person.id}`}>{trial.person.name}的档案</Link> 更正：
          </p>
          <ObjectionList labelled objections={objections.ofPerson} />
        </div>
      )}
    </>
  )
}

interface Status {
  type: 'info' | 'warning' | 'success' | 'error'
  title: string
  description?: ReactNode
}

function statusOf(trial: Trial, open: number): Status {
  if (trial.releasedAt !== null) {
    return { type: 'info', title: `考生已于 ${timeText(trial.releasedAt)} 从本单位移除`, description: '这份填报只供查阅，新单位可以重新填报。如考生回到本单位，请重新填报。' }
  }
  switch (trial.confirmationState) {
    case 'notReady':
      return { type: 'warning', title: '还没有提交考生确认', description: trial.notReadyReason ? <NotReady trial={trial} reason={trial.notReadyReason} /> : '保存后，考核合格的填报自动提交考生确认。' }
    case 'awaiting':
      return trial.candidateBound
        ? { type: 'info', title: '已提交考生，等待确认', description: '考生在小程序“信息确认”中核对。确认前仍可修改，考生看到的是最新内容。' }
        : { type: 'warning', title: '已提交，但考生还没有绑定本单位', description: <>请通知考生登录小程序并完成实名认证。不能自动匹配时，把 <Link to="/confirmation-code">本单位确认码</Link> 发给考生。</> }
    case 'objected':
      return { type: 'warning', title: `考生对 ${open} 项内容有异议`, description: '异议标在对应内容下方。请先更正并保存，再逐条答复；全部答复后自动回到考生确认。' }
    case 'confirmed':
      return confirmedStatus(trial)
  }
}

function NotReady({ trial, reason }: { trial: Trial; reason: string }) {
  return (
    <>
      {reason}
      <p>
        学历、证书等资料不全时，请到 <Link to={`/people/${trial.person.id}`}>{trial.person.name}的档案</Link> 补充，补齐后自动提交考生确认。
      </p>
    </>
  )
}

function confirmedStatus(trial: Trial): Status {
  switch (trial.reviewState) {
    case 'approved':
      return { type: 'success', title: '考生已确认，审核已通过', description: '内容已锁定。需要更正时，请联系上级选择“允许修改”或“退回”。' }
    case 'rejected':
      return { type: 'error', title: '审核不通过', description: '本年度的申报已结束，内容不能再修改。' }
    case 'revisionRequested':
      return { type: 'warning', title: '审核人允许修改', description: '请重新打开填报，更正后由考生再次确认。' }
    default:
      if (!trial.mayReopen) return { type: 'info', title: '考生已确认，正在上级审核', description: '内容已锁定。需要更正时，请联系上级选择“允许修改”或“退回”。' }
      return { type: 'info', title: '考生已确认，内容已锁定', description: '需要更正时请重新打开：原确认失效，考生会收到通知并再次确认。' }
  }
}
