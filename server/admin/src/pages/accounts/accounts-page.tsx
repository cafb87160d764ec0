import { PlusOutlined } from '@ant-design/icons'
import { listAccounts, removeAccount, resetAccountPassword, unlockAccount, type SubAccount } from '@talent/shared/contract/accounts'
import { permissionSide, permissionsOf } from '@talent/shared/contract/permissions'
import { subsystemLabel, subsystemsOf, type Subsystem } from '@talent/shared/contract/subsystems'
import { App, Button, Dropdown } from 'antd'
import { useState } from 'react'
import { problemText } from '../../api/problem-text'
import { useSession } from '../../api/session'
import { useEndpoint, useEndpointMutation } from '../../api/use-endpoint'
import { useConfirm } from '../../ui/confirm'
import { DataTable, type Column } from '../../ui/data-table'
import { FilterBar } from '../../ui/filter-bar'
import { ListPage } from '../../ui/list-page'
import { PageHeader } from '../../ui/page-header'
import { RowActions } from '../../ui/row-actions'
import { StateTag } from '../../ui/state-tag'
import { timeText } from '../../ui/time-text'
import { useUrlFilters } from '../../ui/use-url-filters'
import { AccountDialog } from './account-dialog'
import styles from './accounts.module.css'
import { OneTimePasswordDialog, type OneTimePassword } from './one-time-password'

const states = [
  { value: 'active', label: '正常' },
  { value: 'disabled', label: '停用' },
  { value: 'locked', label: '已锁定' },
] as const

/** R19, R20: the organization's accounts. */
export function AccountsPage() {
  const { can, organization } = useSession()
  const filters = useUrlFilters({ keyword: '', state: '' }, { keep: 'accounts' })
  const state = states.find((one) => one.value === filters.values.state)?.value
  const accounts = useEndpoint(listAccounts, { keyword: filters.values.keyword || undefined, state, page: filters.page, pageSize: filters.pageSize }, { keepPrevious: true })
  const [editing, setEditing] = useState<SubAccount | 'new' | null>(null)
  const [issued, setIssued] = useState<OneTimePassword | null>(null)
  const actions = useAccountActions(setIssued)
  const canWrite = can('account.write')
  return (
    <>
      <ListPage
        header={
          <PageHeader
            title="账号管理"
            description="总账号为本单位的科室（部门）建立子账号，子账号的权限由角色决定。"
            actions={
              canWrite && (
                <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setEditing('new')}>
                  新增账号
                </Button>
              )
            }
          />
        }
        filters={
          <FilterBar
            filters={filters}
            fields={[
              { kind: 'text', key: 'keyword', label: '账号或昵称' },
              { kind: 'choice', key: 'state', label: '状态', choices: [...states] },
            ]}
          />
        }
      >
        <DataTable
          listKey="accounts"
          columns={columns(canWrite ? { ...actions, edit: setEditing } : null, subsystemsOf(permissionsOf(permissionSide(organization.kind))))}
          query={accounts}
          filters={filters}
          rowKey={(row) => row.id}
          empty={{ title: '还没有账号', hint: '新增后可以在这里查看。' }}
        />
      </ListPage>
      {editing !== null && (
        <AccountDialog
          editing={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
          onCreated={(created) => {
            setEditing(null)
            setIssued(created)
          }}
        />
      )}
      {issued && <OneTimePasswordDialog issued={issued} onClose={() => setIssued(null)} />}
    </>
  )
}

type Actions = ReturnType<typeof useAccountActions> & { edit: (account: SubAccount) => void }

const columns = (actions: Actions | null, all: readonly Subsystem[]): Column<SubAccount>[] => [
  { key: 'username', title: '账号', always: true, width: 150, render: (row) => row.username },
  { key: 'displayName', title: '昵称', width: 140, render: (row) => row.displayName },
  { key: 'roles', title: '角色', render: (row) => <span className={styles.wrapped}>{row.kind === 'main' ? '总账号（全部权限）' : row.roles.map((role) => role.name).join('、')}</span> },
  { key: 'subsystems', title: '所属子系统', width: 140, render: (row) => <span className={styles.wrapped}>{row.subsystems.length === all.length ? '全部' : row.subsystems.map(subsystemLabel).join('、')}</span> },
  { key: 'state', title: '状态', width: 110, render: (row) => <State account={row} /> },
  { key: 'lastSignInAt', title: '上次登录', width: 148, render: (row) => (row.lastSignInAt ? timeText(row.lastSignInAt) : '从未登录') },
  ...(actions ? [{ key: 'actions', title: '操作', always: true, width: 150, render: (row: SubAccount) => <AccountActions account={row} actions={actions} /> }] : []),
]

function State({ account }: { account: SubAccount }) {
  if (account.lockedUntil) return <StateTag tone="stop">{`锁定至 ${timeText(account.lockedUntil).slice(11)}`}</StateTag>
  if (account.state === 'disabled') return <StateTag tone="neutral">停用</StateTag>
  return account.mustChangePassword ? <StateTag tone="wait">待首次登录</StateTag> : <StateTag tone="ok">正常</StateTag>
}

function AccountActions({ account, actions }: { account: SubAccount; actions: Actions }) {
  if (!account.mayManage) return <span className={styles.quiet}>{account.kind === 'main' ? '由上级管理' : '不能操作'}</span>
  const more = [
    { key: 'reset', label: '重置密码', onClick: () => void actions.reset(account) },
    { key: 'remove', label: '删除', danger: true, onClick: () => void actions.remove(account) },
  ]
  return (
    <RowActions>
      {account.lockedUntil && (
        <Button type="link" size="small" aria-label={`解锁账号 ${account.username}`} onClick={() => actions.unlock(account)}>
          解锁
        </Button>
      )}
      <Button type="link" size="small" aria-label={`修改账号 ${account.username}`} onClick={() => actions.edit(account)}>
        修改
      </Button>
      <Dropdown menu={{ items: more }} trigger={['click']}>
        <Button type="link" size="small" aria-label={`账号 ${account.username} 的更多操作`}>
          更多
        </Button>
      </Dropdown>
    </RowActions>
  )
}

function useAccountActions(onIssued: (issued: OneTimePassword) => void) {
  const confirm = useConfirm()
  const { message, modal } = App.useApp()
  const refreshes = [listAccounts]
  const unlock = useEndpointMutation(unlockAccount, { refreshes, onSuccess: (account) => void message.success(`已解锁账号 ${account.username}`) })
  const reset = useEndpointMutation(resetAccountPassword, { refreshes })
  const remove = useEndpointMutation(removeAccount, { refreshes })
  const onError = (error: unknown) => void modal.warning({ title: '没有完成', content: problemText(error), okText: '知道了' })
  return {
    unlock: (account: SubAccount) => unlock.mutate({ accountId: account.id }, { onError }),
    async reset({ id, username }: SubAccount) {
      if (!(await confirm({ title: `重置账号 ${username} 的密码？`, content: '原密码立即失效，已登录的立即退出。新的初始密码只显示一次。', action: '重置密码' }))) return
      reset.mutate({ accountId: id }, { onError, onSuccess: ({ password }) => onIssued({ username, password }) })
    },
    async remove({ id, username }: SubAccount) {
      if (!(await confirm({ title: `删除账号 ${username}？`, content: '该账号立即退出登录，不能再使用。它的操作记录仍保留在操作日志中。', action: '删除', danger: true }))) return
      remove.mutate({ accountId: id }, { onError, onSuccess: () => void message.success(`已删除账号 ${username}`) })
    },
  }
}
