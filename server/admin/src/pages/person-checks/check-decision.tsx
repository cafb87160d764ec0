import { decideCheckReview, getCheckReview, listCheckReviews } from '@talent/shared/contract/person-checks'
import { identificationLabels, identifications, type Identification } from '@talent/shared/domain/check-subject'
import { App, Button, Input, Radio, Space } from 'antd'
import { useId, useState } from 'react'
import { useNavigate } from 'react-router'
import { ProblemAlert } from '../../api/problem-alert'
import { useEndpointMutation } from '../../api/use-endpoint'
import { useUnsavedGuard } from '../../layout/use-unsaved-guard'
import { FormCard } from '../../ui/form-card'
import type { Check } from './person-check-page'
import styles from './person-checks.module.css'

type Decision = 'accept' | 'reject'

const isIdentification = (value: unknown): value is Identification => identifications.some((one) => one === value)

/** What is missing before it can be sent, in the order of the form. */
function missingOf(decision: Decision | null, identification: Identification | null, opinion: string): string | null {
  if (decision === null) return '请选择核验结果'
  if (decision === 'reject') return opinion === '' ? '请填写驳回的原因，让申请人知道怎么办' : null
  if (identification === null) return '请选择核实身份的方式'
  return identification === 'other' && opinion === '' ? '请说明是怎样核实身份的' : null
}

export function CheckDecision({ check }: { check: Check }) {
  const id = useId()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const [decision, setDecision] = useState<Decision | null>(null)
  const [identification, setIdentification] = useState<Identification | null>(null)
  const [opinion, setOpinion] = useState('')
  const [asked, setAsked] = useState(false)
  const decide = useEndpointMutation(decideCheckReview, { refreshes: [listCheckReviews, getCheckReview] })
  const leave = useUnsavedGuard(opinion.trim() !== '')
  const missing = missingOf(decision, identification, opinion.trim())

  const submit = () => {
    setAsked(true)
    if (decision === null || missing !== null || decide.isPending) return
    decide.mutate(
      { checkId: check.id, decision, identification: decision === 'accept' ? identification : null, opinion: opinion.trim(), version: check.version },
      {
        onSuccess: () => {
          void message.success(decision === 'accept' ? `${check.name}：已通过，对方会收到通知` : `${check.name}：已驳回，对方会收到意见`)
          leave(() => void navigate('/person-checks'))
        },
      },
    )
  }
  return (
    <FormCard title="核验结果" description="请核对是本人、证件是原件，并与本页的姓名和证件号一致。">
      <ProblemAlert error={decide.error} />
      <Radio.Group className={styles.choices} aria-label="核验结果" value={decision} onChange={(event) => setDecision(event.target.value === 'accept' ? 'accept' : 'reject')}>
        <Radio value="accept">通过</Radio>
        <Radio value="reject">驳回</Radio>
      </Radio.Group>
      {decision === 'accept' && (
        <fieldset className={styles.ways}>
          <legend>核实身份的方式（必选）</legend>
          <Radio.Group aria-label="核实身份的方式" value={identification} onChange={(event) => setIdentification(isIdentification(event.target.value) ? event.target.value : null)}>
            <Space orientation="vertical">
              {identifications.map((one) => (
                <Radio key={one} value={one}>
                  {identificationLabels[one]}
                </Radio>
              ))}
            </Space>
          </Radio.Group>
        </fieldset>
      )}
      <label htmlFor={id}>{decision === 'reject' ? '驳回的原因（必填，申请人会看到）' : '核验意见（选填，申请人会看到）'}</label>
      <Input.TextArea id={id} rows={3} maxLength={200} showCount value={opinion} onChange={(event) => setOpinion(event.target.value)} />
      <p role="alert" className={styles.missing}>
        {asked ? missing : null}
      </p>
      <Button type="primary" block danger={decision === 'reject'} loading={decide.isPending} onClick={submit}>
        {decision === 'accept' ? '提交：通过' : decision === 'reject' ? '提交：驳回' : '提交'}
      </Button>
    </FormCard>
  )
}
