import { getTrial, listObjections, searchTrials, Trial, updateTrial, type TrialInput } from '@talent/shared/contract/trials'
import { Alert, App, Button } from 'antd'
import { useEffect, useState } from 'react'
import { ProblemAlert } from '../../api/problem-alert'
import { StaleDialog } from '../../api/stale-dialog'
import { staleRecord } from '../../api/stale-record'
import { useEndpointMutation } from '../../api/use-endpoint'
import { useDraft } from '../../drafts/use-draft'
import { useUnsavedGuard } from '../../layout/use-unsaved-guard'
import { staleFields } from './stale-trial'
import styles from './trials.module.css'
import { TrialDraft } from './trial-draft'
import { TrialForm } from './trial-form'
import { sameContent, valuesOf } from './trial-values'
import { useExamYears, withJudgedBy } from './use-exam-years'
import { usePersonContext } from './use-person-context'

/**
 * The form over a saved filing. It keeps what it was opened with: a newer version that arrives beside it (an answered
 * objection, a reading in the background) never changes what is being typed; when the content differs, saving is stale
 * and both versions are shown.
 */
export function TrialEditor({ trial }: { trial: Trial }) {
  const { message } = App.useApp()
  const years = useExamYears()
  const context = usePersonContext(trial.person.id)
  const [base, setBase] = useState(trial)
  /** What the form began with; another one starts it anew. */
  const [opened, setOpened] = useState(trial)
  /** A draft begins over its own version: when that is an old one, saving is stale. */
  const [restored, setRestored] = useState<TrialDraft | null>(null)
  const [dirty, setDirty] = useState(false)
  const [mine, setMine] = useState<TrialInput | null>(null)
  const version = restored?.version ?? base.version
  const draft = useDraft<TrialDraft>({
    name: `trial:${trial.id}`,
    schema: TrialDraft,
    onRestore: (kept) => {
      setRestored(kept)
      setDirty(true)
    },
  })
  useUnsavedGuard(dirty, draft.clear)
  const update = useEndpointMutation(updateTrial, { refreshes: [getTrial, searchTrials, listObjections] })
  const current = staleRecord(update.error, Trial)

  const start = (from: Trial) => {
    setBase(from)
    setOpened(from)
    setRestored(null)
    setDirty(false)
    draft.clear()
  }
  useEffect(() => {
    if (trial.version <= base.version) return
    // Only its state moved on: what is typed here was typed over the same content.
    if (sameContent(trial, base)) return setBase(trial)
    if (dirty) return
    setBase(trial)
    setOpened(trial)
  }, [trial, base, dirty])

  const save = (input: TrialInput, over: number) => {
    setMine(input)
    update.mutate(
      { trialId: trial.id, ...input, version: over },
      {
        onSuccess: (saved) => {
          start(saved)
          void message.success(savedText(saved))
        },
      },
    )
  }
  return (
    <>
      <ProblemAlert error={years.error} retry={() => void years.refetch()} />
      {draft.notice}
      {opened.judgedBy && <Alert className={styles.status} type="info" showIcon title={`${opened.examYear} 年度的规则在考生提交后有过调整。这份申报仍按提交时的规则判断，更正的截止日期以现在的设置为准。`} />}
      <TrialForm
        key={restored ? 'restored' : opened.version}
        initial={restored?.values ?? valuesOf(opened)}
        years={withJudgedBy(years, opened)}
        person={context}
        submitted={opened.submitted}
        error={update.error}
        onSubmit={(input) => save(input, version)}
        onChange={(values) => {
          setDirty(true)
          draft.keep({ version, values })
        }}
        actions={() => (
          <Button type="primary" htmlType="submit" loading={update.isPending}>
            保存
          </Button>
        )}
      />
      {current && mine && (
        <StaleDialog
          mine={mine}
          current={current}
          fields={staleFields(mine, current)}
          onKeepMine={() => save(mine, current.version)}
          onTakeCurrent={() => {
            start(current)
            update.reset()
          }}
          onCancel={() => update.reset()}
        />
      )}
    </>
  )
}

function savedText(trial: Trial): string {
  if (trial.confirmationState === 'notReady') return '已保存，暂不提交考生确认'
  const open = trial.objections.filter((objection) => objection.answer === null).length
  return open > 0 ? `已保存，还有 ${open} 条异议待答复` : '已保存，等待考生确认'
}
