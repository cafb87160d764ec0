import type { TrialInput } from '@talent/shared/contract/trials'
import { listPosts } from '@talent/shared/contract/organization'
import { isError, type Issue } from '@talent/shared/domain/issue'
import { Form, Input, Select } from 'antd'
import { useEffect, useMemo, useState, type KeyboardEvent, type ReactNode } from 'react'
import { applyIssues } from '../../api/apply-issues'
import { ProblemAlert } from '../../api/problem-alert'
import { isProblem, problemIssues } from '../../api/problem-text'
import { useEndpoint } from '../../api/use-endpoint'
import { useSession } from '../../api/session'
import { fieldId, FieldGrid, FormCard, IssueList } from '../../ui/form-card'
import ui from '../../ui/ui.module.css'
import { useFormTop } from '../../ui/use-form-top'
import { SegmentCards } from './segment-cards'
import { categoryChoices, ChoiceInput, levelChoices, opinionChoices, TrialItem, YesNoInput } from './trial-fields'
import { checkTrial, isSpokenAtOnce, totalOf, type TrialRuleContext } from './trial-rules'
import { TrialTotal } from './trial-total'
import styles from './trials.module.css'
import { copyOf, inputOf, type TrialValues } from './trial-values'
import { yearLabel, type useExamYears } from './use-exam-years'

const formName = 'trial'

interface TrialFormProps {
  /** Read once; another `key` starts the form anew. */
  initial: TrialValues
  years: ReturnType<typeof useExamYears>
  /** What the person's record says, as far as this account may read it. */
  person: TrialRuleContext['person']
  /** What the last save was answered with. */
  /** An application was made of it: year and kind of exam stay. */
  submitted?: boolean
  error: unknown
  onSubmit: (input: TrialInput, action: string) => void
  onChange: (values: TrialValues) => void
  /** 保存 was pressed, whatever comes of it. */
  onAttempt?: () => void
  /** The chosen year decides who may be filed. */
  onYear?: (year: number | null) => void
  /** The buttons; the first one submits, others may submit with another `value` as their action. */
  actions: (submit: (action: string) => void) => ReactNode
}

/** The filing with the domain's rules speaking while it is filled; the server's issues stand at their fields. */
export function TrialForm({ initial, years, person, submitted = false, error, onSubmit, onChange, onAttempt, onYear, actions }: TrialFormProps) {
  const { organization } = useSession()
  const [form] = Form.useForm<TrialValues>()
  const [values, setValues] = useState(initial)
  const settings = years.settings.find((one) => one.year === values.examYear) ?? null
  const context = useMemo(() => ({ settings, person, institutionName: organization.name }), [settings, person, organization.name])
  const rules = useTrialIssues(values, context, error)

  useEffect(() => void applyIssues(form, rules.shown), [form, rules.shown])

  const submit = (action: string) => {
    const now: TrialValues = form.getFieldsValue(true)
    onAttempt?.()
    if (rules.demand(now)) onSubmit(inputOf(now, organization.name), action)
  }
  const change = (changed: Partial<TrialValues>) => {
    // A copy: the store changes its own objects in place.
    const now = copyOf(form.getFieldsValue(true))
    setValues(now)
    if (changed.examYear !== undefined) onYear?.(changed.examYear)
    rules.forgetAnswer()
    onChange(now)
  }
  const elsewhere = isProblem(error, 'STALE') ? null : error
  return (
    <Form
      form={form}
      name={formName}
      layout="vertical"
      className={styles.form}
      initialValues={initial}
      onValuesChange={change}
      onFinish={() => submit('save')}
      onKeyDown={keepOpenAtEnter}
    >
      <div ref={rules.top}>
        {problemIssues(error).length === 0 && <ProblemAlert error={elsewhere} />}
        {rules.asked && <IssueList form={formName} issues={rules.shown} />}
      </div>
      <FilingFields values={values} years={years} submitted={submitted} />
      <FormCard title="试用期">
        <TrialTotal id={fieldId(formName, ['segments'])} total={totalOf(values, context)} issues={rules.shown.filter(isAboutWhole)} />
        <SegmentCards institutionName={organization.name} maximum={settings?.trial?.maximumSegments ?? 10} />
      </FormCard>
      <FormCard title="考核意见">
        <FieldGrid>
          <TrialItem path={['institutionOpinion']} choice>
            <ChoiceInput choices={opinionChoices} />
          </TrialItem>
        </FieldGrid>
      </FormCard>
      <div className={`${ui.formActions} ${styles.actions}`}>{actions(submit)}</div>
    </Form>
  )
}

/** Enter ends a date or chooses from a list; a form of this length is not saved by it. */
function keepOpenAtEnter(event: KeyboardEvent) {
  if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault()
}

const isAboutWhole = (issue: Issue) => issue.path.join() === 'segments'

/** Which issues are shown: some at once, all of them from the first 保存 on, and the server's until something changes. */
function useTrialIssues(values: TrialValues, context: TrialRuleContext, error: unknown) {
  const [asked, setAsked] = useState(false)
  const [answered, setAnswered] = useState<Issue[]>([])
  const { top, show: showTop } = useFormTop()
  useEffect(() => {
    setAnswered(problemIssues(error))
    if (problemIssues(error).length > 0) setAsked(true)
    if (error) showTop()
  }, [error, showTop])

  const shown = useMemo(() => {
    const found = checkTrial(values, context)
    const own = asked ? found : found.filter((issue) => isSpokenAtOnce(issue, values))
    return [...own, ...answered.filter((issue) => !own.some((other) => other.message === issue.message))]
  }, [values, context, asked, answered])

  return {
    shown,
    asked,
    top,
    /** Says all that is wrong; true when nothing refuses. */
    demand(now: TrialValues): boolean {
      setAsked(true)
      const right = !checkTrial(now, context).some(isError)
      if (!right) showTop()
      return right
    },
    forgetAnswer: () => setAnswered([]),
  }
}

function FilingFields({ values, years, submitted }: { values: TrialValues; years: TrialFormProps['years']; submitted: boolean }) {
  const { can } = useSession()
  const posts = useEndpoint(listPosts, {}, { enabled: can('post.read') })
  const postChoices = (posts.data?.items ?? []).map(({ name }) => ({ value: name, label: name }))
  return (
    <FormCard title="报考信息">
      <FieldGrid>
        <TrialItem path={['examYear']} label="报名年度">
          <Select disabled={submitted} options={yearOptions(years, values.examYear)} placeholder="请选择" notFoundContent="没有开放的报名年度" />
        </TrialItem>
        <TrialItem path={['applyLevel']} choice>
          <ChoiceInput choices={levelChoices} />
        </TrialItem>
        <TrialItem path={['applyCategory']} choice>
          <ChoiceInput choices={categoryChoices(values.applyLevel, values.applyCategory)} />
        </TrialItem>
        <TrialItem path={['freshGraduate']}>
          <YesNoInput label="是否应届生" />
        </TrialItem>
        <TrialItem path={['schoolOrArmy']} label="高校/部队考生" required hint={values.schoolOrArmy && '保存后下载《高校/部队考生报考表》，盖章后在“特殊附件”中上传照片'}>
          <YesNoInput label="高校/部队考生" />
        </TrialItem>
        <TrialItem path={['assistantUpgrade']}>
          <YesNoInput label="助理医师报考执业" disabled={submitted} />
        </TrialItem>
        <TrialItem path={['postName']} label="岗位" choice={posts.data !== undefined}>
          {posts.data ? <ChoiceInput choices={postChoices} /> : <Input maxLength={40} autoComplete="off" />}
        </TrialItem>
        {values.assistantUpgrade && (
          <>
            <TrialItem path={['assistantQualificationNo']} required>
              <Input maxLength={40} autoComplete="off" />
            </TrialItem>
            <TrialItem path={['assistantPractisingNo']} required>
              <Input maxLength={40} autoComplete="off" />
            </TrialItem>
          </>
        )}
      </FieldGrid>
    </FormCard>
  )
}

/** Without the right to read the years, the year of the filing and its neighbours are offered and the server decides. */
function yearOptions({ settings }: TrialFormProps['years'], now: number | null) {
  if (settings.length > 0) return settings.map((one) => ({ value: one.year, label: yearLabel(one) }))
  const year = now ?? new Date().getFullYear()
  return [year + 1, year, year - 1].map((value) => ({ value, label: `${value} 年` }))
}
