import { Skeleton } from 'antd'
import { lazy, Suspense, type ReactNode } from 'react'
import { Navigate, useLocation } from 'react-router'
import { ProblemAlert } from '../api/problem-alert'
import { SessionProvider, useSessionView } from '../api/session'
import styles from './shell.module.css'

const SignInAgain = lazy(() => import('../pages/session/sign-in-again').then((m) => ({ default: m.SignInAgain })))

export const signInPath = '/sign-in'
export const passwordPath = '/password'
export const verificationPath = '/account-verification'

/**
 * What stands behind it needs an account. Nobody signed in: to the sign-in, and back here afterwards. A session that
 * ends while somebody works asks for the password over the page, so that what was entered stays.
 */
export function RequireSession({ children }: { children: ReactNode }) {
  const location = useLocation()
  const view = useSessionView()

  if (view.data === undefined) {
    return (
      <div className={styles.starting}>
        {view.error ? <ProblemAlert error={view.error} retry={() => void view.refetch()} /> : <Skeleton active={false} />}
      </div>
    )
  }
  if (view.data.kind === 'signedOut') return <Navigate to={signInPath} replace state={{ from: location.pathname + location.search }} />
  const { info, expired } = view.data
  if (info.account.mustChangePassword && location.pathname !== passwordPath) return <Navigate to={passwordPath} replace />
  if (!info.account.verified && location.pathname !== passwordPath && location.pathname !== verificationPath) return <Navigate to={verificationPath} replace />
  return (
    <SessionProvider info={info}>
      {children}
      {expired && (
        <Suspense>
          <SignInAgain />
        </Suspense>
      )}
    </SessionProvider>
  )
}
