import { createDepartment, Department, listDepartments, updateDepartment } from '@talent/shared/contract/organization'
import { activeEntries, labelOf } from '@talent/shared/dictionaries/index'
import { needsStandardDepartment } from '@talent/shared/dictionaries/organization-tables'
import { App, Form, Input, InputNumber, Modal, Select, TreeSelect } from 'antd'
import { ProblemAlert } from '../../api/problem-alert'
import { useSession } from '../../api/session'
import type { StaleField } from '../../api/stale-dialog'
import { useDialogSave } from '../../api/use-dialog-save'
import { useEndpointMutation } from '../../api/use-endpoint'
import { flatten, treeChoices, type DepartmentNode } from './department-tree'

/** In the form the institution is a choice of its own, since an empty choice would say nothing. */
const institution = 0

interface Fields {
  name: string
  parentId: number
  category: string
  standardName?: string
  sortOrder: number | null
}

interface DepartmentDialogProps {
  tree: DepartmentNode[]
  /** null: a new one. */
  editing: Department | null
  parentId: number | null
  onClose: () => void
}

export function DepartmentDialog({ tree, editing, parentId, onClose }: DepartmentDialogProps) {
  const { organization } = useSession()
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const category = Form.useWatch('category', form) ?? editing?.category ?? ''
  const mutation = { onSuccess: saved, refreshes: [listDepartments] }
  const create = useEndpointMutation(createDepartment, mutation)
  const update = useEndpointMutation(updateDepartment, mutation)

  function saved(department: Department) {
    void message.success(editing ? `已保存“${department.name}”` : `已新增“${department.name}”`)
    done()
  }
  const { error, save, staleDialog, close, done, changed } = useDialogSave({
    onClose,
    form,
    schema: Department,
    editing,
    read: () => toInput(form.getFieldsValue()),
    toFields,
    toValues: (department) => department,
    staleFields: () => staleFields(tree, organization.name),
    fieldOf: { DEPARTMENT_NAME_TAKEN: 'name' },
    send: (department, version, onError) => {
      if (editing && version !== null) update.mutate({ departmentId: editing.id, ...department, version }, { onError })
      else create.mutate(department, { onError })
    },
  })
  return (
    <Modal
      open
      title={editing ? `编辑科室“${editing.name}”` : '新增科室'}
      okText="保存"
      cancelText="取消"
      confirmLoading={create.isPending || update.isPending}
      mask={{ closable: false }}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <ProblemAlert error={error} />
      <Form<Fields> form={form} name="department" layout="vertical" initialValues={toFields(editing ?? { parentId })} onValuesChange={changed} onFinish={save}>
        <Form.Item name="name" label="科室名称" rules={[{ required: true, whitespace: true, message: '请填写科室名称' }]}>
          <Input maxLength={40} autoFocus autoComplete="off" />
        </Form.Item>
        <Form.Item name="parentId" label="上级科室" rules={[{ required: true, message: '请选择上级科室' }]}>
          <TreeSelect
            treeDefaultExpandAll
            showSearch={{ treeNodeFilterProp: 'title' }}
            treeData={[{ value: institution, title: `${organization.name}（本单位）`, children: treeChoices(tree, editing?.id) }]}
          />
        </Form.Item>
        <Form.Item name="category" label="科室（部门）类别" rules={[{ required: true, message: '请选择科室（部门）类别' }]}>
          <Select options={activeEntries('departmentCategory').map(toOption)} placeholder="请选择" />
        </Form.Item>
        {needsStandardDepartment(category) && (
          <Form.Item name="standardName" label="科室标准名称" extra="按诊疗科目名录选择最接近的一项" rules={[{ required: true, message: '请选择科室标准名称' }]}>
            <Select options={activeEntries('standardDepartment').map(toOption)} showSearch={{ optionFilterProp: 'label' }} placeholder="请选择，可输入文字查找" notFoundContent="没有这个名称" />
          </Form.Item>
        )}
        <Form.Item name="sortOrder" label="排序" extra="数字小的排在前面，相同时按名称">
          <InputNumber min={0} max={9999} precision={0} />
        </Form.Item>
      </Form>
      {staleDialog}
    </Modal>
  )
}

const toOption = ({ code, label }: { code: string; label: string }) => ({ value: code, label })

type Input = ReturnType<typeof toInput>

const toInput = ({ name, parentId, category, standardName, sortOrder }: Fields) => ({
  name: name.trim(),
  parentId: parentId === institution ? null : parentId,
  category,
  standardName: needsStandardDepartment(category) ? (standardName ?? null) : null,
  sortOrder: sortOrder ?? 0,
})

const toFields = (department: Partial<Department>): Partial<Fields> => ({
  name: department.name ?? '',
  parentId: department.parentId ?? institution,
  category: department.category ?? 'clinical',
  standardName: department.standardName ?? undefined,
  sortOrder: department.sortOrder ?? 0,
})

function staleFields(tree: DepartmentNode[], institutionName: string): StaleField<Input>[] {
  const nameOf = (id: number | null) => (id === null ? institutionName : flatten(tree).find((node) => node.id === id)?.name)
  const field = <K extends keyof Input>(key: K, label: string, show: (value: Input[K]) => string | undefined): StaleField<Input> => ({
    key, label, show: (record) => show(record[key]), same: (mine, current) => mine[key] === current[key],
  })
  return [
    field('name', '科室名称', (name) => name),
    field('parentId', '上级科室', nameOf),
    field('category', '科室（部门）类别', (code) => labelOf('departmentCategory', code)),
    field('standardName', '科室标准名称', (code) => (code === null ? '' : labelOf('standardDepartment', code))),
    field('sortOrder', '排序', String),
  ]
}
