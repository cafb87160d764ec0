import type { Issue } from '@talent/shared/domain/issue'
import { isError } from '@talent/shared/domain/issue'
import { Alert } from 'antd'
import type { ReactNode } from 'react'
import { focusPlace } from './focus-place'
import styles from './ui.module.css'

interface FormCardProps {
  title: string
  description?: ReactNode
  /** Right of the title: a button, a state. */
  extra?: ReactNode
  children: ReactNode
}

/** One section of a form or record. Form rows inside `FieldGrid` stand in two columns at most, one on a narrow screen. */
export function FormCard({ title, description, extra, children }: FormCardProps) {
  return (
    <section className={styles.card} aria-label={title}>
      <div className={styles.cardHead}>
        <h2 className={styles.cardTitle}>{title}</h2>
        {extra}
      </div>
      {description && <p className={styles.pageDescription}>{description}</p>}
      {children}
    </section>
  )
}

export function FieldGrid({ children }: { children: ReactNode }) {
  return <div className={styles.fieldGrid}>{children}</div>
}

/** The element id of a field, so that the list of errors can jump to it. `form` is the antd form's name. */
export const fieldId = (form: string, path: (string | number)[]): string => [form, ...path].join('_')

interface IssueListProps {
  /** The antd form's `name`. */
  form: string
  issues: Issue[]
  /** Name of a field in front of its message; without one the message stands alone. */
  labelOf?: (path: (string | number)[]) => string | undefined
}

/** The errors of a form at its top, each a link to its field. Place it above the first card; it announces itself. */
export function IssueList({ form, issues, labelOf }: IssueListProps) {
  if (issues.length === 0) return null
  const errors = issues.filter(isError).length
  return (
    <div role="alert" className={styles.issueList}>
      <Alert
        type={errors > 0 ? 'error' : 'warning'}
        title={errors > 0 ? `有 ${errors} 处需要修改` : `有 ${issues.length} 处请留意，可以继续保存`}
        description={
          <ul>
            {issues.map((issue) => (
              <li key={`${issue.path.join('.')}:${issue.code}:${issue.message}`}>
                <IssueLine form={form} issue={issue} label={labelOf?.(issue.path)} />
              </li>
            ))}
          </ul>
        }
      />
    </div>
  )
}

function IssueLine({ form, issue, label }: { form: string; issue: Issue; label: string | undefined }) {
  const words = label ? `${label}：${issue.message}` : issue.message
  if (issue.path.length === 0) return <>{words}</>
  const id = fieldId(form, issue.path)
  return (
    <a
      href={`#${id}`}
      onClick={(event) => {
        event.preventDefault()
        jumpTo(id)
      }}
    >
      {words}
    </a>
  )
}

function jumpTo(id: string) {
  const field = document.getElementById(id)
  field?.scrollIntoView({ block: 'center' })
  focusPlace(field)
}
