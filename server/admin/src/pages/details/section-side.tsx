import { StarFilled } from '@ant-design/icons'
import type { DetailSectionName } from '@talent/shared/domain/sections/details'
import { Link } from 'react-router'
import { useSession } from '../../api/session'
import styles from './details-page.module.css'
import { pageNameOf, sectionGroups, type SectionLink } from './section-names'

interface SectionSideProps {
  current: DetailSectionName
  /** Not known yet: undefined. */
  necessary: readonly DetailSectionName[] | undefined
}

/** 个人信息管理 and 资格证书管理 of the manual, with its stars: what an exam of the year can't do without. */
export function SectionSide({ current, necessary }: SectionSideProps) {
  return (
    <nav aria-label="资料类别" className={styles.side}>
      {sectionGroups.map(({ title, before, sections, after }) => (
        <section key={title} aria-label={title}>
          <h2>{title}</h2>
          <ul>
            {before.map((link) => (
              <Other key={link.path} {...link} />
            ))}
            {sections.map((section) => (
              <li key={section} className={section === current ? styles.current : undefined}>
                <Link to={`/details?section=${section}`} aria-current={section === current ? 'page' : undefined}>
                  {pageNameOf(section)}
                  {necessary?.includes(section) && <StarFilled className={styles.star} aria-label="考试必需" />}
                </Link>
              </li>
            ))}
            {after.map((link) => (
              <Other key={link.path} {...link} />
            ))}
          </ul>
        </section>
      ))}
      {necessary && necessary.length > 0 && (
        <p className={styles.legend}>
          <StarFilled className={styles.star} aria-hidden /> 本年度考试必需
        </p>
      )}
    </nav>
  )
}

function Other({ label, path, permission }: SectionLink) {
  const { can } = useSession()
  if (!can(permission)) return null
  return (
    <li>
      <Link to={path}>{label}</Link>
    </li>
  )
}
