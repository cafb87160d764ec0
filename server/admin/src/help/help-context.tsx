import { ConfigProvider } from 'antd'
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { Outlet } from 'react-router'
import { HelpPanel } from './help-panel'
import styles from './help.module.css'
import { prefetchTopics } from './use-topics'

/** What the panel shows: the text of the page that is open, whichever that is; one topic; the table of contents. */
export type HelpView = { kind: 'page' } | { kind: 'topic'; id: string } | { kind: 'contents' }

interface Help {
  view: HelpView | null
  show: (view: HelpView) => void
  close: () => void
}

const HelpContext = createContext<Help | null>(null)

/** Null where there is no help around, e.g. a part that is shown alone. */
export const useHelp = (): Help | null => useContext(HelpContext)

/**
 * R23: the manual beside every page, also before the sign-in. It stands in the same window without taking the page away:
 * what is typed stays, and both can be used. `?` opens it, F1 also while typing, Esc closes it.
 */
export function HelpFrame({ children = <Outlet /> }: { children?: ReactNode }) {
  const [view, setView] = useState<HelpView | null>(null)
  const before = useRef<Element | null>(null)
  const show = useCallback((next: HelpView) => {
    setView((current) => {
      if (current === null) before.current = document.activeElement
      return next
    })
  }, [])
  const close = useCallback(() => {
    setView(null)
    if (before.current instanceof HTMLElement) before.current.focus()
  }, [])
  const help = useMemo(() => ({ view, show, close }), [view, show, close])

  useEffect(prefetchTopics, [])
  const shown = view !== null
  useEffect(() => {
    // Dialogs make room for it, see the style sheet.
    document.documentElement.toggleAttribute('data-help', shown)
  }, [shown])
  useEffect(() => {
    const open = (event: KeyboardEvent) => {
      if (!asksForHelp(event)) return
      event.preventDefault()
      show({ kind: 'page' })
    }
    window.addEventListener('keydown', open)
    return () => window.removeEventListener('keydown', open)
  }, [show])

  return (
    <HelpContext.Provider value={help}>
      {/* An open dialog lets the keyboard out, into the help and back. */}
      <ConfigProvider modal={{ focusable: { trap: view === null } }}>
        <div className={styles.frame}>
          <div className={styles.page}>{children}</div>
          {view && <HelpPanel view={view} show={show} close={close} />}
        </div>
      </ConfigProvider>
    </HelpContext.Provider>
  )
}

/** A question mark that is typed into a field is a question mark. */
function asksForHelp(event: KeyboardEvent): boolean {
  if (event.key === 'F1') return true
  const typing = event.target instanceof HTMLElement && (event.target.isContentEditable || event.target.matches('input:not([type=radio], [type=checkbox]), textarea, select'))
  return !typing && (event.key === '?' || event.key === '？')
}
