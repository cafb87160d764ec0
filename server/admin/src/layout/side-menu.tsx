import { DownOutlined, RightOutlined } from '@ant-design/icons'
import { useEffect, useId, useRef } from 'react'
import { Link, useLocation } from 'react-router'
import { useSession } from '../api/session'
import { useKeptKeys } from '../ui/kept-setting'
import { currentPath, menuFor, type MenuPage, type MenuSection } from './menu'
import styles from './shell.module.css'

/** The left menu. Sections fold and stay folded; `onGo` closes it where it covers the page. */
export function SideMenu({ onGo }: { onGo: () => void }) {
  const { account, can } = useSession()
  const [folded, setFolded] = useKeptKeys('menu:folded')
  const current = currentPath(useLocation().pathname)
  const list = useRef<HTMLUListElement>(null)
  // The menu is longer than a small screen is high.
  useEffect(() => void list.current?.querySelector('[aria-current=page]')?.scrollIntoView({ block: 'nearest' }), [current])
  const toggle = (key: string) => setFolded(folded.includes(key) ? folded.filter((other) => other !== key) : [...folded, key])

  return (
    <ul ref={list}>
      {menuFor(can, account.kind === 'manager').map((section) => (
        <li key={section.key}>
          <Section section={section} current={current} folded={folded.includes(section.key)} toggle={() => toggle(section.key)} onGo={onGo} />
        </li>
      ))}
    </ul>
  )
}

interface SectionProps {
  section: MenuSection
  current: string | undefined
  folded: boolean
  toggle: () => void
  onGo: () => void
}

function Section({ section, current, folded, toggle, onGo }: SectionProps) {
  const id = useId()
  if (!section.label) return <Pages pages={section.pages} current={current} onGo={onGo} />
  return (
    <>
      <button type="button" className={styles.section} aria-expanded={!folded} aria-controls={id} onClick={toggle}>
        {section.label}
        {folded ? <RightOutlined aria-hidden /> : <DownOutlined aria-hidden />}
      </button>
      <Pages id={id} hidden={folded} pages={section.pages} current={current} onGo={onGo} />
    </>
  )
}

interface PagesProps {
  id?: string
  hidden?: boolean
  pages: MenuPage[]
  current: string | undefined
  onGo: () => void
}

function Pages({ id, hidden, pages, current, onGo }: PagesProps) {
  return (
    <ul id={id} hidden={hidden}>
      {pages.map((page) => (
        <li key={page.path}>
          <Link to={page.path} className={styles.page} aria-current={page.path === current ? 'page' : undefined} onClick={onGo}>
            {page.label}
          </Link>
        </li>
      ))}
    </ul>
  )
}
