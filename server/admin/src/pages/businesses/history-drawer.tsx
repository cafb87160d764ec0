import { getBusinessHistory } from '@talent/shared/contract/authorization'
import type { Output } from '@talent/shared/contract/endpoint'
import { authorizationCode } from '@talent/shared/domain/states/authorization-code'
import { Drawer, Skeleton, Table } from 'antd'
import type { TableProps } from 'antd'
import { ProblemAlert } from '../../api/problem-alert'
import { useEndpoint } from '../../api/use-endpoint'
import { EmptyState } from '../../ui/empty-state'
import { StateTag } from '../../ui/state-tag'
import { timeText } from '../../ui/time-text'
import { endText, roleNames, wayText, type Holder } from './binding-words'
import type { Business } from './use-business-actions'
import styles from './businesses.module.css'

type Code = Output<typeof getBusinessHistory>['codes'][number]

/** Who held the business until when, and what became of each code. */
export function HistoryDrawer({ business, onClose }: { business: Business; onClose: () => void }) {
  const history = useEndpoint(getBusinessHistory, { businessCode: business.businessCode })
  return (
    <Drawer open size={720} title={`“${business.businessName}”的授权记录`} onClose={onClose}>
      {history.error && <ProblemAlert error={history.error} retry={() => void history.refetch()} />}
      {!history.data && !history.error && <Skeleton active={false} paragraph={{ rows: 6 }} />}
      {history.data && (
        <>
          <h3 className={styles.historyTitle}>管理人</h3>
          <Table<Holder> size="small" rowKey="bindingId" columns={holderColumns} dataSource={history.data.holders} pagination={false} scroll={{ x: 'max-content' }} locale={{ emptyText: <EmptyState title="还没有人管理过这项业务" hint="有人绑定或被授权后，会记在这里。" /> }} />
          <h3 className={styles.historyTitle}>授权码</h3>
          <Table<Code> size="small" rowKey="id" columns={codeColumns} dataSource={history.data.codes} pagination={false} scroll={{ x: 'max-content' }} locale={{ emptyText: <EmptyState title="还没有生成过授权码" hint="生成、使用和作废都会记在这里。" /> }} />
        </>
      )}
    </Drawer>
  )
}

const holderColumns: NonNullable<TableProps<Holder>['columns']> = [
  { key: 'name', title: '姓名', render: (_, holder) => <>{holder.name}<span className={styles.small}>{holder.phone}</span></> },
  { key: 'role', title: '身份', render: (_, holder) => roleNames[holder.role] },
  { key: 'from', title: '开始', render: (_, holder) => <>{timeText(holder.boundAt)}<span className={styles.small}>{wayText(holder)}</span></> },
  {
    key: 'to', title: '结束',
    render: (_, holder) => (holder.endedAt ? <>{timeText(holder.endedAt)}<span className={styles.small}>{endText(holder)}</span></> : <StateTag tone="ok">管理中</StateTag>),
  },
]

const codeColumns: NonNullable<TableProps<Code>['columns']> = [
  { key: 'hint', title: '尾号', render: (_, code) => code.hint },
  { key: 'state', title: '状态', render: (_, code) => <StateTag tone={authorizationCode.looks[code.state].tone}>{authorizationCode.looks[code.state].label}</StateTag> },
  { key: 'made', title: '生成', render: (_, code) => <>{timeText(code.createdAt)}<span className={styles.small}>{code.createdBy}</span></> },
  { key: 'used', title: '使用', render: (_, code) => (code.usedAt ? <>{timeText(code.usedAt)}<span className={styles.small}>{code.usedBy}</span></> : '—') },
]
