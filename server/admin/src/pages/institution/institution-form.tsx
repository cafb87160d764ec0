import { activeEntries } from '@talent/shared/dictionaries/index'
import { checkInstitution, maximumSubjects, readInstitution } from '@talent/shared/domain/institution'
import { isError, type Issue } from '@talent/shared/domain/issue'
import { institutionBasics, institutionBranch, institutionFacts } from '@talent/shared/domain/sections/institution'
import { Button, Form, Select } from 'antd'
import { useEffect, useState } from 'react'
import { applyIssues } from '../../api/apply-issues'
import { ProblemAlert } from '../../api/problem-alert'
import { isProblem, problemIssues } from '../../api/problem-text'
import { FieldItems } from '../../ui/fields-form'
import { FormCard, IssueList } from '../../ui/form-card'
import { todayInChina } from '../../ui/time-text'
import { BranchCards } from './branch-cards'
import { useFormTop } from '../../ui/use-form-top'
import styles from './institution.module.css'
import { contentOf, type InstitutionContent, type InstitutionValues } from './institution-values'
import { PositionInput } from './position-input'

const formName = 'institution'
const subjects = activeEntries('standardDepartment').map(({ code, label }) => ({ value: code, label: `${code} ${label}` }))

interface InstitutionFormProps {
  /** Read once; another `key` starts the form anew. */
  initial: InstitutionValues
  canWrite: boolean
  saving: boolean
  error: unknown
  onSubmit: (content: InstitutionContent) => void
  onChange: (values: InstitutionValues) => void
}

export function InstitutionForm({ initial, canWrite, saving, error, onSubmit, onChange }: InstitutionFormProps) {
  const [form] = Form.useForm<InstitutionValues>()
  const { top, show: showTop } = useFormTop()
  const { shown, demand, recheck } = useIssues(error)
  useEffect(() => void applyIssues(form, shown), [form, shown])
  useEffect(() => {
    if (error) showTop()
  }, [error, showTop])

  const values = () => form.getFieldsValue(true) as InstitutionValues
  const current = (): InstitutionContent => contentOf(values())
  const submit = () => {
    const content = current()
    if (demand(content)) onSubmit(content)
    else showTop()
  }
  const change = () => {
    onChange(values())
    recheck(current())
  }
  return (
    <Form
      form={form}
      name={formName}
      layout="vertical"
      className={styles.form}
      disabled={!canWrite}
      initialValues={initial}
      onFinish={submit}
      onValuesChange={change}
    >
      <div ref={top}>
        {problemIssues(error).length === 0 && <ProblemAlert error={isProblem(error, 'STALE') ? null : error} />}
        <IssueList form={formName} issues={shown} labelOf={labelOfPath} />
      </div>
      <FormCard title="基本信息">
        <FieldItems specs={institutionBasics} prefix={['values']} />
        <PositionInput path={['position']} of="机构" onTaken={change} />
      </FormCard>
      <FormCard title="机构信息">
        <FieldItems specs={institutionFacts} prefix={['values']} />
        <Form.Item name="subjects" label="诊疗科目" extra="按执业许可证上核准的科目选择，可多选">
          <Select mode="multiple" options={subjects} maxCount={maximumSubjects} showSearch={{ optionFilterProp: 'label' }} placeholder="请选择" notFoundContent="没有这个科目" />
        </Form.Item>
      </FormCard>
      <FormCard title="分院信息">
        <BranchCards onPosition={change} />
      </FormCard>
      {canWrite && (
        <div className={styles.actions}>
          <Button type="primary" htmlType="submit" loading={saving}>
            确认保存
          </Button>
        </div>
      )}
    </Form>
  )
}

/** The rules speak at the first 保存 and at every change after it; the server's issues stand until something changes. */
function useIssues(error: unknown) {
  const [shown, setShown] = useState<Issue[]>([])
  const [asked, setAsked] = useState(false)
  useEffect(() => {
    const answered = problemIssues(error)
    if (answered.length === 0) return
    setAsked(true)
    setShown(answered)
  }, [error])
  const check = (content: InstitutionContent) => checkInstitution(readInstitution(content), todayInChina())
  return {
    shown,
    demand(content: InstitutionContent): boolean {
      const found = check(content)
      setAsked(true)
      setShown(found)
      return !found.some(isError)
    },
    recheck(content: InstitutionContent) {
      if (asked) setShown(check(content))
    },
  }
}

function labelOfPath(path: (string | number)[]): string | undefined {
  const key = path[path.length - 1]
  if (path[0] === 'branches') {
    const field = institutionBranch.find((spec) => spec.key === key)?.label ?? '经纬度'
    return `分院 ${Number(path[1]) + 1}${field}`
  }
  return [...institutionBasics, ...institutionFacts].find((spec) => spec.key === key)?.label ?? (path[0] === 'position' ? '经纬度' : undefined)
}
