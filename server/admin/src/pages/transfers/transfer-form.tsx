import type { FieldSpec } from '@talent/shared/domain/fields'
import type { Issue } from '@talent/shared/domain/issue'
import { transferDateLabels, type TransferKind } from '@talent/shared/domain/transfer'
import { Button, Form, Input, Radio } from 'antd'
import { useEffect, useState } from 'react'
import { applyIssues } from '../../api/apply-issues'
import { ProblemAlert } from '../../api/problem-alert'
import { isProblem, problemIssues } from '../../api/problem-text'
import { FieldInput, type OwnChoices } from '../../ui/field-input'
import { FieldGrid, FormCard, IssueList } from '../../ui/form-card'
import ui from '../../ui/ui.module.css'
import { useFormTop } from '../../ui/use-form-top'
import { AskedPerson } from './asked-person'
import { LeavingPerson } from './leaving-person'
import { TargetUnit } from './target-unit'
import { checkValues, toFormIssues, type TransferValues } from './transfer-values'
import { UnderWayNotice } from './under-way-notice'

const formName = 'transfer'

interface TransferFormProps {
  kind: TransferKind
  /** Whose change it is can't be changed afterwards. */
  isNew: boolean
  /** Read once; another `key` starts the form anew. */
  initial: TransferValues
  choices: OwnChoices
  error: unknown
  pending: 'save' | 'submit' | null
  onSubmit: (values: TransferValues, submit: boolean) => void
  /** What it holds after every change. */
  onChange: (values: TransferValues) => void
}

/** One change of unit: submitted at once, or kept for later. */
export function TransferForm({ kind, isNew, initial, choices, error, pending, onSubmit, onChange }: TransferFormProps) {
  const [form] = Form.useForm<TransferValues>()
  const [issues, setIssues] = useState<Issue[]>([])
  const [tried, setTried] = useState<'save' | 'submit' | null>(null)
  const { top, show: showTop } = useFormTop()
  const targetWay = Form.useWatch('targetWay', form) ?? initial.targetWay

  const show = (found: Issue[]) => {
    applyIssues(form, found)
    setIssues(found)
  }
  useEffect(() => {
    const found = toFormIssues(problemIssues(error))
    if (found.length > 0) {
      applyIssues(form, found)
      setIssues(found)
    }
    if (error) showTop()
  }, [error, form, showTop])

  const read = (): TransferValues => ({ ...initial, ...form.getFieldsValue() })
  const attempt = (as: 'save' | 'submit') => {
    if (pending) return
    const found = checkValues(kind, read(), { submitting: as === 'submit', isNew })
    setTried(as)
    show(found)
    if (found.length === 0) onSubmit(read(), as === 'submit')
    else showTop()
  }
  const change = () => {
    onChange(read())
    if (tried) show(checkValues(kind, read(), { submitting: tried === 'submit', isNew }))
  }
  return (
    <Form<TransferValues> form={form} name={formName} layout="vertical" initialValues={initial} onValuesChange={change} onFinish={() => attempt('submit')}>
      <div ref={top}>
        {isProblem(error, 'TRANSFER_UNDER_WAY') ? <UnderWayNotice error={error} /> : issues.length === 0 && <ProblemAlert error={error} />}
        <IssueList form={formName} issues={issues} labelOf={([key]) => fieldLabel(kind, key)} />
      </div>
      {isNew && kind === 'in' && <AskedPerson form={form} />}
      {isNew && kind !== 'in' && (
        <FormCard title={kind === 'out' ? '调出人员' : '离职人员'}>
          <Form.Item name="personId" label="人员" required style={{ marginBottom: 0 }}>
            <LeavingPerson />
          </Form.Item>
        </FormCard>
      )}
      <FormCard title={kind === 'out' ? '调出信息' : kind === 'in' ? '调入信息' : '离职信息'}>
        {kind === 'out' && <Target way={targetWay} />}
        <FieldGrid>
          {kind === 'resignation' && <Item spec={resignationType} />}
          {kind === 'in' && <Item spec={departmentField} choices={choices} />}
          <Item spec={{ ...dateField, label: transferDateLabels[kind] }} />
        </FieldGrid>
        <Form.Item name="note" label="说明（选填）">
          <Input.TextArea rows={3} maxLength={500} showCount placeholder={notePlaceholders[kind]} />
        </Form.Item>
        <div className={ui.formActions}>
          <Button type="primary" htmlType="submit" loading={pending === 'submit'} disabled={pending === 'save'}>
            提交
          </Button>
          <Button loading={pending === 'save'} disabled={pending === 'submit'} onClick={() => attempt('save')}>
            保存，暂不提交
          </Button>
        </div>
      </FormCard>
    </Form>
  )
}

const ways: { value: TransferValues['targetWay']; label: string }[] = [
  { value: 'known', label: '平台内的单位' },
  { value: 'outside', label: '平台外的单位' },
  { value: 'none', label: '不填写' },
]

function Target({ way }: { way: TransferValues['targetWay'] }) {
  return (
    <>
      <Form.Item name="targetWay" label="调往" extra={way === 'known' ? '对方单位同意、主管单位审核后生效，档案由对方接收。' : '由主管单位审核后生效；以后有单位申请调入时，再接收档案。'}>
        <Radio.Group options={ways} />
      </Form.Item>
      {way === 'known' && (
        <Form.Item name="target" label="调往单位" required style={{ maxWidth: 560 }}>
          <TargetUnit />
        </Form.Item>
      )}
      {way === 'outside' && (
        <Form.Item name="toUnitName" label="调往单位" required style={{ maxWidth: 560 }}>
          <Input maxLength={100} autoComplete="off" placeholder="单位全称" />
        </Form.Item>
      )}
    </>
  )
}

function Item({ spec, choices = {} }: { spec: FieldSpec; choices?: OwnChoices }) {
  return (
    <Form.Item name={spec.key} label={spec.label} required>
      <FieldInput spec={spec} choices={choices} />
    </Form.Item>
  )
}

const resignationType: FieldSpec = { key: 'resignationType', label: '离职类型', kind: 'choice', dictionary: 'resignationType', required: true, maxLength: 20 }
const departmentField: FieldSpec = { key: 'department', label: '调入后的科室', kind: 'department', required: true, maxLength: 40 }
const dateField: FieldSpec = { key: 'date', label: '时间', kind: 'date', required: true, maxLength: 10 }

const notePlaceholders: Record<TransferKind, string> = { out: '如调动原因、调令文号', in: '对方单位和主管单位会看到，如调动原因、调令文号', resignation: '如需要，可写明情况' }

const labels: Record<string, string> = {
  personId: '人员', identityType: '身份证件类别', identityNumber: '证件号', name: '姓名', target: '调往单位', toUnitName: '调往单位', department: '调入后的科室', resignationType: '离职类型', note: '说明',
}
const fieldLabel = (kind: TransferKind, key: string | number | undefined): string | undefined => (key === 'date' ? transferDateLabels[kind] : key === undefined ? undefined : labels[key])
