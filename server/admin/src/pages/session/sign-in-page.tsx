import { Segmented } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { Navigate, useLocation } from 'react-router'
import { useAcceptSession, useSessionView } from '../../api/session'
import { HelpButton } from '../../help/help-link'
import { usePageTitle } from '../../layout/use-page-title'
import { SignInForm } from './sign-in-form'
import styles from './session.module.css'

const ScanSignIn = lazy(() => import('./scan-sign-in').then((m) => ({ default: m.ScanSignIn })))

type Way = 'password' | 'scan'
const ways: { value: Way; label: string }[] = [
  { value: 'password', label: '账号登录' },
  { value: 'scan', label: '业务管理人扫码登录' },
]

export function SignInPage() {
  const view = useSessionView()
  const accept = useAcceptSession()
  const [way, setWay] = useState<Way>('password')
  usePageTitle('登录')
  const from = readFrom(useLocation().state)
  if (view.data?.kind === 'signedIn' && !view.data.expired) return <Navigate to={from} replace />

  return (
    <div className={styles.screen}>
      <main className={styles.panel}>
        <div className={styles.productRow}>
          <p className={styles.product}>湖北卫生人才</p>
          <HelpButton />
        </div>
        <h1 className={styles.title}>机构管理登录</h1>
        <Segmented<Way> aria-label="登录方式" block className={styles.ways} options={ways} value={way} onChange={setWay} />
        {way === 'password' ? (
          <>
            <SignInForm onSignedIn={accept} />
            <ul className={styles.hints}>
              <li>总账号忘记密码或被锁定：请联系上级主管单位重置、解锁。</li>
              <li>子账号忘记密码或被锁定：请联系本单位总账号的管理员。</li>
              <li>考生请使用“湖北卫生人才”微信小程序。</li>
            </ul>
          </>
        ) : (
          <Suspense>
            <ScanSignIn onSignedIn={accept} />
            <ul className={styles.hints}>
              <li>业务管理人和辅助管理员登录后，只能打开所绑定业务的审核页面。</li>
              <li>请只扫描您自己电脑上的二维码，不要把二维码发给他人。</li>
              <li>还没有绑定业务：请向单位索取授权码，在小程序“管理”中添加业务。</li>
            </ul>
          </Suspense>
        )}
      </main>
    </div>
  )
}

/** Where the person was going; only our own paths are believed. */
function readFrom(state: unknown): string {
  const from = typeof state === 'object' && state !== null && 'from' in state ? state.from : undefined
  return typeof from === 'string' && /^\/(?!\/)/.test(from) ? from : '/'
}
