import { listDepartments, moveDepartmentPeople, removeDepartment } from '@talent/shared/contract/organization'
import { searchPeople } from '@talent/shared/contract/people'
import { App, Form, Modal, TreeSelect } from 'antd'
import { useState } from 'react'
import { ProblemAlert } from '../../api/problem-alert'
import { useEndpointMutation, useRefresh } from '../../api/use-endpoint'
import { flatten, type DepartmentNode, type TreeChoice } from './department-tree'

interface RemoveDepartmentDialogProps {
  tree: DepartmentNode[]
  departmentId: number
  onClose: () => void
}

/** Deletes a department; one with people is emptied first, one with departments below it can't be deleted yet. */
export function RemoveDepartmentDialog({ tree, departmentId, onClose }: RemoveDepartmentDialogProps) {
  // Looked up anew at every render: after a refusal the list is read again, and the dialog offers what then applies.
  const department = flatten(tree).find((node) => node.id === departmentId)
  const { message } = App.useApp()
  const refresh = useRefresh()
  const [target, setTarget] = useState<number | undefined>()
  const [moved, setMoved] = useState(0)
  const move = useEndpointMutation(moveDepartmentPeople, { refreshes: [listDepartments, searchPeople] })
  const remove = useEndpointMutation(removeDepartment, {
    refreshes: [listDepartments],
    onSuccess: () => {
      void message.success(`已删除“${department?.name ?? '科室'}”${moved > 0 ? `，${moved} 名人员已移走` : ''}`)
      onClose()
    },
  })
  if (!department) return null

  const { name, people } = department
  const children = department.children.length
  const removeNow = () => remove.mutate({ departmentId }, { onError: () => refresh(listDepartments) })
  const start = () => {
    if (people === 0) return removeNow()
    if (target === undefined) return
    move.mutate(
      { departmentId, targetId: target },
      {
        onSuccess: (answer) => {
          setMoved(answer.moved)
          if (children === 0) removeNow()
        },
      },
    )
  }
  const blocked = people === 0 && children > 0
  return (
    <Modal
      open
      title={people > 0 ? `“${name}”下还有 ${people} 名人员` : blocked ? `“${name}”下还有 ${children} 个下级科室` : `删除科室“${name}”？`}
      okText={people > 0 ? (children > 0 ? `移走 ${people} 人` : `移走 ${people} 人并删除`) : '删除'}
      cancelText={blocked ? '知道了' : '取消'}
      okButtonProps={{ danger: true, disabled: people > 0 && target === undefined, style: blocked ? { display: 'none' } : undefined }}
      confirmLoading={move.isPending || remove.isPending}
      onOk={start}
      onCancel={onClose}
    >
      <ProblemAlert error={move.error ?? remove.error} />
      {blocked && <p>请先删除下级科室，或点“编辑”把它们移到其他科室下，再删除“{name}”。</p>}
      {!blocked && people === 0 && <p>删除后不能恢复。</p>}
      {people > 0 && (
        <Form layout="vertical">
          <Form.Item label="把人员移到" htmlFor="move-target" required extra={
              children > 0
                ? `下级科室的人员不受影响；还有 ${children} 个下级科室，须另行处理后才能删除“${name}”。`
                : `人员移走后删除“${name}”，删除后不能恢复。`
            }>
            <TreeSelect
              id="move-target"
              value={target}
              onChange={setTarget}
              placeholder="请选择科室"
              treeDefaultExpandAll
              showSearch={{ treeNodeFilterProp: 'title' }}
              treeData={targets(tree, departmentId)}
            />
          </Form.Item>
        </Form>
      )}
    </Modal>
  )
}

/** People may go into a department below, so only the department itself is no target. */
function targets(nodes: DepartmentNode[], without: number): TreeChoice[] {
  return nodes.map((node) => ({ value: node.id, title: node.name, disabled: node.id === without, children: targets(node.children, without) }))
}
