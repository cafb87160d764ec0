import { type AuditDetail, detachApplication } from '@talent/shared/contract/audit'
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { CallProblem } from '../../../api/problem-text'
import { useMutation } from '../../../api/use-mutation'
import { useKeptText } from '../../../platform/use-kept-text'
import { PrimaryButton } from '../../../ui/buttons'
import { Notice } from '../../../ui/notice'
import { Sheet } from '../../../ui/sheet'
import { TextArea } from '../../../ui/text-field'
import { noteState } from '../decided'
import { isEndedRight } from '../ended-right'

interface Props {
  bindingId: number
  detail: AuditDetail
  onClose: () => void
  onDone: (nextId: number | null, note: string) => void
  onEnded: (problem: CallProblem) => void
}

const consequences = [
  '考生与本单位的绑定解除，可以绑定新单位',
  '申报退回未提交；新单位重新填报、考生确认后，从新单位开始审核',
  '已有的审核记录、实习进度和缴费都保留，本单位仍可查阅',
  '移除后不能撤回；考生回到本单位时，须由本单位重新填报',
]

/** 从单位移除 says what comes of it before it is done. */
export function DetachSheet({ bindingId, detail, onClose, onDone, onEnded }: Props) {
  const [reason, setReason] = useKeptText(`detach-${detail.id}`)
  const send = useMutation(detachApplication)
  const [asked, setAsked] = useState(false)
  const missing = reason.trim() === ''
  const detach = async () => {
    setAsked(true)
    if (missing) return
    const outcome = await send.send({ bindingId, applicationId: detail.id, reason: reason.trim(), version: detail.version })
    if (outcome.ok) {
      setReason('')
      noteState(bindingId, detail.id, 'gone')
      onDone(outcome.data.nextId, `已从单位移除：${detail.name}`)
    } else if (isEndedRight(outcome.problem)) onEnded(outcome.problem)
  }
  return (
    <Sheet
      open
      title="从单位移除"
      about={`${detail.name} · ${detail.institutionName}`}
      onClose={onClose}
      footer={
        <View>
          {send.status === 'failed' ? <Notice tone="stop">{send.problem.message}</Notice> : null}
          <PrimaryButton onTap={detach} tone="stop" label={`从单位移除${detail.name}`}>确认移除</PrimaryButton>
        </View>
      }
    >
      <View className="detach">
        {consequences.map((words) => (
          <View key={words} className="detach__line">{words}</View>
        ))}
      </View>
      <TextArea label="移除原因" value={reason} onChange={setReason} maxLength={200} {...(asked && missing ? { error: '请填写移除原因，考生会看到' } : {})} placeholder="考生会看到，如：已调往其他单位" />
    </Sheet>
  )
}
