import { isError, type Issue } from '@talent/shared/domain/issue'
import type { FormInstance } from 'antd'

type Path = (string | number)[]

const keyOf = (path: Path) => JSON.stringify(path)

/**
 * Puts issues beside their fields and takes earlier ones away; gives back those that belong to no field of this form.
 * An issue of a whole list (`['segments']`) stays with the list when the list itself is no field.
 */
export function applyIssues<V>(form: FormInstance<V>, issues: Issue[]): Issue[] {
  const fields = form.getFieldsError()
  const known = new Set(fields.map((field) => keyOf(field.name)))
  for (const { name, errors, warnings } of fields) {
    const own = issues.filter((issue) => keyOf(issue.path) === keyOf(name))
    // A field that was and stays right is left alone: setting it would count as touched and wake its rules.
    if (own.length + errors.length + warnings.length === 0) continue
    form.setFields([
      {
        // The name comes from the form itself, so it is one of its own.
        name: name as never,
        errors: own.filter(isError).map((issue) => issue.message),
        warnings: own.filter((issue) => !isError(issue)).map((issue) => issue.message),
      },
    ])
  }
  return issues.filter((issue) => !known.has(keyOf(issue.path)))
}
