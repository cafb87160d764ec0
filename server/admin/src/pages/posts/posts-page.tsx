import { PlusOutlined } from '@ant-design/icons'
import { listPosts, type Post } from '@talent/shared/contract/organization'
import { Alert, Button, Skeleton } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { ProblemAlert } from '../../api/problem-alert'
import { useSession } from '../../api/session'
import { useEndpoint } from '../../api/use-endpoint'
import { CountTabs } from '../../ui/count-tabs'
import { ListPage } from '../../ui/list-page'
import { PageHeader } from '../../ui/page-header'
import { PostDialog } from './post-dialog'
import { PostTable } from './post-table'

const isUnmapped = (post: Post) => post.standardPostCode === null

/** R7: the institution's posts, each mapped to one standard post of the region. */
export function PostsPage() {
  const { can } = useSession()
  const posts = useEndpoint(listPosts, {})
  const [params, setParams] = useSearchParams()
  const [editing, setEditing] = useState<Post | 'new' | null>(null)
  const canWrite = can('post.write')
  const all = posts.data?.items ?? []
  const unmapped = all.filter(isUnmapped)
  const onlyUnmapped = params.get('mapping') === 'none'

  return (
    <>
      <ListPage
        header={
          <PageHeader
            title="机构岗位管理"
            description="把本单位的岗位对应到标准岗位。至少映射一个岗位后，才能新增或导入人员。"
            actions={
              canWrite && (
                <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setEditing('new')}>
                  新增岗位
                </Button>
              )
            }
          />
        }
        tabs={
          <CountTabs
            label="按映射情况"
            tabs={[
              { key: 'all', label: '全部', count: posts.data && all.length },
              { key: 'none', label: '待映射', count: posts.data && unmapped.length },
            ]}
            value={onlyUnmapped ? 'none' : 'all'}
            onChange={(key) => setParams(key === 'none' ? { mapping: 'none' } : {}, { replace: true })}
          />
        }
      >
        <ProblemAlert error={posts.error} retry={() => void posts.refetch()} />
        {posts.data && all.length > 0 && unmapped.length === all.length && (
          <Alert
            type="warning"
            showIcon
            title="还没有映射过的岗位，暂不能新增或导入人员"
            description="请在下表“标准岗位”一列，为至少一个岗位选择对应的标准岗位，选好即保存。"
            style={{ marginBottom: 16 }}
          />
        )}
        {posts.data ? (
          <PostTable
            posts={onlyUnmapped ? unmapped : all}
            filtered={onlyUnmapped}
            canWrite={canWrite}
            onAdd={() => setEditing('new')}
            onEdit={setEditing}
          />
        ) : (
          !posts.error && <Skeleton active={false} title={false} paragraph={{ rows: 8, width: '100%' }} />
        )}
      </ListPage>
      {editing !== null && <PostDialog editing={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </>
  )
}
