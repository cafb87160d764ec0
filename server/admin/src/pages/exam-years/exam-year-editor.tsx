import { discardExamYearDraft, ExamYearDraft, getExamYearHistory, listExamYearSettings, saveExamYearDraft, type ExamYearVersion } from '@talent/shared/contract/exam-years'
import type { ExamYearSettings } from '@talent/shared/domain/exam-year'
import { checkExamYear } from '@talent/shared/domain/exam-year-check'
import { describeExamYear } from '@talent/shared/domain/exam-year-words'
import { isError, type Issue } from '@talent/shared/domain/issue'
import { Alert, App, Button, Form } from 'antd'
import { useEffect, useState } from 'react'
import { applyIssues } from '../../api/apply-issues'
import { ProblemAlert } from '../../api/problem-alert'
import { isProblem, problemIssues, problemText } from '../../api/problem-text'
import { StaleDialog } from '../../api/stale-dialog'
import { staleRecord } from '../../api/stale-record'
import { useEndpointMutation, useRefresh } from '../../api/use-endpoint'
import { useDraft } from '../../drafts/use-draft'
import { useUnsavedGuard } from '../../layout/use-unsaved-guard'
import { useConfirm } from '../../ui/confirm'
import { IssueList } from '../../ui/form-card'
import { timeText } from '../../ui/time-text'
import { useFormTop } from '../../ui/use-form-top'
import { ExamYearFields } from './exam-year-fields'
import { UnsavedExamYear } from './exam-year-unsaved'
import { settingsOf, valuesOf, type ExamYearValues } from './exam-year-values'
import styles from './exam-years.module.css'
import { PublishDialog } from './publish-dialog'

const formName = 'exam-year'

interface EditorProps {
  /** In force; null: nothing yet. */
  current: ExamYearVersion | null
  draft: ExamYearDraft | null
  start: () => ExamYearSettings
}

/** P8: the settings as a draft; publishing shows what differs first. */
export function ExamYearEditor({ current, draft, start }: EditorProps) {
  const [publishing, setPublishing] = useState<ExamYearDraft | null>(null)
  return (
    <>
      {/* What was saved elsewhere starts the form anew. */}
      <DraftForm key={draft ? `draft ${draft.version}` : `version ${current?.version ?? 0}`} base={draft?.settings ?? current?.settings ?? start()} draft={draft} inForce={current !== null} onPublish={setPublishing} />
      {publishing && <PublishDialog draft={publishing} current={current} onClose={() => setPublishing(null)} />}
    </>
  )
}

interface DraftFormProps {
  base: ExamYearSettings
  draft: ExamYearDraft | null
  inForce: boolean
  onPublish: (draft: ExamYearDraft) => void
}

function DraftForm({ base, draft, inForce, onPublish }: DraftFormProps) {
  const { message } = App.useApp()
  const refresh = useRefresh()
  const [form] = Form.useForm<ExamYearValues>()
  const { top, show: showTop } = useFormTop()
  const [shown, setShown] = useState<Issue[]>([])
  const [asked, setAsked] = useState(false)
  const [dirty, setDirty] = useState(false)
  const [mine, setMine] = useState<ExamYearSettings | null>(null)
  /** What is saved over: the draft that this form was opened with, or what was typed over it last time. */
  const [over, setOver] = useState(draft?.version ?? 0)
  const unsaved = useDraft<UnsavedExamYear>({
    name: `examYear:${base.businessCode}:${base.year}`,
    schema: UnsavedExamYear,
    onRestore: (kept) => {
      setOver(kept.version)
      form.setFieldsValue(kept.values)
      setDirty(true)
    },
  })
  useUnsavedGuard(dirty, unsaved.clear)
  const save = useEndpointMutation(saveExamYearDraft, { refreshes: [getExamYearHistory, listExamYearSettings] })
  const stale = staleRecord(save.error, ExamYearDraft)
  useEffect(() => void applyIssues(form, shown), [form, shown])
  useEffect(() => {
    const answered = problemIssues(save.error)
    if (answered.length > 0) setShown(answered)
    if (save.error) showTop()
  }, [save.error, showTop])

  const read = (): ExamYearSettings => settingsOf(form.getFieldsValue(true) as ExamYearValues, base)
  const send = (settings: ExamYearSettings, version: number, then: (saved: ExamYearDraft) => void) => {
    setMine(settings)
    save.mutate(
      { settings: sendable(settings), version },
      {
        onSuccess: (saved) => {
          setDirty(false)
          unsaved.clear()
          then(saved)
        },
        // Published or given up meanwhile: what stands now is shown.
        onError: (problem) => {
          if (isProblem(problem, 'STALE') && !staleRecord(problem, ExamYearDraft)) refresh(getExamYearHistory)
        },
      },
    )
  }
  const keep = () => send(read(), over, () => void message.success('草稿已保存，发布后生效'))
  const publish = () => {
    const settings = read()
    const found = checkExamYear(settings)
    setAsked(true)
    setShown(found)
    if (found.some(isError)) return showTop()
    if (draft && !dirty) onPublish(draft)
    else send(settings, over, onPublish)
  }
  const discarded = () => {
    setDirty(false)
    unsaved.clear()
  }
  const change = () => {
    setDirty(true)
    unsaved.keep({ version: over, values: form.getFieldsValue(true) as ExamYearValues })
    if (asked) setShown(checkExamYear(read()))
  }
  return (
    <Form form={form} name={formName} layout="vertical" initialValues={valuesOf(base)} onValuesChange={change} onFinish={publish}>
      {unsaved.notice}
      {draft && <Alert showIcon type="info" style={{ marginBottom: 16 }} title={`有未发布的草稿（${draft.authorName} ${timeText(draft.updatedAt)} 保存）`} description={inForce ? '下面是草稿的内容，发布前仍按现行版本执行。' : '下面是草稿的内容，发布后才能填报。'} />}
      <div ref={top}>
        {problemIssues(save.error).length === 0 && <ProblemAlert error={stale ? null : save.error} />}
        <IssueList form={formName} issues={shown} />
      </div>
      <ExamYearFields withTrial={base.trial !== null} />
      <div className={styles.actions}>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          核对并发布
        </Button>
        <Button loading={save.isPending} onClick={keep}>
          保存草稿
        </Button>
        {draft && <DiscardButton draft={draft} onDiscarded={discarded} />}
        <span className={styles.note}>{dirty ? '有修改还没有保存' : draft ? '草稿已保存，还没有发布' : inForce ? '与现行版本一致' : '还没有发布'}</span>
      </div>
      {stale && mine && (
        <StaleDialog
          mine={mine}
          current={stale.settings}
          fields={describeExamYear(mine).map(({ key, label }) => ({ key, label, show: (one: ExamYearSettings) => valueOf(one, key), same: (a: ExamYearSettings, b: ExamYearSettings) => valueOf(a, key) === valueOf(b, key) }))}
          onKeepMine={() => send(mine, stale.version, () => void message.success('草稿已保存，发布后生效'))}
          onTakeCurrent={() => {
            setDirty(false)
            unsaved.clear()
            save.reset()
            refresh(getExamYearHistory)
          }}
          onCancel={() => save.reset()}
        />
      )}
    </Form>
  )
}

const valueOf = (settings: ExamYearSettings, key: string): string => describeExamYear(settings).find((line) => line.key === key)?.value ?? ''
/** The business is one of those whose page this is. */
const sendable = (settings: ExamYearSettings) => settings as ExamYearSettings & ExamYearDraft['settings']

function DiscardButton({ draft, onDiscarded }: { draft: ExamYearDraft; onDiscarded: () => void }) {
  const { message } = App.useApp()
  const confirm = useConfirm()
  const refresh = useRefresh()
  const discard = useEndpointMutation(discardExamYearDraft, { refreshes: [getExamYearHistory, listExamYearSettings] })
  const ask = async () => {
    if (!(await confirm({ title: '放弃草稿？', content: '草稿中的修改将丢失，现行版本不变。', action: '放弃草稿', danger: true }))) return
    const { businessCode, year } = draft.settings
    onDiscarded()
    discard.mutate(
      { businessCode, year, version: draft.version },
      {
        onSuccess: () => void message.success('草稿已放弃'),
        onError: (error) => {
          void message.error(problemText(error))
          refresh(getExamYearHistory)
        },
      },
    )
  }
  return (
    <Button danger loading={discard.isPending} onClick={() => void ask()}>
      放弃草稿
    </Button>
  )
}
