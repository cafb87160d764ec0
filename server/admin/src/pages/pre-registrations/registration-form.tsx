import { listPosts } from '@talent/shared/contract/organization'
import type { PreRegistrationInput } from '@talent/shared/contract/pre-registrations'
import { activeEntries } from '@talent/shared/dictionaries/index'
import { applyLevel, isSpecialityOf } from '@talent/shared/dictionaries/exam-tables'
import { titleBusiness } from '@talent/shared/domain/exam-business'
import { defaultExamYearSettings } from '@talent/shared/domain/exam-year'
import type { Issue } from '@talent/shared/domain/issue'
import { checkPreRegistration } from '@talent/shared/domain/pre-registration'
import { Form, Select } from 'antd'
import { useEffect, useMemo, useState, type ReactNode } from 'react'
import { applyIssues } from '../../api/apply-issues'
import { ProblemAlert } from '../../api/problem-alert'
import { isProblem, problemIssues } from '../../api/problem-text'
import { useSession } from '../../api/session'
import { useEndpoint } from '../../api/use-endpoint'
import { FieldGrid, FormCard, IssueList } from '../../ui/form-card'
import ui from '../../ui/ui.module.css'
import { useFormTop } from '../../ui/use-form-top'
import { ChoiceInput, TrialItem } from '../trials/trial-fields'
import styles from '../trials/trials.module.css'
import { yearLabel, type useExamYears } from '../trials/use-exam-years'

const formName = 'registration'
const levels = applyLevel.filter((level) => level.business === titleBusiness).map(({ code, label }) => ({ value: code, label }))
const specialities = (level: string) => activeEntries('titleSpeciality').filter(({ code }) => isSpecialityOf(level, code)).map(({ code, label }) => ({ value: code, label }))

interface RegistrationFormProps {
  /** Read once; another `key` starts the form anew. */
  initial: PreRegistrationInput
  years: ReturnType<typeof useExamYears>
  /** An application was made of it: the year stays. */
  submitted?: boolean
  error: unknown
  onSubmit: (input: PreRegistrationInput) => void
  onChange: () => void
  onAttempt?: () => void
  onYear?: (year: number) => void
  actions: ReactNode
}

/** Year, level and speciality; everything else the exam asks is in the person's record. */
export function RegistrationForm({ initial, years, submitted = false, error, onSubmit, onChange, onAttempt, onYear, actions }: RegistrationFormProps) {
  const { can } = useSession()
  const [form] = Form.useForm<PreRegistrationInput>()
  const [values, setValues] = useState(initial)
  const [asked, setAsked] = useState(false)
  const [answered, setAnswered] = useState<Issue[]>([])
  const { top, show: showTop } = useFormTop()
  const posts = useEndpoint(listPosts, {}, { enabled: can('post.read') })
  useEffect(() => {
    setAnswered(problemIssues(error))
    if (error) showTop()
  }, [error, showTop])
  const shown = useMemo(() => [...(asked ? issuesOf(values) : []), ...answered], [asked, values, answered])
  useEffect(() => void applyIssues(form, shown), [form, shown])

  const change = (changed: Partial<PreRegistrationInput>) => {
    // A speciality is of one level.
    if (changed.applyLevel !== undefined && !isSpecialityOf(changed.applyLevel, form.getFieldValue('speciality'))) form.setFieldValue('speciality', '')
    setValues({ ...form.getFieldsValue(true) })
    setAnswered([])
    if (changed.examYear !== undefined) onYear?.(changed.examYear)
    onChange()
  }
  const submit = () => {
    setAsked(true)
    onAttempt?.()
    const now: PreRegistrationInput = form.getFieldsValue(true)
    if (issuesOf(now).length === 0) onSubmit(now)
    else showTop()
  }
  return (
    <Form form={form} name={formName} layout="vertical" initialValues={initial} onValuesChange={change} onFinish={submit}>
      <div ref={top}>
        {problemIssues(error).length === 0 && <ProblemAlert error={isProblem(error, 'STALE') ? null : error} />}
        {(asked || answered.length > 0) && <IssueList form={formName} issues={shown} />}
      </div>
      <FormCard title="报考信息">
        <FieldGrid>
          <TrialItem path={['examYear']} label="报名年度">
            <Select disabled={submitted} options={yearOptions(years, initial.examYear)} placeholder="请选择" notFoundContent="没有开放的报名年度" />
          </TrialItem>
          <TrialItem path={['applyLevel']} choice>
            <ChoiceInput choices={levels} />
          </TrialItem>
          <TrialItem path={['speciality']} label="报考专业" required choice hint={values.applyLevel === '' && '先选择申报级别'}>
            <ChoiceInput choices={specialities(values.applyLevel)} />
          </TrialItem>
          <TrialItem path={['postName']} label="岗位" choice>
            <ChoiceInput choices={(posts.data?.items ?? []).map(({ name }) => ({ value: name, label: name }))} />
          </TrialItem>
        </FieldGrid>
      </FormCard>
      <div className={`${ui.formActions} ${styles.actions}`}>{actions}</div>
    </Form>
  )
}

/** The server knows the person; here only what is chosen is looked at. */
const issuesOf = (input: PreRegistrationInput): Issue[] => checkPreRegistration(input, defaultExamYearSettings(titleBusiness, input.examYear), {})

function yearOptions({ settings }: RegistrationFormProps['years'], now: number) {
  if (settings.length > 0) return settings.map((one) => ({ value: one.year, label: yearLabel(one) }))
  return [now + 1, now, now - 1].map((value) => ({ value, label: `${value} 年` }))
}
