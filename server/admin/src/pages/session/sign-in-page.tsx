import { Navigate, useLocation } from 'react-router'
import { useAcceptSession, useSessionView } from '../../api/session'
import { usePageTitle } from '../../layout/use-page-title'
import { SignInForm } from './sign-in-form'
import styles from './session.module.css'

export function SignInPage() {
  const view = useSessionView()
  const accept = useAcceptSession()
  usePageTitle('登录')
  const from = readFrom(useLocation().state)
  if (view.data?.kind === 'signedIn' && !view.data.expired) return <Navigate to={from} replace />

  return (
    <div className={styles.screen}>
      <main className={styles.panel}>
        <p className={styles.product}>湖北卫生人才</p>
        <h1 className={styles.title}>机构管理登录</h1>
        <SignInForm onSignedIn={accept} />
        <ul className={styles.hints}>
          <li>总账号忘记密码或被锁定：请联系上级主管单位重置、解锁。</li>
          <li>子账号忘记密码或被锁定：请联系本单位总账号的管理员。</li>
          <li>考生和审核人请使用“湖北卫生人才”微信小程序。</li>
        </ul>
      </main>
    </div>
  )
}

/** Where the person was going; only our own paths are believed. */
function readFrom(state: unknown): string {
  const from = typeof state === 'object' && state !== null && 'from' in state ? state.from : undefined
  return typeof from === 'string' && /^\/(?!\/)/.test(from) ? from : '/'
}
