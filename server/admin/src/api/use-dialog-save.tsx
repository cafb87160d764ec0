import { Problem, type ProblemCode } from '@talent/shared/errors'
import type { z } from '@talent/shared/zod'
import type { FormInstance } from 'antd'
import { useState, type ReactNode } from 'react'
import { applyIssues } from './apply-issues'
import { problemIssues, problemText } from './problem-text'
import { StaleDialog, type StaleField } from './stale-dialog'
import { staleRecord } from './stale-record'

interface Versioned {
  version: number
}
type Schema<R> = z.ZodMiniType<R>

interface DialogSaveOptions<F, V, R extends Versioned> {
  form: FormInstance<F>
  /** The record as a stale save answers with it. */
  schema: Schema<R>
  /** Null: a new one. */
  editing: R | null
  /** What the form would save now. */
  read: () => V
  /** The newer record in the form's terms. */
  toFields: (record: R) => Partial<F>
  /** Compares mine with what is saved now. */
  staleFields: (current: R) => StaleField<V>[]
  /** The saved record in the terms of what is sent. */
  toValues: (record: R) => V
  /** A refusal without issues that belongs to one field, e.g. a taken name. */
  fieldOf?: Partial<Record<ProblemCode, string>>
  /** `version` null: creates. */
  send: (values: V, version: number | null, onError: (problem: unknown) => void) => void
}

/**
 * Saving a record from a dialog: issues go to their fields, a record that somebody else changed is shown beside mine,
 * everything else stands above the form. Render `staleDialog` inside the dialog.
 */
export function useDialogSave<F, V, R extends Versioned>(options: DialogSaveOptions<F, V, R>): { error: unknown; save: () => void; staleDialog: ReactNode } {
  const { form, schema, editing, read, toFields, toValues, staleFields, fieldOf = {}, send } = options
  const [error, setError] = useState<unknown>(null)
  const [stale, setStale] = useState<R | null>(null)
  const [base, setBase] = useState(editing)

  const onError = (problem: unknown) => {
    const current = staleRecord(problem, schema)
    if (current) return setStale(current)
    const field = problem instanceof Problem ? fieldOf[problem.code] : undefined
    const issues = field === undefined ? problemIssues(problem) : [{ path: [field], code: 'REFUSED', message: problemText(problem) }]
    const left = applyIssues(form, issues)
    setError(issues.length > 0 && left.length === 0 ? null : problem)
  }
  const save = (version: number | null) => {
    setError(null)
    send(read(), version, onError)
  }
  /** Both versions were seen: the newer one is what the next save goes over. */
  const settle = (current: R) => {
    setBase(current)
    setStale(null)
  }
  const staleDialog = stale && (
    <StaleDialog
      mine={read()}
      current={toValues(stale)}
      fields={staleFields(stale)}
      onKeepMine={() => {
        settle(stale)
        save(stale.version)
      }}
      onTakeCurrent={() => {
        form.setFieldsValue(toFields(stale) as never)
        settle(stale)
      }}
      onCancel={() => setStale(null)}
    />
  )
  return { error, save: () => save(base?.version ?? null), staleDialog }
}
