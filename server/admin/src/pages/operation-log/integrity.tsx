import { verifyOperationLog } from '@talent/shared/contract/system'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { ProblemAlert } from '../../api/problem-alert'
import { useEndpoint } from '../../api/use-endpoint'
import { timeText } from '../../ui/time-text'

/** Recomputes the hash chain when asked: a log of years takes a moment. */
export function Integrity() {
  const [asked, setAsked] = useState(false)
  const check = useEndpoint(verifyOperationLog, {}, { enabled: asked })
  const again = () => void (asked ? check.refetch() : setAsked(true))
  const button = (
    <Button size="small" loading={check.isFetching} onClick={again}>
      {check.data ? '重新校验' : '校验日志是否完整'}
    </Button>
  )
  if (check.error) return <ProblemAlert error={check.error} retry={() => void check.refetch()} />
  if (!check.data) return <Alert type="info" showIcon title="每条日志都带有前一条的校验值，改动或删除任何一条都能查出。" action={button} style={{ marginBottom: 16 }} />
  const { intact, rows, brokenAt, checkedAt } = check.data
  return intact ? (
    <Alert type="success" showIcon title={`日志完整：共 ${rows} 条，没有被改动或删除（${timeText(checkedAt)} 校验）`} action={button} style={{ marginBottom: 16 }} />
  ) : (
    <Alert type="error" showIcon title={`日志不完整：第 ${brokenAt ?? ''} 条起与记录时不一致，请立即联系系统管理员核查（${timeText(checkedAt)} 校验）`} action={button} style={{ marginBottom: 16 }} />
  )
}
