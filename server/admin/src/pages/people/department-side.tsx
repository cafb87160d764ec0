import { Button, Skeleton, Tree } from 'antd'
import type { TreeDataNode } from 'antd'
import { Link } from 'react-router'
import { problemText } from '../../api/problem-text'
import { useSession } from '../../api/session'
import ui from '../../ui/ui.module.css'
import type { DepartmentNode } from '../departments/department-tree'
import styles from './people.module.css'
import type { Places } from './use-places'

interface DepartmentSideProps {
  places: Places
  /** Id as text; '' is everyone. */
  selected: string
  onSelect: (id: string) => void
}

const everyone = 'all'

/** The department tree beside the list: a department shows its people and those below it. */
export function DepartmentSide({ places, selected, onSelect }: DepartmentSideProps) {
  const { organization, can } = useSession()
  const { tree } = places
  const total = tree.reduce((sum, node) => sum + node.total, 0)
  const root: TreeDataNode = { key: everyone, title: <Title name={organization.name} count={total} />, children: toTreeData(tree) }
  return (
    <nav aria-label="按科室查看">
      <div className={styles.treeHead}>
        <h2 className={styles.treeTitle}>科室</h2>
        {can('department.write') && <Link to="/departments">管理</Link>}
      </div>
      {places.error ? (
        <p role="alert" className={ui.inlineProblem}>
          {problemText(places.error)}
          <Button type="link" size="small" onClick={places.refetch}>
            重试
          </Button>
        </p>
      ) : places.loading ? (
        <Skeleton active={false} title={false} />
      ) : (
        <div className={styles.treeScroll}>
          <Tree
            aria-label="科室"
            blockNode
            defaultExpandedKeys={[everyone]}
            autoExpandParent
            selectedKeys={[selected || everyone]}
            treeData={[root]}
            onSelect={([key]) => onSelect(key === undefined || key === everyone ? '' : String(key))}
          />
        </div>
      )}
    </nav>
  )
}

const toTreeData = (nodes: DepartmentNode[]): TreeDataNode[] =>
  nodes.map((node) => ({ key: String(node.id), title: <Title name={node.name} count={node.total} />, children: toTreeData(node.children) }))

function Title({ name, count }: { name: string; count: number }) {
  return (
    <>
      {name}
      <span className={styles.count}>{count}</span>
    </>
  )
}
