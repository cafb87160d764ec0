import { problemIssues, isProblem, problemText } from '../../api/problem-text'
import { ProblemAlert } from '../../api/problem-alert'
import type { Issue } from '@talent/shared/domain/issue'
import { Alert, Button, Space } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { HelpLink } from '../../help/help-link'
import { LockedNotice } from './locked-notice'
import { StartHint } from './start-hint'

interface PersonProblemProps {
  error: unknown
  name: string
  /** 调入申请 for whoever is in service elsewhere. */
  onRequest?: (() => void) | undefined
  /** A change of unit for whoever leaves. */
  onLeave?: ((kind: 'resignation' | 'out') => void) | undefined
}

/** Why a person could not be saved, and the way on. What belongs to a field stands there. */
export function PersonProblem({ error, name, onRequest, onLeave }: PersonProblemProps) {
  if (!error || isProblem(error, 'STALE')) return null
  if (isProblem(error, 'NO_MAPPED_POST')) return <StartHint missing="mappedPost" />
  if (isProblem(error, 'PERSON_LOCKED')) return <LockedNotice name={name} />
  if (isProblem(error, 'PERSON_FILED')) {
    return (
      <Refusal error={error}>
        {onLeave && (
          <Space wrap>
            <Button type="primary" onClick={() => onLeave('resignation')}>
              办理员工离职
            </Button>
            <Button onClick={() => onLeave('out')}>办理人员调出</Button>
          </Space>
        )}
      </Refusal>
    )
  }
  if (isProblem(error, 'PERSON_EXISTS')) {
    const id = personIdOf(error.extra.data)
    return <Refusal error={error}>{id !== undefined && <Link to={`/people/${id}`}>打开已有的人员</Link>}</Refusal>
  }
  if (isProblem(error, 'PERSON_ELSEWHERE')) {
    return (
      <Refusal error={error}>
        <Space wrap>
          {onRequest && (
            <Button type="primary" onClick={onRequest}>
              申请调入
            </Button>
          )}
          <HelpLink topic="person-elsewhere">在其他单位在岗怎么办</HelpLink>
        </Space>
      </Refusal>
    )
  }
  // The list of errors shows the issues.
  return problemIssues(error).length > 0 ? null : <ProblemAlert error={error} />
}

/** What the server says, and below it the way on. */
const Refusal = ({ error, children }: { error: unknown; children: ReactNode }) => (
  <Alert type="error" showIcon role="alert" title={problemText(error)} description={children} style={{ marginBottom: 16 }} />
)

/** What is already on file, here or elsewhere, or filed has its own notice with the way on; saying it twice at the top helps nobody. */
export const isNotInProblem = (issue: Issue): boolean => issue.code !== 'PERSON_EXISTS' && issue.code !== 'PERSON_ELSEWHERE' && issue.code !== 'PERSON_FILED'

function personIdOf(data: unknown): number | undefined {
  if (typeof data !== 'object' || data === null || !('personId' in data)) return undefined
  return typeof data.personId === 'number' ? data.personId : undefined
}
