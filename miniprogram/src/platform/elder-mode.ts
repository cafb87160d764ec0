import { useSyncExternalStore } from 'react'
import { read, write } from './storage'

const key = 'elder-mode'
const isFlag = (value: unknown): value is boolean => typeof value === 'boolean'
const listeners = new Set<() => void>()
let on: boolean | undefined

const elderMode = (): boolean => {
  on ??= read(key, isFlag) ?? false
  return on
}

/** Larger text on every page, remembered on this phone. */
export function setElderMode(next: boolean): void {
  on = next
  write(key, next)
  for (const listener of listeners) listener()
}

export function useElderMode(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    elderMode,
    () => false,
  )
}
