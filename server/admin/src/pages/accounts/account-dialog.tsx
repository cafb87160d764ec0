import { createAccount, listAccounts, listRoles, SubAccount, updateAccount } from '@talent/shared/contract/accounts'
import { permissionSide, permissionsOf } from '@talent/shared/contract/permissions'
import { subsystemLabel, subsystemsOf, type Subsystem } from '@talent/shared/contract/subsystems'
import { checkUsername } from '@talent/shared/domain/username'
import { App, Checkbox, Form, Input, Modal, Radio, Select } from 'antd'
import { Link } from 'react-router'
import { ProblemAlert } from '../../api/problem-alert'
import { useSession } from '../../api/session'
import type { StaleField } from '../../api/stale-dialog'
import { useDialogSave } from '../../api/use-dialog-save'
import { useEndpoint, useEndpointMutation } from '../../api/use-endpoint'
import type { OneTimePassword } from './one-time-password'

interface Fields {
  username: string
  displayName: string
  roleIds: number[]
  subsystems: Subsystem[]
  state: 'active' | 'disabled'
}

interface AccountDialogProps {
  editing: SubAccount | null
  onCreated: (issued: OneTimePassword) => void
  onClose: () => void
}

/** Name and nickname are set once; roles and state change. */
export function AccountDialog({ editing, onCreated, onClose }: AccountDialogProps) {
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const roles = useEndpoint(listRoles, {})
  const create = useEndpointMutation(createAccount, {
    refreshes: [listAccounts],
    onSuccess: ({ account, password }) => onCreated({ username: account.username, password }),
  })
  const update = useEndpointMutation(updateAccount, {
    refreshes: [listAccounts],
    onSuccess: (account) => {
      void message.success(`已保存账号 ${account.username}`)
      done()
    },
  })
  const { error, save, staleDialog, close, done, changed } = useDialogSave({
    onClose,
    form,
    schema: SubAccount,
    editing,
    read: () => form.getFieldsValue(true) as Fields,
    toFields: fieldsOf,
    toValues: fieldsOf,
    staleFields: (current) => staleFields([...(roles.data?.items ?? []), ...current.roles]),
    send: ({ username, displayName, roleIds, subsystems, state }, version, onError) => {
      if (editing && version !== null) update.mutate({ accountId: editing.id, roleIds, subsystems, state, version }, { onError })
      else create.mutate({ username: username.trim(), displayName: displayName.trim(), roleIds, subsystems }, { onError })
    },
  })
  return (
    <Modal
      open
      title={editing ? `修改账号 ${editing.username}` : '新增账号'}
      okText="保存"
      cancelText="取消"
      confirmLoading={create.isPending || update.isPending}
      mask={{ closable: false }}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <ProblemAlert error={error} />
      <AccountFields form={form} editing={editing} onChange={changed} onFinish={save} />
      {staleDialog}
    </Modal>
  )
}

interface AccountFieldsProps {
  form: ReturnType<typeof Form.useForm<Fields>>[0]
  editing: SubAccount | null
  onChange: () => void
  onFinish: () => void
}

function AccountFields({ form, editing, onChange, onFinish }: AccountFieldsProps) {
  const { organization } = useSession()
  const here = subsystemsOf(permissionsOf(permissionSide(organization.kind)))
  const roles = useEndpoint(listRoles, {})
  const choices = (roles.data?.items ?? []).map((role) => ({ value: role.id, label: role.state === 'active' ? role.name : `${role.name}（停用）`, disabled: !role.mayManage }))
  const initial: Fields = editing ? fieldsOf(editing) : { username: '', displayName: '', roleIds: [], subsystems: here, state: 'active' }
  return (
    <Form<Fields> form={form} name="account" layout="vertical" initialValues={initial} onValuesChange={onChange} onFinish={onFinish}>
      <ProblemAlert error={roles.error} retry={() => void roles.refetch()} />
      <Form.Item
        name="roleIds"
        label="角色"
        extra={roles.data?.items.length === 0 ? <>还没有角色，请先到<Link to="/roles">管理角色管理</Link>建立</> : undefined}
        rules={[{ required: true, type: 'array', message: '请至少选择一个角色' }]}
      >
        <Select mode="multiple" options={choices} loading={roles.isFetching} showSearch={{ optionFilterProp: 'label' }} placeholder="请选择角色" notFoundContent="没有这个角色" />
      </Form.Item>
      <Form.Item
        name="username"
        label="账号"
        extra="以字母开头，至少 8 位字母或数字，保存后不能修改"
        required
        rules={[{ validator: (_, value: string) => refusal(checkUsername(value.trim())[0]?.message) }]}
        validateTrigger={['onBlur', 'onSubmit']}
      >
        <Input maxLength={64} disabled={editing !== null} autoComplete="off" placeholder="如 renshike01" />
      </Form.Item>
      <Form.Item name="displayName" label="昵称" extra="可填科室名称或使用人姓名，保存后不能修改" rules={[{ required: true, whitespace: true, message: '请填写昵称' }]}>
        <Input maxLength={60} disabled={editing !== null} autoComplete="off" placeholder="如 人事科" />
      </Form.Item>
      <Form.Item name="subsystems" label="所属子系统" extra="决定账号能进入哪些部分，一般全部勾选" rules={[{ required: true, type: 'array', message: '请至少勾选一个子系统' }]}>
        <Checkbox.Group options={here.map((one) => ({ value: one, label: subsystemLabel(one) }))} />
      </Form.Item>
      {editing && (
        <Form.Item name="state" label="状态" extra="停用后立即退出登录">
          <Radio.Group options={[{ value: 'active', label: '正常' }, { value: 'disabled', label: '停用' }]} />
        </Form.Item>
      )}
    </Form>
  )
}

const refusal = (message: string | undefined): Promise<void> => (message === undefined ? Promise.resolve() : Promise.reject(new Error(message)))

const fieldsOf = (account: SubAccount): Fields => ({
  username: account.username, displayName: account.displayName, roleIds: account.roles.map((role) => role.id), subsystems: account.subsystems, state: account.state,
})

/** Roles are shown by their names: those that are there now, and those that the newer record has. */
function staleFields(roles: readonly { id: number; name: string }[]): StaleField<Fields>[] {
  const names = new Map(roles.map(({ id, name }) => [id, name]))
  const field = (key: string, label: string, show: (fields: Fields) => string): StaleField<Fields> => ({ key, label, show, same: (mine, saved) => show(mine) === show(saved) })
  return [
    field('roles', '角色', ({ roleIds }) => roleIds.map((id) => names.get(id) ?? '已删除的角色').join('、')),
    field('subsystems', '所属子系统', ({ subsystems }) => subsystems.map(subsystemLabel).join('、')),
    field('state', '状态', ({ state }) => (state === 'active' ? '正常' : '停用')),
  ]
}
