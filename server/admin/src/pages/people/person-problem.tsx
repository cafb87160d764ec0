import { problemIssues, isProblem, problemText } from '../../api/problem-text'
import { ProblemAlert } from '../../api/problem-alert'
import type { Issue } from '@talent/shared/domain/issue'
import { Alert } from 'antd'
import { Link } from 'react-router'
import { LockedNotice } from './locked-notice'
import { StartHint } from './start-hint'

/** Why a person could not be saved, and the way on. What belongs to a field stands there. */
export function PersonProblem({ error, name }: { error: unknown; name: string }) {
  if (!error || isProblem(error, 'STALE')) return null
  if (isProblem(error, 'NO_MAPPED_POST')) return <StartHint missing="mappedPost" />
  if (isProblem(error, 'PERSON_LOCKED')) return <LockedNotice name={name} />
  if (isProblem(error, 'PERSON_EXISTS')) {
    const id = personIdOf(error.extra.data)
    return (
      <Alert
        type="error"
        showIcon
        role="alert"
        title={problemText(error)}
        description={id !== undefined && <Link to={`/people/${id}`}>打开已有的人员</Link>}
        style={{ marginBottom: 16 }}
      />
    )
  }
  // The issue says the same as the problem, with the unit's name; the list of errors shows it.
  if (problemIssues(error).length > 0) return null
  return <ProblemAlert error={error} />
}

/** What is already on file has its own notice with a link; saying it twice at the top helps nobody. */
export const isNotInProblem = (issue: Issue): boolean => issue.code !== 'PERSON_EXISTS'

function personIdOf(data: unknown): number | undefined {
  if (typeof data !== 'object' || data === null || !('personId' in data)) return undefined
  return typeof data.personId === 'number' ? data.personId : undefined
}
