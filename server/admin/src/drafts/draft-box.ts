import { getDraftKey } from '@talent/shared/contract/session'
import { client } from '../api/client'
import { openDraftStore, type DraftStore, type StoredDraft } from './draft-store'

/** Typing is not held up by sealing every letter. */
const restMs = 300

export interface DraftBox {
  read: () => Promise<StoredDraft | null>
  /** Soon; the last one counts. */
  keep: (content: unknown) => void
  put: (draft: StoredDraft) => void
  remove: () => void
  /** Removes only the draft of that time: what was typed since stays. */
  drop: (savedAt: string) => void
  flush: () => void
}

/** One record's place in the store. */
export function createBox(owner: string, name: string): DraftBox {
  let opened: Promise<DraftStore> | null = null
  let timer: ReturnType<typeof setTimeout> | null = null
  let waiting: StoredDraft | null = null

  /** No key, e.g. because the server can't be reached: tried again with the next change. */
  const inStore = <T>(work: (store: DraftStore) => T | Promise<T>): Promise<T | null> => {
    opened ??= openDraftStore(owner, async () => (await client.call(getDraftKey, {})).key, new Date())
    return opened.then(work).catch(() => {
      opened = null
      return null
    })
  }
  const forget = () => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    waiting = null
  }
  const put = (draft: StoredDraft) => {
    forget()
    void inStore((store) => store.write(name, draft))
  }
  const remove = () => {
    forget()
    void inStore((store) => store.remove(name))
  }
  const flush = () => {
    if (waiting) put(waiting)
  }
  return {
    read: () => inStore((store) => store.read(name)),
    keep(content) {
      waiting = { savedAt: new Date().toISOString(), content }
      timer ??= setTimeout(flush, restMs)
    },
    put,
    remove,
    drop(savedAt) {
      if (waiting) return
      void inStore(async (store) => (await store.read(name))?.savedAt === savedAt && store.remove(name))
    },
    flush,
  }
}
