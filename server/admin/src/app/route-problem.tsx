import { Button } from 'antd'
import { Link, useRouteError } from 'react-router'
import { HelpLink } from '../help/help-link'
import { serverDownId } from '../help/server-down'
import { EmptyState } from '../ui/empty-state'

/** A page that broke, or a chunk that is gone because a newer version was put up. The menu around it stays. */
export function RouteProblem() {
  const error = useRouteError()
  const outdated = error instanceof TypeError && /import|module/i.test(error.message)
  return (
    <div role="alert">
      <EmptyState
        title={outdated ? '页面没有加载出来' : '页面出了问题'}
        hint={outdated ? '系统可能刚刚更新，或网络中断。请检查网络后刷新本页。' : '请刷新本页；仍有问题时，请记下您的操作步骤，联系系统管理员。'}
        action={
          <>
            <Button onClick={() => window.location.reload()}>刷新本页</Button> {outdated && <HelpLink topic={serverDownId} />}
          </>
        }
      />
    </div>
  )
}

export function MissingPage() {
  return <EmptyState title="没有这个页面" hint="地址可能已变更，请从左侧菜单进入。" action={<Link to="/">回到待办</Link>} />
}
