import { useCallback, useEffect, useState } from 'react'
import { knownPicture, type PictureSource, readPictures, showPicture } from './pictures'
import { asCallProblem, type CallProblem } from './problem-text'

export type PictureState = { status: 'loading' } | { status: 'ready'; path: string } | { status: 'error'; problem: CallProblem }

const stateOf = (source: PictureSource | null): PictureState => {
  const path = source && knownPicture(source)
  return path ? { status: 'ready', path } : { status: 'loading' }
}

/** One picture, fetched when it is first shown; what is there already is shown at once. `null` fetches nothing. */
export function usePicture(source: PictureSource | null): PictureState & { retry: () => void } {
  const key = source?.key ?? null
  const [shown, setShown] = useState<{ key: string | null; state: PictureState }>({ key, state: stateOf(source) })
  const [tries, setTries] = useState(0)
  const retry = useCallback(() => setTries((before) => before + 1), [])
  useEffect(() => {
    if (source === null) return
    setShown({ key, state: stateOf(source) })
    let left = false
    const { path, release } = showPicture(source)
    path.then(
      (ready) => left || setShown({ key, state: { status: 'ready', path: ready } }),
      (error: unknown) => left || setShown({ key, state: { status: 'error', problem: asCallProblem(error) } }),
    )
    return () => {
      left = true
      release()
    }
    // The key says what the source loads.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key, tries])
  // Of another picture nothing is shown, not even for one frame.
  return { ...(shown.key === key ? shown.state : stateOf(source)), retry }
}

/** For a page that shows pictures: they are kept while it is open, and go from the phone with the last such page. */
export function useReadPictures(): void {
  useEffect(readPictures, [])
}
