import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import type { Pages } from '../../../api/use-pages'
import { openPage, scrollTo } from '../../../platform/navigation'
import { auditPaths } from '../../../platform/page-paths'
import type { EmptyProps } from '../../../ui/empty'
import { InfiniteList } from '../../../ui/infinite-list'
import { keepOpened, recallOpened } from '../list-memory'
import type { AuditRow } from '../use-audit-list'
import { AuditRowCard } from './audit-row-card'

interface Props {
  bindingId: number
  examYear: number
  unitName: string
  pages: Pages<AuditRow>
  empty: EmptyProps
}

/** The rows; whoever comes back to the list finds the one that was opened last. */
export function AuditRows({ bindingId, examYear, unitName, pages, empty }: Props) {
  const { query } = pages
  const [place, setPlace] = useState(() => recallOpened(bindingId))
  const isThere = query.status === 'ready' && query.data.items.some(({ id }) => id === place)
  useEffect(() => {
    if (query.status !== 'ready') return
    if (place !== null && isThere) scrollTo(`#${anchorOf(place)}`)
    setPlace(null)
  }, [query.status, place, isThere])
  const open = ({ id }: AuditRow) => {
    keepOpened(bindingId, id)
    openPage(auditPaths.review, { bindingId, applicationId: id, examYear })
  }
  return (
    <InfiniteList
      pages={pages}
      keyOf={(row) => row.id}
      render={(row) => (
        <View id={anchorOf(row.id)}>
          <AuditRowCard row={row} showUnit={row.institutionName !== unitName} onOpen={open} />
        </View>
      )}
      empty={empty}
    />
  )
}

const anchorOf = (applicationId: number) => `application-${applicationId}`
