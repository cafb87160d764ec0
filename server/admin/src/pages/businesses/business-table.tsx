import { authorizationCode } from '@talent/shared/domain/states/authorization-code'
import { Button, Table } from 'antd'
import type { TableProps } from 'antd'
import dayjs from 'dayjs'
import { useSession } from '../../api/session'
import { EmptyState } from '../../ui/empty-state'
import { useWide } from '../../ui/use-wide'
import { StateTag } from '../../ui/state-tag'
import type { Business, BusinessActions, Manager } from './use-business-actions'
import styles from './businesses.module.css'

const day = (instant: string) => dayjs(instant).format('YYYY-MM-DD HH:mm')
const roleNames: Record<Manager['role'], string> = { main: '业务管理人', auxiliary: '辅助管理员' }

export function BusinessTable({ businesses, actions }: { businesses: Business[]; actions: BusinessActions }) {
  const { can } = useSession()
  const wide = useWide()
  if (businesses.length === 0) return <EmptyState title="还没有开放的业务" hint="业务由上级主管单位开放，开放后会列在这里。" />
  const canWrite = can('authorization.write')
  const columns: NonNullable<TableProps<Business>['columns']> = [
    { key: 'name', title: '业务名称', fixed: wide ? 'start' : undefined, render: (_, business) => business.businessName },
    { key: 'code', title: '业务编码', render: (_, business) => business.businessCode },
    { key: 'authorization', title: '授权码', render: (_, business) => <CodeState business={business} /> },
    { key: 'managers', title: '业务管理人', render: (_, business) => <Managers business={business} onEnd={canWrite ? actions.end : undefined} /> },
  ]
  if (canWrite) {
    columns.push({ key: 'actions', title: '操作', fixed: wide ? 'end' : undefined, width: 170, render: (_, business) => <CodeActions business={business} actions={actions} /> })
  }
  return <Table<Business> size="small" rowKey="businessCode" columns={columns} dataSource={businesses} pagination={false} scroll={{ x: 'max-content' }} />
}

function CodeState({ business: { code } }: { business: Business }) {
  if (!code) return <span className={styles.none}>未生成</span>
  const { label, tone } = authorizationCode.looks[code.state]
  return (
    <div className={styles.code}>
      <span>
        <StateTag tone={tone}>{label}</StateTag> 尾号 <b>{code.hint}</b>
      </span>
      <span className={styles.small}>{code.state === 'issued' ? `有效期至 ${day(code.expiresAt)}` : `生成于 ${day(code.createdAt)}`}</span>
    </div>
  )
}

interface ManagersProps {
  business: Business
  onEnd: ((business: Business, manager: Manager) => Promise<void>) | undefined
}

function Managers({ business, onEnd }: ManagersProps) {
  if (business.managers.length === 0) return <span className={styles.none}>未绑定</span>
  return (
    <ul className={styles.managers}>
      {business.managers.map((manager) => (
        <li key={manager.bindingId}>
          <span>
            <b>{manager.name}</b> {manager.phone}
            <span className={styles.small}>
              {roleNames[manager.role]} · {day(manager.boundAt)} 激活
            </span>
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

function CodeActions({ business, actions }: { business: Business; actions: BusinessActions }) {
  const { businessName, code } = business
  const live = code?.state === 'issued'
  return (
    <div className={styles.actions}>
      <Button type="link" size="small" disabled={actions.pending} aria-label={`为“${businessName}”${live ? '重新生成' : '生成授权码'}`} onClick={() => void actions.issue(business)}>
        {live ? '重新生成' : '生成授权码'}
      </Button>
      {live && (
        <Button type="link" size="small" danger disabled={actions.pending} aria-label={`作废“${businessName}”的授权码`} onClick={() => void actions.revoke(business)}>
          作废
        </Button>
      )}
    </div>
  )
}
