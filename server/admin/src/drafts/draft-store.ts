import { z } from '@talent/shared/zod'

export interface StoredDraft {
  /** Instant. */
  savedAt: string
  content: unknown
}

export interface DraftStore {
  read(name: string): Promise<StoredDraft | null>
  write(name: string, draft: StoredDraft): Promise<void>
  remove(name: string): void
}

interface Seal {
  storage: Storage
  close(name: string, text: string): Promise<string>
  open(name: string, sealed: string): Promise<string>
}

const Entry = z.object({ savedAt: z.string(), sealed: z.string() })
/** A draft that nobody came back to. */
const keptMs = 14 * 86_400_000
const prefix = 'draft:'

/**
 * Where unsaved forms wait for their account. They hold personal data, and the PC may be shared, so nothing readable is
 * left on it: an entry is AES-GCM ciphertext in localStorage, which outlives a crash, under a key that only the server
 * knows and gives to the signed-in account, in every session the same (`getDraftKey`). After signing out, or for another
 * account, the entry can't be opened; its name binds the ciphertext, so that it can't be moved to another record either.
 *
 * Without TLS a browser has no cryptography. There entries stay in sessionStorage, which ends with the tab, and
 * `dropReadableDrafts` takes them away with the account: until then whoever sits at the PC sees the form itself.
 */
export async function openDraftStore(owner: string, loadKey: () => Promise<string>, now: Date): Promise<DraftStore> {
  const seal = canSeal() ? await sealedSeal(await loadKey()) : readableSeal
  sweep(seal.storage, now)
  const nameOf = (name: string) => `${prefix}${owner}:${name}`
  /** Sealing takes a moment; what was removed or written meanwhile must not come back. */
  const turns = new Map<string, number>()
  const turn = (name: string) => {
    const mine = (turns.get(name) ?? 0) + 1
    turns.set(name, mine)
    return () => turns.get(name) === mine
  }
  return {
    async read(name) {
      const entry = parse(seal.storage.getItem(nameOf(name)))
      if (!entry) return null
      try {
        return { savedAt: entry.savedAt, content: JSON.parse(await seal.open(nameOf(name), entry.sealed)) as unknown }
      } catch {
        seal.storage.removeItem(nameOf(name))
        return null
      }
    },
    async write(name, { savedAt, content }) {
      const isLast = turn(name)
      const sealed = await seal.close(nameOf(name), JSON.stringify(content))
      if (!isLast()) return
      try {
        seal.storage.setItem(nameOf(name), JSON.stringify({ savedAt, sealed }))
      } catch {
        // Full or forbidden: the form itself still has everything.
      }
    },
    remove(name) {
      turn(name)
      seal.storage.removeItem(nameOf(name))
    },
  }
}

/** At signing out, and when somebody else signs in: what could be read without the key of its account. */
export function dropReadableDrafts(owner?: string) {
  for (const name of namesIn(sessionStorage)) {
    if (owner === undefined || !name.startsWith(`${prefix}${owner}:`)) sessionStorage.removeItem(name)
  }
}

const canSeal = () => typeof crypto.subtle === 'object'

const readableSeal: Seal = {
  get storage() {
    return sessionStorage
  },
  close: (_name, text) => Promise.resolve(text),
  open: (_name, text) => Promise.resolve(text),
}

async function sealedSeal(key: string): Promise<Seal> {
  const aes = await crypto.subtle.importKey('raw', fromBase64(key.replaceAll('-', '+').replaceAll('_', '/')), 'AES-GCM', false, ['encrypt', 'decrypt'])
  const bound = (name: string, iv: Uint8Array<ArrayBuffer>) => ({ name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(name) })
  return {
    storage: localStorage,
    async close(name, text) {
      const iv = crypto.getRandomValues(new Uint8Array(12))
      const body = new Uint8Array(await crypto.subtle.encrypt(bound(name, iv), aes, new TextEncoder().encode(text)))
      return `${toBase64(iv)}.${toBase64(body)}`
    },
    async open(name, sealed) {
      const [iv = '', body = ''] = sealed.split('.')
      return new TextDecoder().decode(await crypto.subtle.decrypt(bound(name, fromBase64(iv)), aes, fromBase64(body)))
    },
  }
}

function sweep(storage: Storage, now: Date) {
  for (const name of namesIn(storage)) {
    const entry = parse(storage.getItem(name))
    if (!entry || !(now.getTime() - Date.parse(entry.savedAt) < keptMs)) storage.removeItem(name)
  }
}

const namesIn = (storage: Storage): string[] => Object.keys(storage).filter((name) => name.startsWith(prefix))

function parse(text: string | null): z.output<typeof Entry> | null {
  try {
    const read = Entry.safeParse(JSON.parse(text ?? 'null'))
    return read.success ? read.data : null
  } catch {
    return null
  }
}

const toBase64 = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
const fromBase64 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
