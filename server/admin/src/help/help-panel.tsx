import { CloseOutlined, LeftOutlined, SearchOutlined } from '@ant-design/icons'
import { Button, Input, type InputRef } from 'antd'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { useLocation } from 'react-router'
import type { HelpView } from './help-context'
import styles from './help.module.css'
import { HelpContents, HelpHits, TopicText } from './help-text'
import { topicOfPath } from './topic-of-path'
import { useTopics } from './use-topics'

interface HelpPanelProps {
  view: HelpView
  show: (view: HelpView) => void
  close: () => void
}

export function HelpPanel({ view, show, close }: HelpPanelProps) {
  const id = useId()
  const { topics, state, retry } = useTopics()
  const { pathname } = useLocation()
  const [query, setQuery] = useState('')
  const search = useRef<InputRef>(null)
  const text = useRef<HTMLDivElement>(null)
  const isNew = useRef(true)
  // First one searches; then one reads, and the button that led to the text is gone.
  useEffect(() => {
    if (isNew.current) search.current?.focus()
    else text.current?.focus()
    isNew.current = false
  }, [view])
  // Another text is read from its beginning, and a link asked for it although something else was searched before.
  useEffect(() => {
    setQuery('')
    text.current?.scrollTo?.(0, 0)
  }, [view, pathname])

  /** The dialog beside it stays open. */
  const closeAtEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    close()
  }
  const own = topicOfPath(topics, pathname)
  const topic = view.kind === 'page' ? own : view.kind === 'topic' ? topics.find((one) => one.id === view.id) : undefined
  const open = (topicId: string) => show({ kind: 'topic', id: topicId })
  const searching = query.trim() !== ''
  return (
    <aside className={styles.panel} aria-labelledby={id} onKeyDown={closeAtEscape}>
      <div className={styles.head}>
        <h2 id={id}>帮助</h2>
        <Button type="text" icon={<CloseOutlined aria-hidden />} aria-label="关闭帮助" onClick={close} />
      </div>
      <Input ref={search} allowClear prefix={<SearchOutlined aria-hidden />} value={query} maxLength={60} placeholder="搜索，如 密码规则、导入失败" aria-label="搜索帮助" onChange={(event) => setQuery(event.target.value)} />
      <div ref={text} tabIndex={-1} className={styles.text} aria-busy={state === 'loading'}>
        {state === 'failed' && (
          <p className={styles.failed} role="status">
            帮助没有加载完整，可能连不上服务器。
            <Button type="link" size="small" onClick={retry}>
              重新加载
            </Button>
          </p>
        )}
        {searching ? (
          <HelpHits topics={topics} query={query} onOpen={open} />
        ) : topic ? (
          <>
            <Button type="link" size="small" className={styles.back} icon={<LeftOutlined aria-hidden />} onClick={() => show({ kind: 'contents' })}>
              全部帮助
            </Button>
            <TopicText topic={topic} />
          </>
        ) : (
          state !== 'loading' && <HelpContents topics={topics} own={own} onOpen={open} />
        )}
      </div>
    </aside>
  )
}
