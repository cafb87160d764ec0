import { PlusOutlined } from '@ant-design/icons'
import { initializeDepartments, listDepartments, type Department } from '@talent/shared/contract/organization'
import { App, Button, Skeleton, Space } from 'antd'
import { useMemo, useState } from 'react'
import { ProblemAlert } from '../../api/problem-alert'
import { useSession } from '../../api/session'
import { useEndpoint, useEndpointMutation } from '../../api/use-endpoint'
import { PageHeader } from '../../ui/page-header'
import ui from '../../ui/ui.module.css'
import { ArrangeDialog } from './arrange-dialog'
import { DepartmentDialog } from './department-dialog'
import { DepartmentTable } from './department-table'
import { buildTree } from './department-tree'
import { RemoveDepartmentDialog } from './remove-department-dialog'

type Open = { kind: 'add'; parentId: number | null } | { kind: 'edit'; department: Department } | { kind: 'remove'; department: Department } | { kind: 'arrange' }

/** R6: the institution's departments as a tree, its first row the institution itself. */
export function DepartmentsPage() {
  const { can } = useSession()
  const departments = useEndpoint(listDepartments, {})
  const tree = useMemo(() => buildTree(departments.data?.items ?? []), [departments.data])
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  const canWrite = can('department.write')
  const { message } = App.useApp()
  const begin = useEndpointMutation(initializeDepartments, { refreshes: [listDepartments], onSuccess: ({ items }) => void message.success(`已建立 ${items.length} 个科室，可按本单位情况修改`) })

  return (
    <>
      <PageHeader
        title="部门管理"
        description="请先建立科室，再录入或导入人员。导入模板中的“科室/部门”须与这里的名称一致。"
        help={<Help />}
        actions={
          canWrite && (
            <Space wrap>
              {tree.length > 0 && <Button onClick={() => setOpen({ kind: 'arrange' })}>调整顺序和层级</Button>}
              <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setOpen({ kind: 'add', parentId: null })}>
                新增科室
              </Button>
            </Space>
          )
        }
      />
      <div className={ui.card}>
        <ProblemAlert error={departments.error} retry={() => void departments.refetch()} />
        <ProblemAlert error={begin.error} />
        {departments.data ? (
          <DepartmentTable
            tree={tree}
            canWrite={canWrite}
            initializing={begin.isPending}
            onInitialize={() => begin.mutate({})}
            onAdd={(parentId) => setOpen({ kind: 'add', parentId })}
            onEdit={(department) => setOpen({ kind: 'edit', department })}
            onRemove={(department) => setOpen({ kind: 'remove', department })}
          />
        ) : (
          !departments.error && <Skeleton active={false} title={false} paragraph={{ rows: 8, width: '100%' }} />
        )}
      </div>
      {open?.kind === 'add' && <DepartmentDialog tree={tree} editing={null} parentId={open.parentId} onClose={close} />}
      {open?.kind === 'edit' && <DepartmentDialog tree={tree} editing={open.department} parentId={open.department.parentId} onClose={close} />}
      {open?.kind === 'arrange' && <ArrangeDialog tree={tree} onClose={close} />}
      {open?.kind === 'remove' && <RemoveDepartmentDialog tree={tree} departmentId={open.department.id} onClose={close} />}
    </>
  )
}

function Help() {
  return (
    <ul>
      <li>第一行是本单位，在“操作”中点“新增下级”建立科室；科室下还可以再建科室。</li>
      <li>还没有科室时，可点“初始化部门”按机构类别一次建立常用科室，再按实际增减。</li>
      <li>调整顺序和上下级关系：点“调整顺序和层级”拖动，或点“编辑”更换“上级科室”。</li>
      <li>类别为“科室（部门）”时，须选择科室标准名称。</li>
      <li>乡镇卫生院可把村卫生室建为一个科室，类别选“村卫生室”。</li>
      <li>科室下还有人员时不能删除，点“删除”可先把人员移到其他科室。</li>
    </ul>
  )
}
