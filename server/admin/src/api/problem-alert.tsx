import type { Issue } from '@talent/shared/domain/issue'
import { Alert, Button, Space } from 'antd'
import { HelpLink } from '../help/help-link'
import { topicOfProblem } from '../help/topic-of-problem'
import { problemIssues, problemText } from './problem-text'

interface ProblemAlertProps {
  error: unknown
  retry?: () => void
  /** Issues that are shown already, beside their fields. Default: every issue is listed here. */
  issues?: Issue[]
}

/** What went wrong, in the words of the problem: title, then each issue, then what helps and a way to try again. */
export function ProblemAlert({ error, retry, issues = problemIssues(error) }: ProblemAlertProps) {
  if (!error) return null
  const topic = topicOfProblem(error)
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={problemText(error)}
      description={
        issues.length > 0 && (
          <ul>
            {issues.map((issue) => (
              <li key={`${issue.path.join('.')}:${issue.code}:${issue.message}`}>{issue.message}</li>
            ))}
          </ul>
        )
      }
      action={
        (topic !== undefined || retry) && (
          <Space>
            {topic !== undefined && <HelpLink topic={topic} />}
            {retry && (
              <Button size="small" onClick={retry}>
                重试
              </Button>
            )}
          </Space>
        )
      }
      style={{ marginBottom: 16 }}
    />
  )
}
