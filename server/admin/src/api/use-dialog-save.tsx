import { Problem, type ProblemCode } from '@talent/shared/errors'
import { z } from '@talent/shared/zod'
import type { FormInstance } from 'antd'
import { useState, type ReactNode } from 'react'
import { useDraft } from '../drafts/use-draft'
import { useGuardedClose } from '../layout/use-guarded-close'
import { applyIssues } from './apply-issues'
import { problemIssues, problemText } from './problem-text'
import { StaleDialog, type StaleField } from './stale-dialog'
import { staleRecord } from './stale-record'

interface Versioned {
  version: number
}
type Schema<R> = z.ZodMiniType<R>

/** The fields, and the version that they were typed over; null: a new record. */
interface DraftOf<F> {
  version: number | null
  fields: F
}

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
  /** Closes the dialog; also what follows a save. */
  onClose: () => void
  /** For a long form: what is typed is kept until it is saved. */
  draft?: { name: string; schema: Schema<DraftOf<F>> }
}

interface DialogSave {
  error: unknown
  save: () => void
  /** Inside the dialog. */
  staleDialog: ReactNode
  /** For the dialog's `onCancel`: asks before unsaved work goes. */
  close: () => void
  /** After a save: closes without a question, and the draft goes; `go` leads on from there. */
  done: (go?: () => void) => void
  /** For the form's `onValuesChange`. */
  changed: () => void
  /** The offer of a draft, above the form. */
  notice: ReactNode
}

const noDraft = { name: '', schema: z.never() }

/**
 * Saving a record from a dialog: issues go to their fields, a record that somebody else changed is shown beside mine,
 * everything else stands above the form. Unsaved work is warned of, and kept as a draft where the form is long.
 */
export function useDialogSave<F, V, R extends Versioned>(options: DialogSaveOptions<F, V, R>): DialogSave {
  const { form, schema, editing, read, toFields, toValues, staleFields, fieldOf = {}, send, onClose } = options
  const [error, setError] = useState<unknown>(null)
  const [stale, setStale] = useState<R | null>(null)
  const [base, setBase] = useState(editing)
  const [dirty, setDirty] = useState(false)
  const draft = useDraft<DraftOf<F>>({
    ...(options.draft ?? noDraft),
    enabled: options.draft !== undefined,
    onRestore: ({ version, fields }) => {
      // A draft over an older version is stale, and saving it shows both.
      if (base && version !== null) setBase({ ...base, version })
      form.setFieldsValue(fields as never)
      setDirty(true)
    },
  })
  const { close, leave } = useGuardedClose(dirty, onClose, draft.clear)

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
        setDirty(false)
        draft.clear()
      }}
      onCancel={() => setStale(null)}
    />
  )
  return {
    error,
    save: () => save(base?.version ?? null),
    staleDialog,
    close,
    done: (go) => {
      draft.clear()
      leave(() => {
        onClose()
        go?.()
      })
    },
    changed: () => {
      setDirty(true)
      draft.keep({ version: base?.version ?? null, fields: form.getFieldsValue(true) as F })
    },
    notice: draft.notice,
  }
}
