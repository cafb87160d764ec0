import { answerObjection, getTrial, listObjections, searchTrials, type NamedObjection, type Trial } from '@talent/shared/contract/trials'
import { App, Button, Input, Modal } from 'antd'
import { useId, useState, type ReactNode } from 'react'
import { ProblemAlert } from '../../api/problem-alert'
import { problemIssues } from '../../api/problem-text'
import { useEndpointMutation } from '../../api/use-endpoint'
import { useCloseQuestion } from '../../layout/use-guarded-close'
import styles from './objections.module.css'

const readyAnswers = ['已按您的说明更正，请再次核对。', '经核对，原填报内容无误。', '请携带证明材料到人事部门核实。']

interface AnswerDialogProps {
  objection: NamedObjection
  personName: string
  /** Where the content can be corrected; shown only where the dialog does not stand on that page already. */
  correct?: ReactNode
  /** Where the page has no guard of its own. */
  onDirty?: (dirty: boolean) => void
  onClose: () => void
}

/** What the candidate says stays in sight while the answer is written. */
export function AnswerDialog({ objection, personName, correct, onDirty, onClose }: AnswerDialogProps) {
  const id = useId()
  const { message } = App.useApp()
  const [text, setText] = useState('')
  const [asked, setAsked] = useState(false)
  const answer = useEndpointMutation(answerObjection, { refreshes: [listObjections, getTrial, searchTrials] })
  const close = useCloseQuestion(text.trim() !== '', onClose)
  const missing = asked && text.trim() === ''
  const write = (next: string) => {
    setText(next)
    onDirty?.(next.trim() !== '')
  }
  const refused = problemIssues(answer.error)

  const send = () => {
    setAsked(true)
    if (text.trim() === '') return
    answer.mutate(
      { objectionId: objection.id, answer: text.trim() },
      {
        onSuccess: (trial) => {
          void message.success(answeredText(trial))
          onClose()
        },
      },
    )
  }
  return (
    <Modal
      open
      title={`答复${personName}对“${objection.fieldLabel}”的异议`}
      okText="发送答复"
      cancelText="取消"
      confirmLoading={answer.isPending}
      mask={{ closable: text === '' }}
      onOk={send}
      onCancel={close}
    >
      {objection.sectionTitle && <p className={styles.hint}>{objection.sectionTitle}</p>}
      <blockquote className={styles.remark}>{objection.remark || '考生没有填写说明'}</blockquote>
      {correct && <p className={styles.hint}>需要更正时，请{correct}，保存后再答复。</p>}
      <ProblemAlert error={answer.error} issues={refused} />
      <label htmlFor={id}>答复（必填，考生会看到）</label>
      <Input.TextArea id={id} autoFocus rows={3} maxLength={500} showCount value={text} status={missing ? 'error' : undefined} aria-invalid={missing} aria-describedby={`${id}-missing`} onChange={(event) => write(event.target.value)} />
      <p id={`${id}-missing`} role="alert" className={styles.missing}>
        {missing && '请填写答复'}
      </p>
      <div className={styles.ready}>
        {readyAnswers.map((one) => (
          <Button key={one} size="small" onClick={() => write(one)}>
            {one}
          </Button>
        ))}
      </div>
    </Modal>
  )
}

/** After the last answer the filing goes back to the candidate by itself. */
function answeredText(trial: Trial): string {
  const open = trial.objections.filter((objection) => objection.answer === null).length
  if (open > 0) return `已答复，该填报还有 ${open} 条异议`
  return trial.confirmationState === 'awaiting' ? '已答复，已请考生再次确认' : '已答复'
}
