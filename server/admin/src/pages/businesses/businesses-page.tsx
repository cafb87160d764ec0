import { listBusinesses } from '@talent/shared/contract/authorization'
import { Skeleton } from 'antd'
import { useState } from 'react'
import { ProblemAlert } from '../../api/problem-alert'
import { useEndpoint } from '../../api/use-endpoint'
import { PageHeader } from '../../ui/page-header'
import ui from '../../ui/ui.module.css'
import { BusinessTable } from './business-table'
import { GrantDialog } from './grant-dialog'
import { HistoryDrawer } from './history-drawer'
import { IssuedCodeDialog, type IssuedCode } from './issued-code-dialog'
import { useBusinessActions, type Business } from './use-business-actions'

/** P5: each business, its authorization code, and who manages it. */
export function BusinessesPage() {
  const businesses = useEndpoint(listBusinesses, {})
  const [issued, setIssued] = useState<IssuedCode | null>(null)
  const [granting, setGranting] = useState<Business | null>(null)
  const [history, setHistory] = useState<Business | null>(null)
  const actions = useBusinessActions(setIssued)
  return (
    <>
      <PageHeader
        title="机构人事业务管理"
        description="为业务生成授权码，交给负责该业务的人；对方在小程序中输入授权码并核验本人后，成为业务管理人；也可以按证件号直接授权。"
      />
      <div className={ui.card}>
        <ProblemAlert error={actions.error} />
        <ProblemAlert error={businesses.error} retry={() => void businesses.refetch()} />
        {businesses.data ? (
          <BusinessTable businesses={businesses.data.items} actions={actions} onGrant={setGranting} onHistory={setHistory} />
        ) : (
          !businesses.error && <Skeleton active={false} title={false} paragraph={{ rows: 8, width: '100%' }} />
        )}
      </div>
      {issued && <IssuedCodeDialog issued={issued} onClose={() => setIssued(null)} />}
      {granting && <GrantDialog business={granting} onClose={() => setGranting(null)} />}
      {history && <HistoryDrawer business={history} onClose={() => setHistory(null)} />}
    </>
  )
}
