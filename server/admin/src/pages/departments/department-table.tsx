import type { Department } from '@talent/shared/contract/organization'
import { labelOf } from '@talent/shared/dictionaries/index'
import { Button, Space, Table } from 'antd'
import type { TableProps } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { useSession } from '../../api/session'
import { EmptyState } from '../../ui/empty-state'
import { RowActions } from '../../ui/row-actions'
import { useWide } from '../../ui/use-wide'
import { flatten, type DepartmentNode } from './department-tree'
import styles from './departments.module.css'

interface TreeRow {
  key: string
  name: string
  /** null: the row of the institution. */
  department: DepartmentNode | null
  own: number | null
  total: number
  children?: TreeRow[]
}

interface DepartmentTableProps {
  tree: DepartmentNode[]
  canWrite: boolean
  initializing: boolean
  /** Plants the template tree; only offered while there is none. */
  onInitialize: () => void
  onAdd: (parentId: number | null) => void
  onEdit: (department: Department) => void
  onRemove: (department: Department) => void
}

export function DepartmentTable({ tree, canWrite, initializing, onInitialize, onAdd, onEdit, onRemove }: DepartmentTableProps) {
  const { organization, can } = useSession()
  const wide = useWide()
  const [folded, setFolded] = useState<readonly string[]>([])
  const root: TreeRow = {
    key: 'institution',
    name: organization.name,
    department: null,
    own: null,
    total: tree.reduce((sum, node) => sum + node.total, 0),
    children: toRows(tree),
  }
  const keys = ['institution', ...flatten(tree).map((node) => String(node.id))]
  const columns: NonNullable<TableProps<TreeRow>['columns']> = [
    { key: 'name', title: '科室名称', fixed: wide ? 'start' : undefined, render: (_, row) => <span className={row.department ? undefined : styles.institution}>{row.name}</span> },
    { key: 'category', title: '科室（部门）类别', render: (_, { department }) => department && (labelOf('departmentCategory', department.category) ?? department.category) },
    {
      key: 'standardName',
      title: '科室标准名称',
      render: (_, { department }) => department?.standardName && (labelOf('standardDepartment', department.standardName) ?? department.standardName),
    },
    { key: 'own', title: '本科室人数', align: 'right', render: (_, { own }) => own },
    { key: 'total', title: '含下级人数', align: 'right', render: (_, row) => <People row={row} linked={can('person.read')} /> },
  ]
  if (canWrite) {
    columns.push({
      key: 'actions',
      title: '操作',
      fixed: wide ? 'end' : undefined,
      width: 200,
      render: (_, { department, name }) => (
        <RowActions>
          <Button type="link" size="small" aria-label={`在“${name}”下新增`} onClick={() => onAdd(department?.id ?? null)}>
            新增下级
          </Button>
          {department && (
            <>
              <Button type="link" size="small" aria-label={`编辑“${name}”`} onClick={() => onEdit(department)}>
                编辑
              </Button>
              <Button type="link" size="small" danger aria-label={`删除“${name}”`} onClick={() => onRemove(department)}>
                删除
              </Button>
            </>
          )}
        </RowActions>
      ),
    })
  }
  return (
    <>
      <Table<TreeRow>
        size="small"
        columns={columns}
        dataSource={[root]}
        pagination={false}
        scroll={{ x: 'max-content' }}
        expandable={{
          expandedRowKeys: keys.filter((key) => !folded.includes(key)),
          onExpand: (expanded, row) => setFolded(expanded ? folded.filter((key) => key !== row.key) : [...folded, row.key]),
          indentSize: 20,
        }}
      />
      {tree.length === 0 && (
        <EmptyState
          title="还没有科室"
          hint="人员须归属到科室。可以按机构类别一次建立常用科室，再按实际增减；也可以逐个新增。"
          action={
            canWrite && (
              <Space wrap>
                <Button type="primary" loading={initializing} onClick={onInitialize}>
                  初始化部门
                </Button>
                <Button onClick={() => onAdd(null)}>新增第一个科室</Button>
              </Space>
            )
          }
        />
      )}
    </>
  )
}

function toRows(nodes: DepartmentNode[]): TreeRow[] | undefined {
  if (nodes.length === 0) return undefined
  return nodes.map((node) => ({
    key: String(node.id), name: node.name, department: node, own: node.people, total: node.total, children: toRows(node.children),
  }))
}

function People({ row, linked }: { row: TreeRow; linked: boolean }) {
  if (!linked || row.total === 0) return <>{row.total}</>
  return (
    <Link to={row.department ? `/people?department=${row.department.id}` : '/people'} aria-label={`查看“${row.name}”的 ${row.total} 名人员`}>
      {row.total}
    </Link>
  )
}
