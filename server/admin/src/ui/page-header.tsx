import { ArrowLeftOutlined, QuestionCircleOutlined } from '@ant-design/icons'
import { Button, Popover } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import styles from './ui.module.css'

interface PageHeaderProps {
  title: string
  /** One line below the title: whose record, which year. */
  description?: ReactNode
  /** Where the page came from. */
  back?: { to: string; label: string }
  /** What the page is for and how to use it; opens at a button beside the title. */
  help?: ReactNode
  /** State tags beside the title. */
  tags?: ReactNode
  /** Buttons at the right; the primary one last. */
  actions?: ReactNode
}

export function PageHeader({ title, description, back, help, tags, actions }: PageHeaderProps) {
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
        {help && (
          <Popover trigger="click" placement="bottomLeft" title={`${title}：使用说明`} content={<div className={styles.help}>{help}</div>}>
            <Button type="text" size="small" icon={<QuestionCircleOutlined aria-hidden />}>
              使用说明
            </Button>
          </Popover>
        )}
        {actions && <div className={styles.pageActions}>{actions}</div>}
      </div>
      {description && <p className={styles.pageDescription}>{description}</p>}
    </header>
  )
}
