import { PlusOutlined } from '@ant-design/icons'
import { listDepartments, type Department } from '@talent/shared/contract/organization'
import { Button, Skeleton } from 'antd'
import { useMemo, useState } from 'react'
import { ProblemAlert } from '../../api/problem-alert'
import { useSession } from '../../api/session'
import { useEndpoint } from '../../api/use-endpoint'
import { PageHeader } from '../../ui/page-header'
import ui from '../../ui/ui.module.css'
import { DepartmentDialog } from './department-dialog'
import { DepartmentTable } from './department-table'
import { buildTree } from './department-tree'
import { RemoveDepartmentDialog } from './remove-department-dialog'

type Open = { kind: 'add'; parentId: number | null } | { kind: 'edit'; department: Department } | { kind: 'remove'; department: Department }

/** R6: the institution's departments as a tree, its first row the institution itself. */
export function DepartmentsPage() {
  const { can } = useSession()
  const departments = useEndpoint(listDepartments, {})
  const tree = useMemo(() => buildTree(departments.data?.items ?? []), [departments.data])
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  const canWrite = can('department.write')

  return (
    <>
      <PageHeader
        title="部门管理"
        description="请先建立科室，再录入或导入人员。导入模板中的“科室/部门”须与这里的名称一致。"
        help={<Help />}
        actions={
          canWrite && (
            <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setOpen({ kind: 'add', parentId: null })}>
              新增科室
            </Button>
          )
        }
      />
      <div className={ui.card}>
        <ProblemAlert error={departments.error} retry={() => void departments.refetch()} />
        {departments.data ? (
          <DepartmentTable
            tree={tree}
            canWrite={canWrite}
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
      {open?.kind === 'remove' && <RemoveDepartmentDialog tree={tree} departmentId={open.department.id} onClose={close} />}
    </>
  )
}

function Help() {
  return (
    <ul>
      <li>第一行是本单位，在“操作”中点“新增下级”建立科室；科室下还可以再建科室。</li>
      <li>调整上下级关系：点“编辑”，更换“上级科室”。</li>
      <li>类别为“科室（部门）”时，须选择科室标准名称。</li>
      <li>乡镇卫生院可把村卫生室建为一个科室，类别选“村卫生室”。</li>
      <li>科室下还有人员时不能删除，点“删除”可先把人员移到其他科室。</li>
    </ul>
  )
}
