import { listPosts, removePost, type Post } from '@talent/shared/contract/organization'
import { standardPost } from '@talent/shared/dictionaries/organization-tables'
import { labelOf } from '@talent/shared/dictionaries/index'
import { App, Button, Table } from 'antd'
import type { TableProps } from 'antd'
import { problemText } from '../../api/problem-text'
import { useEndpointMutation, useRefresh } from '../../api/use-endpoint'
import { useConfirm } from '../../ui/confirm'
import { EmptyState } from '../../ui/empty-state'
import { RowActions } from '../../ui/row-actions'
import { StateTag } from '../../ui/state-tag'
import { useFitting } from '../../ui/use-fitting'
import { useWide } from '../../ui/use-wide'
import { PostMapping } from './post-mapping'

interface PostTableProps {
  posts: Post[]
  filtered: boolean
  canWrite: boolean
  onAdd: () => void
  onEdit: (post: Post) => void
}

export function PostTable({ posts, filtered, canWrite, onAdd, onEdit }: PostTableProps) {
  const remove = useRemovePost()
  const wide = useWide()
  const fitting = useFitting()
  if (posts.length === 0) return <NoPosts filtered={filtered} canWrite={canWrite} onAdd={onAdd} />

  const columns: NonNullable<TableProps<Post>['columns']> = [
    { key: 'name', title: '岗位名称', fixed: 'start', width: 160, render: (_, post) => post.name },
    { key: 'mapping', title: '标准岗位（映射管理）', width: 300, render: (_, post) => (canWrite ? <PostMapping post={post} /> : standardName(post)) },
    { key: 'type', title: '岗位类型', render: (_, post) => postTypeName(post) ?? <StateTag tone="wait">待映射</StateTag> },
    { key: 'people', title: '人数', align: 'right', render: (_, post) => post.people },
  ]
  if (canWrite) {
    columns.push({
      key: 'actions',
      title: '操作',
      fixed: wide ? 'end' : undefined,
      width: 120,
      render: (_, post) => (
        <RowActions>
          <Button type="link" size="small" aria-label={`编辑“${post.name}”`} onClick={() => onEdit(post)}>
            编辑
          </Button>
          <Button type="link" size="small" danger aria-label={`删除“${post.name}”`} onClick={() => void remove(post)}>
            删除
          </Button>
        </RowActions>
      ),
    })
  }
  return <Table<Post> size="small" rowKey="id" columns={columns} dataSource={posts} pagination={false} {...fitting} />
}

const standardOf = (post: Post) => standardPost.find((standard) => standard.code === post.standardPostCode)
const standardName = (post: Post) => standardOf(post)?.label ?? post.standardPostCode

function postTypeName(post: Post): string | undefined {
  const standard = standardOf(post)
  return standard && labelOf('postType', standard.postType)
}

function NoPosts({ filtered, canWrite, onAdd }: Pick<PostTableProps, 'filtered' | 'canWrite' | 'onAdd'>) {
  if (filtered) return <EmptyState title="没有待映射的岗位" hint="所有岗位都已对应到标准岗位。" />
  return (
    <EmptyState
      title="还没有岗位"
      hint="请新增岗位并对应到标准岗位，之后才能新增或导入人员。"
      action={
        canWrite && (
          <Button type="primary" onClick={onAdd}>
            新增第一个岗位
          </Button>
        )
      }
    />
  )
}

function useRemovePost(): (post: Post) => Promise<void> {
  const confirm = useConfirm()
  const refresh = useRefresh()
  const { message, modal } = App.useApp()
  const remove = useEndpointMutation(removePost, { refreshes: [listPosts] })
  const refuse = (post: Post, content: string) => void modal.warning({ title: `不能删除岗位“${post.name}”`, content, okText: '知道了' })

  return async (post) => {
    // The count on the screen may be old; the server decides again.
    if (post.people > 0) return refuse(post, `岗位上还有 ${post.people} 名人员。请先在“人员信息管理”中调整他们的岗位，再删除。`)
    if (!(await confirm({ title: `删除岗位“${post.name}”？`, content: '删除后不能恢复。', action: '删除', danger: true }))) return
    remove.mutate(
      { postId: post.id },
      {
        onSuccess: () => void message.success(`已删除“${post.name}”`),
        onError: (error) => {
          refuse(post, problemText(error))
          refresh(listPosts)
        },
      },
    )
  }
}
