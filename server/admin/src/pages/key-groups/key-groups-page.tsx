import { PlusOutlined } from '@ant-design/icons'
import { listKeyGroups, type KeyGroup } from '@talent/shared/contract/key-groups'
import { keyGroup as states } from '@talent/shared/domain/states/key-group'
import { Button, Skeleton, Table, Tooltip } from 'antd'
import { useState, type ReactNode } from 'react'
import { Link, useSearchParams } from 'react-router'
import { ProblemAlert } from '../../api/problem-alert'
import { useSession } from '../../api/session'
import { useEndpoint } from '../../api/use-endpoint'
import { CountTabs } from '../../ui/count-tabs'
import { EmptyState } from '../../ui/empty-state'
import { ListPage } from '../../ui/list-page'
import { PageHeader } from '../../ui/page-header'
import { RowActions } from '../../ui/row-actions'
import { timeText } from '../../ui/time-text'
 import { useFitting } from '../../ui/use-fitting'
import { GroupDialog } from './group-dialog'
import { GroupTag } from './group-tag'
import styles from './key-groups.module.css'
import { useGroupActions } from './use-group-actions'

/** R16: the institution's groups of people, in use and archived. */
export function KeyGroupsPage() {
  const { can } = useSession()
  const [params, setParams] = useSearchParams()
  const groups = useEndpoint(listKeyGroups, {})
  const [dialog, setDialog] = useState<{ editing: KeyGroup | null } | null>(null)
  const shown: KeyGroup['state'] = params.get('state') === 'archived' ? 'archived' : 'active'
  const of = (state: KeyGroup['state']) => groups.data?.items.filter((group) => group.state === state)
  const add = can('keyGroup.write') && (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setDialog({ editing: null })}>
      新增
    </Button>
  )
  return (
    <ListPage
      header={<PageHeader title="人员标签管理" actions={add} />}
      tabs={
        <CountTabs
          label="按状态"
          tabs={(['active', 'archived'] as const).map((state) => ({ key: state, label: states.looks[state].label, count: of(state)?.length }))}
          value={shown}
          onChange={(state) => setParams(state === 'active' ? {} : { state }, { replace: true })}
        />
      }
    >
      {groups.error && <ProblemAlert error={groups.error} retry={() => void groups.refetch()} />}
      {groups.isPending && !groups.error && <Skeleton active={false} title={false} paragraph={{ rows: 6 }} />}
      {groups.data && <GroupTable groups={of(shown) ?? []} archived={shown === 'archived'} onEdit={(editing) => setDialog({ editing })} add={add} />}
      {dialog && <GroupDialog editing={dialog.editing} onClose={() => setDialog(null)} />}
    </ListPage>
  )
}

interface GroupTableProps {
  groups: KeyGroup[]
  archived: boolean
  onEdit: (group: KeyGroup) => void
  add: ReactNode
}

function GroupTable({ groups, archived, onEdit, add }: GroupTableProps) {
  const fitting = useFitting()
  if (groups.length === 0 && archived) return <EmptyState title="没有封存的标签" hint="长期不使用的标签可以封存，需要时再恢复。" />
  if (groups.length === 0) return <EmptyState title="还没有标签" hint="把需要经常一起查看的人员放进一个标签，如抢救骨干、规培人员，之后可以按标签查询和导出。" action={add} />
  return (
    <Table<KeyGroup>
      size="small"
      rowKey="id"
      dataSource={groups}
      pagination={false}
      {...fitting}
      columns={[
        { key: 'name', title: '标签', fixed: 'start', render: (_, group) => <Link to={`/key-groups/${group.id}`}><GroupTag color={group.color} name={group.name} /></Link> },
        { key: 'note', title: '说明', render: (_, group) => <div className={styles.note}>{group.note}</div> },
        { key: 'people', title: '人数', align: 'right', render: (_, group) => group.people },
        { key: 'updatedAt', title: '更新时间', render: (_, group) => timeText(group.updatedAt) },
        { key: 'actions', title: '操作', render: (_, group) => <Actions group={group} onEdit={onEdit} /> },
      ]}
    />
  )
}

/** What can be done with a group where it stands. */
function Actions({ group, onEdit }: { group: KeyGroup; onEdit: (group: KeyGroup) => void }) {
  const { can } = useSession()
  const actions = useGroupActions()
  const change = (label: string, run: () => unknown, danger = false) => (
    <Tooltip title={group.shared ? '标签里还有您负责范围以外的人员，请由负责全院的账号操作' : undefined}>
      <Button type="link" size="small" danger={danger} disabled={group.shared} aria-label={`${label}“${group.name}”`} onClick={() => !actions.pending && run()}>
        {label}
      </Button>
    </Tooltip>
  )
  return (
    <RowActions>
      <Link to={`/key-groups/${group.id}`} aria-label={`查看“${group.name}”的人员`}>
        查看人员
      </Link>
      {can('keyGroup.write') && group.state === 'active' && (
        <>
          {change('修改', () => onEdit(group))}
          {change('封存', () => void actions.archive(group))}
        </>
      )}
      {can('keyGroup.write') && group.state === 'archived' && (
        <>
          {change('恢复', () => actions.restore(group))}
          {change('删除', () => void actions.remove(group), true)}
        </>
      )}
    </RowActions>
  )
}
