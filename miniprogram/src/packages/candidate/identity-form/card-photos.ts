import { isSessionLost, onSessionChange, session } from '../../../api/session'
import type { PickedFile } from '../../../platform/files'
import { keepDraft, readDraft } from '../../../platform/drafts'
import { forgetPicture } from '../../../platform/pictures'
import { isWeapp } from '../../../platform/target'

export type Side = 'front' | 'back'

/** One side of the document, on its way to the server or there. */
export interface CardPhoto extends PickedFile {
  /** The kind of document that it shows; of no use for another. */
  document: string
  /** Idempotency key: however often it is sent, it arrives once. */
  key: string
  /** Where the server has it; null until it has arrived. */
  photoId: number | null
  takenAt: number
}

export type CardPhotos = Record<Side, CardPhoto | null>

const none: CardPhotos = { front: null, back: null }
/** The server forgets a photo that nothing used after as long. */
const goodForMs = 24 * 3_600_000
const sides = ['front', 'back'] as const

/** Who signs out takes nothing along; whoever comes back finds what is kept. Where a session ends by itself they wait for its owner. */
let current: { userId: number; photos: CardPhotos } | null = null
const listeners = new Set<() => void>()

const draftName = (userId: number) => `identity-photos-${userId}`

const isPhoto = (value: unknown): value is CardPhoto =>
  typeof value === 'object' && value !== null &&
  'document' in value && typeof value.document === 'string' &&
  'path' in value && typeof value.path === 'string' &&
  'size' in value && typeof value.size === 'number' &&
  'key' in value && typeof value.key === 'string' &&
  'photoId' in value && (value.photoId === null || typeof value.photoId === 'number') &&
  'takenAt' in value && typeof value.takenAt === 'number'
const arePhotos = (value: unknown): value is Record<Side, unknown> => typeof value === 'object' && value !== null && 'front' in value && 'back' in value

/** After the browser's page was closed its picture is gone; one that had arrived is still good. */
function revived(value: unknown): CardPhoto | null {
  if (!isPhoto(value) || value.takenAt <= Date.now() - goodForMs) return null
  if (isWeapp) return value
  return value.photoId === null ? null : { ...value, path: '' }
}

function load(userId: number): CardPhotos {
  const stored = readDraft(draftName(userId), arePhotos)
  return stored ? { front: revived(stored.front), back: revived(stored.back) } : none
}

/** Those of this user; they outlive the page and the app. */
export function cardPhotos(userId: number | null): CardPhotos {
  if (userId === null) return none
  if (current?.userId !== userId) current = { userId, photos: load(userId) }
  return current.photos
}

/** What it replaces leaves the phone. */
export function putCardPhoto(userId: number, side: Side, photo: CardPhoto | null): void {
  const before = cardPhotos(userId)
  const former = before[side]
  if (former && former.path !== photo?.path) forgetPicture(former.path)
  const photos = { ...before, [side]: photo }
  current = { userId, photos }
  keepDraft(draftName(userId), photos.front || photos.back ? { front: storable(photos.front), back: storable(photos.back) } : null)
  for (const listener of listeners) listener()
}

const storable = (photo: CardPhoto | null) => photo && { document: photo.document, path: photo.path, size: photo.size, key: photo.key, photoId: photo.photoId, takenAt: photo.takenAt }

/** They were handed in: away from the phone too. */
export function clearCardPhotos(userId: number): void {
  for (const side of sides) if (cardPhotos(userId)[side]) putCardPhoto(userId, side, null)
}

onSessionChange(() => {
  if (session() === null && !isSessionLost()) current = null
})

export function onCardPhotos(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
