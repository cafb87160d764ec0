import type { Problem } from '@talent/shared/errors'
import { Alert } from 'antd'
import { Link } from 'react-router'
import { problemText } from '../../api/problem-text'

/** Another change of the same person comes first; whoever may see it is led there. */
export function UnderWayNotice({ error }: { error: Problem }) {
  const id = transferIdOf(error.extra.data)
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      title={problemText(error)}
      description={id !== undefined && <Link to={`/transfers/${id}`}>打开办理中的变动</Link>}
      style={{ marginBottom: 16 }}
    />
  )
}

function transferIdOf(data: unknown): number | undefined {
  if (typeof data !== 'object' || data === null || !('transferId' in data)) return undefined
  return typeof data.transferId === 'number' ? data.transferId : undefined
}
