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
        help={<Help />}
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

function Help() {
  return (
    <ul>
      <li>授权码只在生成时完整显示一次，请当场复制或让对方扫码；丢失后重新生成即可，原授权码随即作废。</li>
      <li>一个授权码只能由一个人使用一次，超过有效期自动失效。</li>
      <li>“直接授权”不用授权码，按证件号授权给已实名认证的人；没有用过的授权码随即作废。</li>
      <li>业务管理人可在小程序中添加辅助管理员、转移业务；谁在何时管理过，见“记录”。</li>
      <li>业务管理人离岗或更换时，请及时“解除授权”；解除后对方立即不能再审核。</li>
    </ul>
  )
}
