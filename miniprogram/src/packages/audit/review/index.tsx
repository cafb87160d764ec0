import { type AuditDetail, searchAudit } from '@talent/shared/contract/audit'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useReadPictures } from '../../../api/use-picture'
import { useQuery } from '../../../api/use-query'
import { openTab, pageId, scrollToTop } from '../../../platform/navigation'
import { PrimaryButton } from '../../../ui/buttons'
import { Empty } from '../../../ui/empty'
import { PageShell } from '../../../ui/page-shell'
import { EndedRight, isEndedRight } from '../ended-right'
import { AllDecided } from './all-decided'
import './index.scss'
import { useNextFile } from './next-file'
import { ReviewOne } from './review-one'

/** Which application is open; `known`: it was fetched ahead; `note` tells what has just been done. */
type Place = { kind: 'finding' } | { kind: 'open'; applicationId: number; known: AuditDetail | null; note: string | null } | { kind: 'allDecided'; note: string | null }

/** One application after the other on one page: the next opens by itself, and back leads to the list. */
export default function Review() {
  const [bindingId] = useState(() => pageId('bindingId'))
  /** Where the next one is looked for; null: where something waits. */
  const [examYear, setExamYear] = useState(() => pageId('examYear'))
  const [place, setPlace] = useState<Place>(() => {
    const applicationId = pageId('applicationId')
    return applicationId === null ? { kind: 'finding' } : { kind: 'open', applicationId, known: null, note: null }
  })
  useReadPictures()
  const ahead = useNextFile(bindingId)
  const { prepare, take } = ahead
  // The first file named this one as its next while it still waited itself.
  const left = useRef(new Set<number>())
  const current = place.kind === 'open' ? place.applicationId : null
  const go = useCallback((nextId: number | null, note: string | null = null) => {
    if (current !== null && note !== null) left.current.add(current)
    const known = nextId === null ? null : take(nextId)
    const after = known?.nextId ?? null
    setPlace(
      nextId === null
        ? { kind: 'allDecided', note }
        : { kind: 'open', applicationId: nextId, known: known && { ...known, nextId: after !== null && left.current.has(after) ? null : after }, note },
    )
    scrollToTop()
  }, [current, take])
  if (bindingId === null) {
    return (
      <PageShell title="审核材料">
        <Empty title="请先选择业务" detail="在“管理”中选择要审核的单位和业务。">
          <PrimaryButton onTap={() => openTab('/pages/manage/index')}>去管理</PrimaryButton>
        </Empty>
      </PageShell>
    )
  }
  if (place.kind === 'finding') return <FindFirst key={examYear} bindingId={bindingId} examYear={examYear} onFound={go} />
  if (place.kind === 'allDecided') {
    const another = (year: number) => {
      setExamYear(year)
      setPlace({ kind: 'finding' })
    }
    return <AllDecided bindingId={bindingId} examYear={examYear} note={place.note} onAnother={another} />
  }
  const { applicationId, known, note } = place
  return <ReviewOne key={applicationId} bindingId={bindingId} applicationId={applicationId} known={known} note={note} onNext={go} onRead={prepare} />
}

function FindFirst({ bindingId, examYear, onFound }: { bindingId: number; examYear: number | null; onFound: (applicationId: number | null) => void }) {
  const first = useQuery(searchAudit, { bindingId, ...(examYear === null ? {} : { examYear }), state: 'pending' })
  const found = first.status === 'ready' ? first.data : null
  useEffect(() => {
    if (found) onFound(found.items[0]?.id ?? null)
  }, [found, onFound])
  if (first.status === 'error' && isEndedRight(first.problem)) return <EndedRight title="审核材料" problem={first.problem} />
  return (
    <PageShell title="审核材料" query={first} skeleton="detail">
      {() => null}
    </PageShell>
  )
}
