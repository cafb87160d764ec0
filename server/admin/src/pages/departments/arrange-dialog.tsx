import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons'
import { listDepartments, placeDepartment } from '@talent/shared/contract/organization'
import { Button, Modal, Space, Tree } from 'antd'
import type { TreeDataNode, TreeProps } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { ProblemAlert } from '../../api/problem-alert'
import { useEndpointMutation } from '../../api/use-endpoint'
import { buildTree, type DepartmentNode } from './department-tree'
import { neighbours, placeAfterDrop, type Place } from './department-places'
import styles from './departments.module.css'

/** Order and levels by drag, or with the keyboard: choose a department, then 上移 or 下移. Each step is saved at once. */
export function ArrangeDialog({ tree, onClose }: { tree: DepartmentNode[]; onClose: () => void }) {
  const [chosen, setChosen] = useState<number | null>(null)
  const place = useEndpointMutation(placeDepartment, { refreshes: [listDepartments] })
  const move = (departmentId: number, to: Place) => place.mutate({ departmentId, ...to })
  const drop: TreeProps['onDrop'] = ({ dragNode, node, dropToGap, dropPosition }) => {
    // antd counts the position within the siblings; relative to the node it is before (-1) or after (1).
    const own = Number(node.pos.split('-').at(-1))
    move(Number(dragNode.key), placeAfterDrop(tree, Number(node.key), dropToGap ? (dropPosition - own < 0 ? 'before' : 'after') : 'inside'))
  }
  const { up, down } = chosen === null ? { up: null, down: null } : neighbours(tree, chosen)
  const latest = useRef(tree)
  useEffect(() => {
    latest.current = tree
  }, [tree])
  /** The steps so far: one that is asked for meanwhile goes on from where the one before has led. */
  const steps = useRef(Promise.resolve())
  // The buttons are never disabled, neither meanwhile nor at the end of the list: whoever presses them by key would lose the focus.
  const step = (way: 'up' | 'down') => {
    if (chosen === null) return
    const go = async () => {
      const to = neighbours(latest.current, chosen)[way]
      if (to) latest.current = buildTree((await place.mutateAsync({ departmentId: chosen, ...to })).items)
    }
    // Why one was refused stands above the buttons.
    steps.current = steps.current.then(go).catch(() => undefined)
  }
  return (
    <Modal open title="调整科室顺序和层级" width={560} footer={<Button type="primary" onClick={onClose}>完成</Button>} onCancel={onClose}>
      <p className={styles.arrangeHint}>拖动科室可以调整顺序，拖到另一科室上即成为它的下级。也可以选中科室（键盘：↑ ↓ 移到科室，Enter 选中）后用按钮上移、下移。每次调整立即保存。</p>
      <ProblemAlert error={place.error} />
      <Space className={styles.arrangeButtons}>
        <Button icon={<ArrowUpOutlined aria-hidden />} aria-disabled={up === null} onClick={() => step('up')}>
          上移
        </Button>
        <Button icon={<ArrowDownOutlined aria-hidden />} aria-disabled={down === null} onClick={() => step('down')}>
          下移
        </Button>
      </Space>
      <Tree
        aria-label="科室"
        blockNode
        draggable={{ icon: false }}
        defaultExpandAll
        height={420}
        treeData={toTree(tree)}
        selectedKeys={chosen === null ? [] : [chosen]}
        onSelect={([key]) => setChosen(key === undefined ? null : Number(key))}
        onDrop={drop}
      />
    </Modal>
  )
}

const toTree = (nodes: readonly DepartmentNode[]): TreeDataNode[] => nodes.map((node) => ({ key: node.id, title: node.name, children: toTree(node.children) }))
