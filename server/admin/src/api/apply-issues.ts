import { isError, type Issue } from '@talent/shared/domain/issue'
import type { FormInstance } from 'antd'

type Path = (string | number)[]

const keyOf = (path: Path) => JSON.stringify(path)

/**
 * Puts issues beside their fields and takes earlier ones away; gives back those that belong to no field of this form.
 * An issue of a whole list (`['segments']`) stays with the list when the list itself is no field.
 */
export function applyIssues<V>(form: FormInstance<V>, issues: Issue[]): Issue[] {
  const fields = form.getFieldsError().map((field) => field.name)
  const known = new Set(fields.map(keyOf))
  form.setFields(
    // Names come from the form itself, so they are its own.
    fields.map((name) => {
      const own = issues.filter((issue) => keyOf(issue.path) === keyOf(name))
      return {
        name: name as never,
        errors: own.filter(isError).map((issue) => issue.message),
        warnings: own.filter((issue) => !isError(issue)).map((issue) => issue.message),
      }
    }),
  )
  return issues.filter((issue) => !known.has(keyOf(issue.path)))
}
