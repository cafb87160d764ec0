import { createRole, listRoles, Role, updateRole } from '@talent/shared/contract/accounts'
import { listDepartments } from '@talent/shared/contract/organization'
import { permissions, permissionSide, permissionsOf } from '@talent/shared/contract/permissions'
import { activeEntries, labelOf } from '@talent/shared/dictionaries/index'
import { checkRole, isBelowItself } from '@talent/shared/domain/role'
import { z } from '@talent/shared/zod'
import { App, Form, Input, InputNumber, Modal, Radio, Select, Switch, TreeSelect } from 'antd'
import { applyIssues } from '../../api/apply-issues'
import { ProblemAlert } from '../../api/problem-alert'
import { useSession } from '../../api/session'
import type { StaleField } from '../../api/stale-dialog'
import { useDialogSave } from '../../api/use-dialog-save'
import { useEndpoint, useEndpointMutation } from '../../api/use-endpoint'
import { FieldGrid } from '../../ui/form-card'
import { PermissionPicker } from './permission-picker'

/** In the form the main account is a choice of its own, since an empty choice would say nothing. */
const mainAccount = 0

const Fields = z.object({
  name: z.string(),
  type: z.string(),
  sortOrder: z.number(),
  /** 0: the main account alone stands above it. */
  parentId: z.number(),
  active: z.boolean(),
  note: z.string(),
  permissions: z.array(z.string()),
  limited: z.boolean(),
  departmentIds: z.array(z.number()),
})
type Fields = z.output<typeof Fields>

const RoleDraft = z.object({ version: z.nullable(z.number()), fields: Fields })

const empty: Fields = { name: '', type: '', sortOrder: 0, parentId: mainAccount, active: true, note: '', permissions: [], limited: false, departmentIds: [] }

export function RoleDialog({ editing, onClose }: { editing: Role | null; onClose: () => void }) {
  const { message } = App.useApp()
  const { organization } = useSession()
  const [form] = Form.useForm<Fields>()
  const mutation = {
    refreshes: [listRoles],
    onSuccess: (role: Role) => {
      void message.success(editing ? `已保存角色“${role.name}”` : `已新增角色“${role.name}”`)
      done()
    },
  }
  const roles = useEndpoint(listRoles, {})
  const create = useEndpointMutation(createRole, mutation)
  const update = useEndpointMutation(updateRole, mutation)

  const { error, save, staleDialog, close, done, changed, notice } = useDialogSave({
    onClose,
    draft: { name: `role:${editing?.id ?? 'new'}`, schema: RoleDraft },
    form,
    schema: Role,
    editing,
    read: () => toInput(form.getFieldsValue(true) as Fields),
    toFields,
    toValues: (role) => role,
    staleFields: () => staleFields(roles.data?.items ?? []),
    send: (role, version, onError) => {
      const issues = checkRole(role, labelsOf(organization.kind))
      if (issues.length > 0) return void applyIssues(form, issues)
      if (editing && version !== null) update.mutate({ roleId: editing.id, ...role, version }, { onError })
      else create.mutate(role, { onError })
    },
  })
  return (
    <Modal
      open
      width={760}
      title={editing ? `修改角色“${editing.name}”` : '新增角色'}
      okText="保存"
      cancelText="取消"
      confirmLoading={create.isPending || update.isPending}
      mask={{ closable: false }}
      onOk={() => form.submit()}
      onCancel={close}
    >
      {notice}
      <ProblemAlert error={error} />
      <RoleFields form={form} editing={editing} initial={editing ? toFields(editing) : empty} onChange={changed} onFinish={save} />
      {staleDialog}
    </Modal>
  )
}

interface RoleFieldsProps {
  form: ReturnType<typeof Form.useForm<Fields>>[0]
  editing: Role | null
  initial: Fields
  onChange: () => void
  onFinish: () => void
}

function RoleFields({ form, editing, initial, onChange, onFinish }: RoleFieldsProps) {
  const { organization } = useSession()
  const roles = useEndpoint(listRoles, {})
  const parents = parentChoices(roles.data?.items ?? [], editing)
  const limited = Form.useWatch('limited', form) ?? initial.limited
  return (
    <Form<Fields> form={form} name="role" layout="vertical" initialValues={initial} onValuesChange={onChange} onFinish={onFinish}>
      <FieldGrid>
        <Form.Item name="name" label="角色名称" extra="可用科室（部门）的名称，如 人事科" required>
          <Input maxLength={40} autoFocus autoComplete="off" />
        </Form.Item>
        <Form.Item name="parentId" label="上级角色" extra="权限不能超过上级角色；一般选总账号">
          <Select options={parents} showSearch={{ optionFilterProp: 'label' }} notFoundContent="没有这个角色" />
        </Form.Item>
        <Form.Item name="type" label="角色类型" extra="仅作说明，不影响权限">
          <Select options={[{ value: '', label: '不填' }, ...activeEntries('roleType').map(({ code, label }) => ({ value: code, label }))]} />
        </Form.Item>
        <Form.Item name="sortOrder" label="角色序号" extra="数字小的排在前面" rules={[{ required: true, message: '请填写角色序号，没有要求时填 0' }]}>
          <InputNumber precision={0} min={-99_999} max={99_999} />
        </Form.Item>
      </FieldGrid>
      <Form.Item name="active" label="状态" valuePropName="checked" extra="停用后，使用该角色的账号立即失去这些权限">
        <Switch checkedChildren="正常" unCheckedChildren="停用" />
      </Form.Item>
      <Form.Item name="permissions" label="权限" extra="父子联动：勾选一组的标题，组内各项随之勾选；勾选“维护”时，对应的“查看”随之勾选。灰色的是您自己没有的权限。" required>
        <PermissionPicker />
      </Form.Item>
      {organization.kind === 'institution' && (
        <Form.Item name="limited" label="可管理的科室">
          <Radio.Group options={[{ value: false, label: '全院' }, { value: true, label: '限定科室（含下级）' }]} />
        </Form.Item>
      )}
      <DepartmentsItem shown={limited} />
      <Form.Item name="note" label="说明">
        <Input.TextArea maxLength={200} showCount rows={2} />
      </Form.Item>
    </Form>
  )
}

/** Stays a part of the form while it is hidden, so that what was chosen comes back with it. */
function DepartmentsItem({ shown }: { shown: boolean }) {
  const { can } = useSession()
  const departments = useEndpoint(listDepartments, {}, { enabled: shown && can('department.read') })
  const items = (departments.data?.items ?? []).map(({ id, parentId, name }) => ({ id, pId: parentId ?? 0, value: id, title: name }))
  return (
    <>
      <ProblemAlert error={departments.error} retry={() => void departments.refetch()} />
      <Form.Item
        name="departmentIds"
        label="科室"
        hidden={!shown}
        required
        extra={can('department.read') ? '列表、查询、导入、导出和统计都只包含这些科室的人员' : '您没有“查看科室”的权限，不能选择科室'}
      >
        <TreeSelect multiple treeDataSimpleMode treeDefaultExpandAll showSearch={{ treeNodeFilterProp: 'title' }} treeData={items} loading={departments.isFetching} placeholder="请选择科室" />
      </Form.Item>
    </>
  )
}

/** Whoever stands above a role is neither itself nor below it. */
const parentChoices = (roles: readonly Role[], editing: Role | null) => {
  const parents = new Map(roles.map(({ id, parentId }) => [id, parentId]))
  const possible = roles.filter(({ id }) => editing === null || !isBelowItself(editing.id, id, parents))
  return [{ value: mainAccount, label: '总账号' }, ...possible.map(({ id, name }) => ({ value: id, label: name }))]
}

const labelsOf = (kind: string): ReadonlyMap<string, string> =>
  new Map(permissionsOf(permissionSide(kind)).map((name) => [name, permissions[name].label]))

const toInput = ({ name, type, sortOrder, parentId, active, note, permissions: granted, limited, departmentIds }: Fields) => ({
  name: name.trim(), type, sortOrder, parentId: parentId === mainAccount ? null : parentId, state: active ? ('active' as const) : ('disabled' as const), note, permissions: granted, departmentIds: limited ? departmentIds : null,
})
type RoleInput = ReturnType<typeof toInput>

const toFields = (role: Role): Fields => ({
  name: role.name, type: role.type, sortOrder: role.sortOrder, parentId: role.parentId ?? mainAccount, active: role.state === 'active', note: role.note, permissions: role.permissions,
  limited: role.departmentIds !== null, departmentIds: role.departmentIds ?? [],
})

const field = (key: string, label: string, show: (role: RoleInput) => string): StaleField<RoleInput> => ({ key, label, show, same: (mine, current) => show(mine) === show(current) })
const staleFields = (roles: readonly Role[]): StaleField<RoleInput>[] => [
  field('name', '角色名称', (role) => role.name),
  field('type', '角色类型', (role) => labelOf('roleType', role.type) ?? ''),
  field('sortOrder', '角色序号', (role) => String(role.sortOrder)),
  field('parentId', '上级角色', ({ parentId }) => (parentId === null ? '总账号' : (roles.find(({ id }) => id === parentId)?.name ?? '已删除的角色'))),
  field('state', '状态', (role) => (role.state === 'active' ? '正常' : '停用')),
  field('permissions', '权限', (role) => Object.entries(permissions).filter(([name]) => role.permissions.includes(name)).map(([, { label }]) => label).join('、')),
  field('departmentIds', '科室', (role) => (role.departmentIds === null ? '全院' : `限定 ${role.departmentIds.length} 个科室`)),
  field('note', '说明', (role) => role.note),
]
