import type { ReactNode } from 'react'
import styles from './ui.module.css'

interface ListPageProps {
  header: ReactNode
  /** Tree at the side, e.g. departments. */
  side?: ReactNode
  /** `CountTabs` */
  tabs?: ReactNode
  /** `FilterBar` */
  filters?: ReactNode
  /** `DataTable` */
  children: ReactNode
}

/**
 * The frame of every list: header, filter bar, counts as tabs, table.
 *
 *     const filters = useUrlFilters({ name: '', idNumber: '' }, { keep: 'people', personal: ['idNumber'] })
 *     const people = useEndpoint(searchPeople, toQuery(filters), { keepPrevious: true })
 *     <ListPage header={<PageHeader title="人员信息管理" />} filters={<FilterBar fields={fields} filters={filters} />}>
 *       <DataTable listKey="people" columns={columns} query={people} filters={filters} rowKey={(p) => p.id} empty={…} />
 *     </ListPage>
 */
export function ListPage({ header, side, tabs, filters, children }: ListPageProps) {
  return (
    <>
      {header}
      <div className={side ? styles.listWithSide : undefined}>
        {side && <aside className={styles.card}>{side}</aside>}
        <div className={styles.card}>
          {filters}
          {tabs}
          {children}
        </div>
      </div>
    </>
  )
}
