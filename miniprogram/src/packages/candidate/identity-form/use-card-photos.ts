import { uploadIdentityPhoto } from '@talent/shared/contract/identity'
import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { call } from '../../../api/call'
import { asCallProblem, type CallProblem } from '../../../api/problem-text'
import { useProblems } from '../../../api/use-problems'
import { type CardPhoto, cardPhotos, onCardPhotos, putCardPhoto, type Side } from './card-photos'

export type Sending = { status: 'none' | 'sending' | 'sent' } | { status: 'failed'; problem: CallProblem }

/** The photos of the document; each is sent as soon as it is there, and again when the person comes back to one that was cut off. */
export function useCardPhotos(userId: number | null, identityType: string) {
  const all = useSyncExternalStore(onCardPhotos, () => cardPhotos(userId), () => cardPhotos(null))
  const photos = useMemo(() => {
    const of = (photo: CardPhoto | null) => (photo?.document === identityType ? photo : null)
    return { front: of(all.front), back: of(all.back) }
  }, [all, identityType])
  const { problems, note, forget } = useProblems()
  const underWay = useRef(new Set<string>())

  const send = useCallback(async (side: Side, photo: CardPhoto) => {
    if (userId === null || underWay.current.has(photo.key)) return
    underWay.current.add(photo.key)
    forget(photo.key)
    const { path, size, blob } = photo
    try {
      const { photoId } = await call(uploadIdentityPhoto, { side, file: { path, size, ...(blob ? { blob } : {}) } }, { key: photo.key })
      // Meanwhile another one may have taken its place.
      if (cardPhotos(userId)[side]?.key === photo.key) putCardPhoto(userId, side, { ...photo, photoId })
    } catch (error) {
      note(photo.key, asCallProblem(error))
    } finally {
      underWay.current.delete(photo.key)
    }
  }, [userId, note, forget])

  useEffect(() => {
    for (const side of ['front', 'back'] as const) {
      const photo = photos[side]
      if (photo && photo.photoId === null && !problems[photo.key]) void send(side, photo)
    }
  }, [photos, problems, send])

  const sendingOf = (side: Side): Sending => {
    const photo = photos[side]
    if (!photo) return { status: 'none' }
    if (photo.photoId !== null) return { status: 'sent' }
    const problem = problems[photo.key]
    return problem ? { status: 'failed', problem } : { status: 'sending' }
  }
  const retry = (side: Side) => {
    const photo = photos[side]
    if (photo) void send(side, photo)
  }
  return { photos, sendingOf, retry }
}
