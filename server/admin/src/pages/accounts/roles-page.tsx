import { PlusOutlined } from '@ant-design/icons'
import { listRoles, removeRole, type Role } from '@talent/shared/contract/accounts'
import { permissions } from '@talent/shared/contract/permissions'
import { labelOf } from '@talent/shared/dictionaries/index'
import { App, Button, Skeleton, Table, Tooltip } from 'antd'
import type { TableProps } from 'antd'
import { useState } from 'react'
import { ProblemAlert } from '../../api/problem-alert'
import { problemText } from '../../api/problem-text'
import { useSession } from '../../api/session'
import { useEndpoint, useEndpointMutation, useRefresh } from '../../api/use-endpoint'
import { useConfirm } from '../../ui/confirm'
import { EmptyState } from '../../ui/empty-state'
import { ListPage } from '../../ui/list-page'
import { PageHeader } from '../../ui/page-header'
import { RowActions } from '../../ui/row-actions'
import { StateTag } from '../../ui/state-tag'
import { useFitting } from '../../ui/use-fitting'
import { useWide } from '../../ui/use-wide'
import styles from './accounts.module.css'
import { RoleDialog } from './role-dialog'

/** R19: roles are what sub-accounts are given. */
export function RolesPage() {
  const { can } = useSession()
  const roles = useEndpoint(listRoles, {})
  const [editing, setEditing] = useState<Role | 'new' | null>(null)
  const canWrite = can('role.write')
  const add = (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setEditing('new')}>
      新增角色
    </Button>
  )
  return (
    <>
      <ListPage header={<PageHeader title="管理角色管理" description="先建立角色并勾选权限，再在“账号管理”中为科室（部门）建立子账号。" actions={canWrite && add} />}>
        <ProblemAlert error={roles.error} retry={() => void roles.refetch()} />
        {!roles.data ? (
          !roles.error && <Skeleton active={false} title={false} paragraph={{ rows: 6, width: '100%' }} />
        ) : roles.data.items.length === 0 ? (
          <EmptyState title="还没有角色" hint="例如建立“人事科”角色，只勾选人员和试用期的权限。" action={canWrite && add} />
        ) : (
          <RoleTable roles={roles.data.items} canWrite={canWrite} onEdit={setEditing} />
        )}
      </ListPage>
      {editing !== null && <RoleDialog editing={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </>
  )
}

function RoleTable({ roles, canWrite, onEdit }: { roles: Role[]; canWrite: boolean; onEdit: (role: Role) => void }) {
  const remove = useRemoveRole()
  const wide = useWide()
  const fitting = useFitting()
  const columns: NonNullable<TableProps<Role>['columns']> = [
    { key: 'name', title: '角色名称', fixed: 'start', width: 120, render: (_, role) => role.name },
    { key: 'parent', title: '上级角色', width: 100, render: (_, role) => (role.parentId === null ? '总账号' : (roles.find(({ id }) => id === role.parentId)?.name ?? '')) },
    { key: 'type', title: '角色类型', width: 90, render: (_, role) => labelOf('roleType', role.type) ?? '' },
    { key: 'permissions', title: '权限', render: (_, role) => <Permissions names={role.permissions} /> },
    { key: 'scope', title: '科室范围', width: 110, render: (_, role) => (role.departmentIds === null ? '全院' : `限定 ${role.departmentIds.length} 个科室`) },
    { key: 'accounts', title: '账号数', width: 72, align: 'right', render: (_, role) => role.accounts },
    { key: 'state', title: '状态', width: 72, render: (_, role) => <StateTag tone={role.state === 'active' ? 'ok' : 'neutral'}>{role.state === 'active' ? '正常' : '停用'}</StateTag> },
    { key: 'note', title: '说明', width: 110, render: (_, role) => role.note },
  ]
  if (canWrite) {
    columns.push({
      key: 'actions',
      title: '操作',
      fixed: wide ? 'end' : undefined,
      width: 120,
      render: (_, role) =>
        role.mayManage ? (
          <RowActions>
            <Button type="link" size="small" aria-label={`修改角色“${role.name}”`} onClick={() => onEdit(role)}>
              修改
            </Button>
            <Button type="link" size="small" danger aria-label={`删除角色“${role.name}”`} onClick={() => void remove(role)}>
              删除
            </Button>
          </RowActions>
        ) : (
          <Tooltip title="该角色的权限超出您自己的权限，请由总账号操作">
            <span className={styles.quiet} tabIndex={0}>不能操作</span>
          </Tooltip>
        ),
    })
  }
  return <Table<Role> size="small" rowKey="id" columns={columns} dataSource={roles} pagination={false} {...fitting} />
}

const shownNames = 6

function Permissions({ names }: { names: string[] }) {
  const labels = Object.entries(permissions).filter(([name]) => names.includes(name)).map(([, { label }]) => label)
  const words = labels.length > shownNames ? `${labels.slice(0, shownNames).join('、')} 等 ${labels.length} 项` : labels.join('、')
  return (
    <Tooltip title={labels.length > shownNames ? labels.join('、') : undefined}>
      <span className={styles.wrapped}>{words}</span>
    </Tooltip>
  )
}

function useRemoveRole(): (role: Role) => Promise<void> {
  const confirm = useConfirm()
  const refresh = useRefresh()
  const { message, modal } = App.useApp()
  const remove = useEndpointMutation(removeRole, { refreshes: [listRoles] })
  return async (role) => {
    if (!(await confirm({ title: `删除角色“${role.name}”？`, content: '删除后不能恢复。还有账号使用的角色不能删除。', action: '删除', danger: true }))) return
    remove.mutate(
      { roleId: role.id },
      {
        onSuccess: () => void message.success(`已删除角色“${role.name}”`),
        onError: (error) => {
          void modal.warning({ title: `不能删除角色“${role.name}”`, content: problemText(error), okText: '知道了' })
          refresh(listRoles)
        },
      },
    )
  }
}
