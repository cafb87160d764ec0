import { listPosts, updatePost, type Post } from '@talent/shared/contract/organization'
import { Select } from 'antd'
import { isProblem, problemText } from '../../api/problem-text'
import { useEndpointMutation, useRefresh } from '../../api/use-endpoint'
import { clearable } from '../../ui/clearable'
import { standardPostOptions } from './standard-posts'
import ui from '../../ui/ui.module.css'
import styles from './posts.module.css'

/** 映射管理 in the row itself: what is chosen is saved at once. */
export function PostMapping({ post }: { post: Post }) {
  const refresh = useRefresh()
  const save = useEndpointMutation(updatePost, { refreshes: [listPosts] })
  const shown = save.isPending ? save.variables?.standardPostCode : post.standardPostCode

  // The field stays open meanwhile: disabled it would lose the focus of whoever chooses by key.
  const choose = (code: string | undefined) => {
    if (save.isPending) return
    save.mutate(
      { postId: post.id, name: post.name, standardPostCode: code ?? null, version: post.version },
      { onError: (error) => isProblem(error, 'STALE', 'NOT_FOUND') && refresh(listPosts) },
    )
  }
  return (
    <>
      <Select<string>
        className={styles.mapping}
        aria-label={`“${post.name}”的标准岗位`}
        value={shown ?? undefined}
        status={shown === null ? 'warning' : undefined}
        placeholder="请选择标准岗位"
        allowClear={clearable}
        showSearch={{ optionFilterProp: 'label' }}
        notFoundContent="没有这个标准岗位"
        options={standardPostOptions}
        loading={save.isPending}
        onChange={choose}
      />
      {save.error && (
        <p role="alert" className={ui.inlineProblem}>
          {isProblem(save.error, 'STALE') ? '这个岗位刚被他人修改，已显示最新内容，请重新选择' : problemText(save.error)}
        </p>
      )}
    </>
  )
}
