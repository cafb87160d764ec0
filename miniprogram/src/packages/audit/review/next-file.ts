import { cancellation } from '@talent/shared/client'
import { type AuditDetail, getAuditDetail } from '@talent/shared/contract/audit'
import { useCallback, useEffect, useRef } from 'react'
import { call } from '../../../api/call'
import { fetchAhead } from '../../../api/pictures'
import { viewedPictures } from './viewed-pictures'

/** ms: what is read now comes first. */
const startsAfter = 800
/** ms; what somebody else may have decided meanwhile is asked for anew. */
const freshFor = 3 * 60_000
/** Those on the first screens; more would take the network from what is read. */
const picturesAhead = 6

export interface NextFile {
  /** Fetches the file that will probably be opened next, with its first pictures. The reading is logged as if it were opened. */
  prepare: (applicationId: number | null) => void
  /** The prepared file, if it is this one and of just now. */
  take: (applicationId: number) => AuditDetail | null
}

/** While one file is read, the next one is on its way, so that it opens at once. */
export function useNextFile(bindingId: number | null): NextFile {
  const ready = useRef<{ detail: AuditDetail; at: number } | null>(null)
  const stop = useRef(() => {})
  useEffect(() => () => stop.current(), [])

  const prepare = useCallback((applicationId: number | null) => {
    stop.current()
    if (bindingId === null || applicationId === null || ready.current?.detail.id === applicationId) return
    const cancel = cancellation()
    const timer = setTimeout(() => {
      call(getAuditDetail, { bindingId, applicationId }, { cancellation: cancel }).then(
        (detail) => {
          if (cancel.cancelled) return
          ready.current = { detail, at: Date.now() }
          fetchAhead(viewedPictures(bindingId, detail).slice(0, picturesAhead).map(({ thumb }) => thumb))
        },
        // It is asked for again when it is opened, and then says what is wrong.
        () => undefined,
      )
    }, startsAfter)
    stop.current = () => {
      clearTimeout(timer)
      cancel.cancel()
    }
  }, [bindingId])

  const take = useCallback((applicationId: number) => {
    const found = ready.current
    if (found?.detail.id !== applicationId) return null
    ready.current = null
    return Date.now() - found.at < freshFor ? found.detail : null
  }, [])
  return { prepare, take }
}
