import { searchAudit } from '@talent/shared/contract/audit'
import { useCallback, useEffect, useState } from 'react'
import { useQuery } from '../../../api/use-query'
import { openTab, pageId, scrollToTop } from '../../../platform/navigation'
import { PrimaryButton } from '../../../ui/buttons'
import { Empty } from '../../../ui/empty'
import { PageShell } from '../../../ui/page-shell'
import { AllDecided } from './all-decided'
import './index.scss'
import { ReviewOne } from './review-one'

/** Which application is open; `note` tells what has just been done. */
type Place = { kind: 'finding' } | { kind: 'open'; applicationId: number; note: string | null } | { kind: 'allDecided'; note: string | null }

const placeOf = (applicationId: number | null, note: string | null): Place =>
  applicationId === null ? { kind: 'allDecided', note } : { kind: 'open', applicationId, note }

/** One application after the other on one page: the next opens by itself, and back leads to the list. */
export default function Review() {
  const [bindingId] = useState(() => pageId('bindingId'))
  const [place, setPlace] = useState<Place>(() => {
    const applicationId = pageId('applicationId')
    return applicationId === null ? { kind: 'finding' } : placeOf(applicationId, null)
  })
  const go = useCallback((nextId: number | null, note: string | null = null) => {
    setPlace(placeOf(nextId, note))
    scrollToTop()
  }, [])
  if (bindingId === null) {
    return (
      <PageShell title="审核材料">
        <Empty title="请先选择业务" detail="在“管理”中选择要审核的单位和业务。">
          <PrimaryButton onTap={() => openTab('/pages/manage/index')}>去管理</PrimaryButton>
        </Empty>
      </PageShell>
    )
  }
  if (place.kind === 'finding') return <FindFirst bindingId={bindingId} onFound={go} />
  if (place.kind === 'allDecided') return <AllDecided bindingId={bindingId} note={place.note} />
  return <ReviewOne key={place.applicationId} bindingId={bindingId} applicationId={place.applicationId} note={place.note} onNext={go} />
}

function FindFirst({ bindingId, onFound }: { bindingId: number; onFound: (applicationId: number | null) => void }) {
  const first = useQuery(searchAudit, { bindingId, state: 'pending' })
  const found = first.status === 'ready' ? first.data : null
  useEffect(() => {
    if (found) onFound(found.items[0]?.id ?? null)
  }, [found, onFound])
  return (
    <PageShell title="审核材料" query={first} skeleton="detail">
      {() => null}
    </PageShell>
  )
}
