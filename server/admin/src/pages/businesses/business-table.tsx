import { authorizationCode } from '@talent/shared/domain/states/authorization-code'
import { Button, Table } from 'antd'
import type { TableProps } from 'antd'
import { useSession } from '../../api/session'
import { EmptyState } from '../../ui/empty-state'
import { RowActions } from '../../ui/row-actions'
import { timeText } from '../../ui/time-text'
import { useWide } from '../../ui/use-wide'
import { StateTag } from '../../ui/state-tag'
import { wayText } from './binding-words'
import type { Business, BusinessActions, Manager } from './use-business-actions'
import styles from './businesses.module.css'

interface BusinessTableProps {
  businesses: Business[]
  actions: BusinessActions
  onGrant: (business: Business) => void
  onHistory: (business: Business) => void
}

const mainOf = ({ managers }: Business): Manager | undefined => managers.find((manager) => manager.role === 'main')

/** The columns of the manual, in its order. */
export function BusinessTable({ businesses, actions, onGrant, onHistory }: BusinessTableProps) {
  const { can } = useSession()
  const wide = useWide()
  if (businesses.length === 0) return <EmptyState title="还没有开放的业务" hint="业务由上级主管单位开放，开放后会列在这里。" />
  const onEnd = can('authorization.write') ? actions.end : undefined
  const columns: NonNullable<TableProps<Business>['columns']> = [
    { key: 'code', title: '业务编码', width: 72, fixed: wide ? 'start' : undefined, render: (_, business) => business.businessCode },
    { key: 'name', title: '业务名称', width: 116, fixed: wide ? 'start' : undefined, render: (_, business) => business.businessName },
    { key: 'period', title: '业务日期', width: 100, render: (_, business) => <Period business={business} /> },
    { key: 'authorization', title: '授权码', width: 148, render: (_, business) => <CodeState business={business} /> },
    { key: 'active', title: '激活状态', width: 76, render: (_, business) => (mainOf(business) ? <StateTag tone="ok">已激活</StateTag> : <span className={styles.none}>未激活</span>) },
    { key: 'boundAt', title: '激活日期', width: 96, render: (_, business) => activatedAt(business) },
    { key: 'user', title: '用户名', width: 112, render: (_, business) => <Managers business={business} onEnd={onEnd} /> },
    { key: 'phone', title: '用户手机号', width: 108, render: (_, business) => mainOf(business)?.phone || <span className={styles.none}>—</span> },
    {
      key: 'actions', title: '操作', fixed: wide ? 'end' : undefined, width: 130,
      render: (_, business) => <Actions business={business} actions={actions} canWrite={can('authorization.write')} onGrant={onGrant} onHistory={onHistory} />,
    },
  ]
  return <Table<Business> size="small" rowKey="businessCode" columns={columns} dataSource={businesses} pagination={false} scroll={{ x: 958 }} />
}

function activatedAt(business: Business) {
  const main = mainOf(business)
  return main ? timeText(main.boundAt).slice(0, 10) : <span className={styles.none}>—</span>
}

function Period({ business: { period } }: { business: Business }) {
  if (!period) return <span className={styles.none}>长期</span>
  return (
    <>
      {period.year} 年度
      <span className={styles.small}>{`${period.openDate} 至`}</span>
      <span className={styles.small}>{period.closeDate}</span>
    </>
  )
}

function CodeState({ business: { code } }: { business: Business }) {
  if (!code) return <span className={styles.none}>未生成</span>
  const { label, tone } = authorizationCode.looks[code.state]
  const when = code.state === 'issued' ? `${timeText(code.expiresAt)} 过期` : code.usedAt ? `${timeText(code.usedAt)} 使用` : `${timeText(code.createdAt)} 生成`
  return (
    <div className={styles.code}>
      <span>
        <StateTag tone={tone}>{label}</StateTag> 尾号 <b>{code.hint}</b>
      </span>
      <span className={styles.small}>{when}</span>
    </div>
  )
}

interface ManagersProps {
  business: Business
  onEnd: ((business: Business, manager: Manager) => Promise<void>) | undefined
}

/** The main manager, and the auxiliaries below. */
function Managers({ business, onEnd }: ManagersProps) {
  if (business.managers.length === 0) return <span className={styles.none}>未绑定</span>
  return (
    <ul className={styles.managers}>
      {business.managers.map((manager) => (
        <li key={manager.bindingId}>
          <span>
            <b>{manager.name}</b>
            <span className={styles.small}>{manager.role === 'main' ? wayText(manager) : `辅助管理员 ${manager.phone}`}</span>
            {manager.role === 'auxiliary' && <span className={styles.small}>{wayText(manager)}</span>}
          </span>
          {onEnd && (
            <Button type="link" size="small" danger aria-label={`解除${manager.name}的授权`} onClick={() => void onEnd(business, manager)}>
              解除授权
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

interface ActionsProps extends Omit<BusinessTableProps, 'businesses'> {
  business: Business
  canWrite: boolean
}

/** While somebody manages the business there is nobody to give a code to. */
function Actions({ business, actions, canWrite, onGrant, onHistory }: ActionsProps) {
  const { businessName, code } = business
  const live = code?.state === 'issued'
  const vacant = !mainOf(business)
  return (
    <RowActions>
      {canWrite && vacant && (
        <>
          <Button type="link" size="small" aria-label={`为“${businessName}”${live ? '重新生成' : '生成授权码'}`} onClick={() => void actions.issue(business)}>
            {live ? '重新生成' : '生成授权码'}
          </Button>
          <Button type="link" size="small" aria-label={`直接授权“${businessName}”`} onClick={() => onGrant(business)}>
            直接授权
          </Button>
        </>
      )}
      {canWrite && live && (
        <Button type="link" size="small" danger aria-label={`作废“${businessName}”的授权码`} onClick={() => void actions.revoke(business)}>
          作废
        </Button>
      )}
      <Button type="link" size="small" aria-label={`“${businessName}”的授权记录`} onClick={() => onHistory(business)}>
        记录
      </Button>
    </RowActions>
  )
}
