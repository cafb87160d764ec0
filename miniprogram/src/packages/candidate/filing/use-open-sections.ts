import type { Filing } from '@talent/shared/contract/candidate'
import { useEffect, useMemo, useState } from 'react'
import { scrollTo } from '../../../platform/navigation'
import { openByThemselves } from './open-sections'
import { inOrder } from './section-order'
import type { FilingReview } from './use-filing-review'

export interface OpenSections {
  isOpen: (section: string) => boolean
  /** Opened or closed by hand; holds until its verdict changes. */
  toggle: (section: string) => void
  /** Found right: they fold up, and the page goes on to what is to be looked at next. */
  done: (sections: readonly string[]) => void
  /** Opens it and brings it into sight. */
  goTo: (section: string) => void
}

/** Where the page scrolls to. */
export const sectionId = (section: string): string => `section-${section}`

/** What is found right folds up; what waits for the candidate, or for an answer, is spread out as far as the page stays light. */
export function useOpenSections(filing: Filing | null, review: FilingReview | null): OpenSections {
  const [byHand, setByHand] = useState<Record<string, boolean>>({})
  const [target, setTarget] = useState<{ section: string } | null>(null)
  const draft = review?.draft ?? null
  const open = useMemo(() => {
    // Of what is settled the titles say enough until one is asked for.
    if (!filing || filing.state === 'confirmed') return new Set<string>()
    const waiting = new Set(filing.sections.filter(({ objections }) => objections.some(({ answeredAt }) => answeredAt === null)).map(({ section }) => section))
    const wanted = (section: string) => (draft ? !draft.right.includes(section) : filing.state === 'objected' && waiting.size > 0 ? waiting.has(section) : true)
    return openByThemselves(inOrder(filing), wanted)
  }, [filing, draft])
  // Once it is drawn as it will stay.
  useEffect(() => {
    if (target) scrollTo(`#${sectionId(target.section)}`)
  }, [target])

  const isOpen = (section: string) => byHand[section] ?? open.has(section)
  return {
    isOpen,
    toggle: (section) => setByHand((before) => ({ ...before, [section]: !(before[section] ?? open.has(section)) })),
    done: (sections) => {
      setByHand((before) => Object.fromEntries(Object.entries(before).filter(([section]) => !sections.includes(section))))
      const left = review?.unseen.filter(({ section }) => !sections.includes(section)) ?? []
      const order = filing ? inOrder(filing).map(({ section }) => section) : []
      const last = Math.max(...sections.map((section) => order.indexOf(section)))
      const next = left.find(({ section }) => order.indexOf(section) > last) ?? left[0]
      const section = next?.section ?? sections[0]
      if (section !== undefined) setTarget({ section })
    },
    goTo: (section) => {
      setByHand((before) => ({ ...before, [section]: true }))
      setTarget({ section })
    },
  }
}
