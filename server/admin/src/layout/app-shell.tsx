import { MenuFoldOutlined, MenuUnfoldOutlined } from '@ant-design/icons'
import { Button, Skeleton } from 'antd'
import { Suspense, useEffect, useRef, useState } from 'react'
import { Link, Navigate, Outlet, useLocation, useMatches, useNavigation } from 'react-router'
import { useSession } from '../api/session'
import { isPageHandle } from '../app/area-routes'
import { HelpButton } from '../help/help-link'
import { EmptyState } from '../ui/empty-state'
import { keep, readKept } from '../ui/kept-setting'
import { AccountMenu } from './account-menu'
import { SideMenu } from './side-menu'
import { usePageTitle } from './use-page-title'
import { useReturnFocus } from './use-return-focus'
import styles from './shell.module.css'

const narrow = () => window.matchMedia('(max-width: 767px)').matches

/** What surrounds every page: menu at the left, the institution's name and the account at the top right. */
export function AppShell() {
  const { account, organization } = useSession()
  const [menuOpen, setMenuOpen] = useState(() => !narrow() && readKept('menu:closed') !== 'yes')
  const main = useRef<HTMLElement>(null)
  useFocusOnNewPage(main)
  useReturnFocus(main)
  // Until the password is changed and the person is verified every page leads back there, so no menu is offered.
  const withMenu = !account.mustChangePassword && account.verified
  const shown = withMenu && menuOpen

  const openMenu = (open: boolean) => {
    if (!narrow()) keep('menu:closed', open ? 'no' : 'yes')
    setMenuOpen(open)
  }
  return (
    <div className={shown ? styles.shell : `${styles.shell} ${styles.collapsed}`}>
      <a href="#main" className={styles.skip} onClick={(event) => skipTo(event, main.current)}>
        跳到正文
      </a>
      <header className={styles.top}>
        {withMenu && (
          <Button
            type="text"
            aria-label={shown ? '收起菜单' : '展开菜单'}
            aria-expanded={shown}
            icon={shown ? <MenuFoldOutlined /> : <MenuUnfoldOutlined />}
            onClick={() => openMenu(!menuOpen)}
          />
        )}
        <Link to="/" className={styles.product}>
          湖北卫生人才 · 机构管理
        </Link>
        <span className={styles.organization} title={organization.name}>
          {organization.name}
        </span>
        <HelpButton />
        <AccountMenu />
      </header>
      <nav className={styles.nav} aria-label="主菜单">
        <SideMenu onGo={() => narrow() && setMenuOpen(false)} />
      </nav>
      <main id="main" ref={main} tabIndex={-1} className={styles.main}>
        <Page />
      </main>
    </div>
  )
}

function Page() {
  const { account, can } = useSession()
  const navigation = useNavigation()
  const handle = useMatches().map((match) => match.handle).findLast(isPageHandle)
  usePageTitle(handle?.title ?? '机构管理')

  // Pages for every account are about the account, which a business manager does not have.
  if (handle?.permission === null && account.kind === 'manager') return <Navigate to="/audit" replace />
  if (handle?.permission && !can(handle.permission)) {
    return <EmptyState title="您没有使用此功能的权限" hint="请联系本单位总账号的管理员为您的角色授权。" action={<Link to="/">回到待办</Link>} />
  }
  return (
    <div className={styles.pageBody} aria-busy={navigation.state === 'loading'}>
      <Suspense fallback={<Skeleton active={false} paragraph={{ rows: 8 }} />}>
        <Outlet />
      </Suspense>
    </div>
  )
}

/**
 * A new page starts at its top, and the keyboard with it; changing a filter of the same page does not. The page that a
 * sign-in leads to is new; where the browser itself has just loaded one, the first Tab offers to skip the menu.
 */
function useFocusOnNewPage(main: React.RefObject<HTMLElement>) {
  const { pathname, key } = useLocation()
  const earlier = useRef(key === 'default' ? pathname : null)
  useEffect(() => {
    if (earlier.current === pathname) return
    earlier.current = pathname
    main.current?.focus({ preventScroll: true })
    main.current?.scrollTo?.(0, 0)
  }, [main, pathname])
}

function skipTo(event: React.MouseEvent, target: HTMLElement | null) {
  event.preventDefault()
  target?.focus()
}
