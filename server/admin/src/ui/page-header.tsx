import { ArrowLeftOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import styles from './ui.module.css'

interface PageHeaderProps {
  title: string
  /** One line below the title: whose record, which year. */
  description?: ReactNode
  /** Where the page came from. */
  back?: { to: string; label: string }
  /** State tags beside the title. */
  tags?: ReactNode
  /** Buttons at the right; the primary one last. */
  actions?: ReactNode
}

export function PageHeader({ title, description, back, tags, actions }: PageHeaderProps) {
  return (
    <header className={styles.pageHeader}>
      {back && (
        <Link to={back.to} className={styles.backLink}>
          <ArrowLeftOutlined aria-hidden /> {back.label}
        </Link>
      )}
      <div className={styles.pageHeaderRow}>
        <h1 className={styles.pageTitle}>{title}</h1>
        {tags}
        {actions && <div className={styles.pageActions}>{actions}</div>}
      </div>
      {description && <p className={styles.pageDescription}>{description}</p>}
    </header>
  )
}
