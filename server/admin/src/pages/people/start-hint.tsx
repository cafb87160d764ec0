import { Alert } from 'antd'
import { Link } from 'react-router'
import type { Places } from './use-places'

/** What must be done before anybody can be entered, and where. */
export function StartHint({ missing }: { missing: Places['missing'] }) {
  if (!missing) return null
  return missing === 'mappedPost' ? (
    <Alert
      type="warning"
      showIcon
      title="暂不能新增或导入人员：还没有映射过的岗位"
      description={
        <>
          请先到 <Link to="/posts">机构岗位管理</Link>，把至少一个岗位对应到标准岗位。
        </>
      }
      style={{ marginBottom: 16 }}
    />
  ) : (
    <Alert
      type="warning"
      showIcon
      title="还没有科室"
      description={
        <>
          人员须归属到科室，请先到 <Link to="/departments">部门管理</Link> 新增科室。
        </>
      }
      style={{ marginBottom: 16 }}
    />
  )
}
