import type { z } from '@talent/shared/zod'
import { Alert, Button, Space } from 'antd'
import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react'
import { useSession } from '../api/session'
import { ownerOf } from '../api/session-store'
import { timeText } from '../ui/time-text'
import { createBox, type DraftBox } from './draft-box'

interface DraftOptions<V> {
  /** The record within the account: `person:12`, `person:new`. */
  name: string
  /** What this form can take back; a draft of another shape, e.g. from before an update, is dropped. */
  schema: z.ZodMiniType<V>
  /** Puts the draft into the form. Its record may have moved on: carry the version that it was typed over. */
  onRestore: (content: V) => void
  /** False: nobody can type here. */
  enabled?: boolean
}

export interface Draft<V> {
  /** At every change; written a moment later. The same function in every render. */
  keep: (content: V) => void
  /** Saved, or given up. An offer that nobody has answered stays for the next visit. */
  clear: () => void
  /** The offer to go on with what was typed last time; stands above the form. */
  notice: ReactNode
}

/**
 * Keeps what is typed in a form until it is saved, so that a reload, a crash or an expired session loses nothing.
 *
 *     const draft = useDraft({ name: `person:${id}`, schema, onRestore: ({ values }) => form.setFieldsValue(values) })
 *     const leave = useUnsavedGuard(dirty, draft.clear)
 *     <Form onValuesChange={(_, all) => draft.keep({ values: all })}>{draft.notice}…</Form>
 *     save.mutate(args, { onSuccess: draft.clear })
 */
export function useDraft<V>({ name, schema, onRestore, enabled = true }: DraftOptions<V>): Draft<V> {
  const box = useDraftBox(name)
  const [offer, setOffer] = useState<{ savedAt: string; content: V } | null>(null)

  useEffect(() => {
    if (!enabled) return
    let gone = false
    void box.read().then((found) => {
      if (gone || !found) return
      const read = schema.safeParse(found.content)
      if (read.success) setOffer({ savedAt: found.savedAt, content: read.data })
      else box.remove()
    })
    return () => {
      gone = true
    }
  }, [box, schema, enabled])

  const keep = useCallback((content: V) => enabled && box.keep(content), [box, enabled])
  return {
    keep,
    clear: () => enabled && (offer ? box.put(offer) : box.remove()),
    notice: offer && (
      <DraftOffer
        savedAt={offer.savedAt}
        onRestore={() => {
          setOffer(null)
          box.put({ ...offer, savedAt: new Date().toISOString() })
          onRestore(offer.content)
        }}
        onDrop={() => {
          setOffer(null)
          box.drop(offer.savedAt)
        }}
      />
    ),
  }
}

function DraftOffer({ savedAt, onRestore, onDrop }: { savedAt: string; onRestore: () => void; onDrop: () => void }) {
  return (
    <Alert
      type="info"
      showIcon
      role="status"
      style={{ marginBottom: 16 }}
      title={`上次填写的内容还没有保存（${timeText(savedAt)}）`}
      description="恢复后，本页显示上次填写的内容，请核对后保存。"
      action={
        <Space>
          <Button type="primary" onClick={onRestore}>
            恢复
          </Button>
          <Button onClick={onDrop}>放弃</Button>
        </Space>
      }
    />
  )
}

/** One record's place in the store, opened once: the key that it was opened with is there after the session has ended. */
function useDraftBox(name: string): DraftBox {
  const owner = ownerOf(useSession())
  const box = useMemo(() => createBox(owner, name), [owner, name])
  useEffect(() => {
    window.addEventListener('pagehide', box.flush)
    document.addEventListener('visibilitychange', box.flush)
    return () => {
      window.removeEventListener('pagehide', box.flush)
      document.removeEventListener('visibilitychange', box.flush)
      box.flush()
    }
  }, [box])
  return box
}
