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
