import { isError, type Issue } from '@talent/shared/domain/issue'
import type { PersonField } from '@talent/shared/domain/sections/person'
import type { FormInstance } from 'antd'
import { useRef, useState } from 'react'
import { applyIssues } from '../../api/apply-issues'
import { personGroups } from './person-groups'
import { checkForm, isPersonField, type PersonValues } from './person-values'

/**
 * When which issue shows: a filled field as soon as it is left, everything from the first 保存 on, and what the server
 * said until that field is changed. Nothing is called missing before the person had the chance to fill it in.
 */
export function usePersonIssues(form: FormInstance<PersonValues>, today: string) {
  const left = useRef(new Set<PersonField>())
  const submitted = useRef(false)
  const fromServer = useRef<Issue[]>([])
  const [listed, setListed] = useState<Issue[]>([])

  const show = () => {
    const values: PersonValues = form.getFieldsValue()
    const own = checkForm(values, today)
    const seen = submitted.current ? own : own.filter((issue) => isVisited(issue, left.current, values))
    const all = inOrderOfForm(unique([...seen, ...fromServer.current]))
    applyIssues(form, all)
    setListed(submitted.current ? all : [])
    return own
  }
  return {
    /** For the list at the top: everything, once it was tried to save. */
    listed,
    leave(key: string) {
      if (!isPersonField(key)) return
      left.current.add(key)
      show()
    },
    change(keys: string[]) {
      fromServer.current = fromServer.current.filter((issue) => !keys.includes(String(issue.path[0])))
      show()
    },
    /** True when nothing stands against saving. */
    submit(): boolean {
      submitted.current = true
      fromServer.current = []
      return !show().some(isError)
    },
    refuse(issues: Issue[]) {
      fromServer.current = issues
      show()
    },
    reset() {
      left.current.clear()
      submitted.current = false
      fromServer.current = []
      setListed([])
    },
  }
}

function isVisited(issue: Issue, left: ReadonlySet<PersonField>, values: PersonValues): boolean {
  const field = issue.path[0]
  return isPersonField(field) && left.has(field) && Boolean(values[field])
}

const positions = new Map<unknown, number>(personGroups.flatMap((group) => group.fields).map((field, index) => [field.key, index]))
const position = (issue: Issue) => positions.get(issue.path[0]) ?? -1
const inOrderOfForm = (issues: Issue[]): Issue[] => issues.toSorted((a, b) => position(a) - position(b))

const unique = (issues: Issue[]): Issue[] =>
  issues.filter((issue, index) => issues.findIndex((other) => other.path.join() === issue.path.join() && other.message === issue.message) === index)
