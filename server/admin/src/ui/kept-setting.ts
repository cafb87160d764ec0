import { useState } from 'react'

/** Reads what this browser kept; null when it kept nothing or refuses storage (private mode, policy). */
export function readKept(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

/** Keeps a preference of the screen in this browser. Never personal data. */
export function keep(key: string, value: string) {
  try {
    localStorage.setItem(key, value)
  } catch {
    // forgotten at the next visit
  }
}

/** A list of keys that this browser keeps: hidden columns, folded menu sections. `first`: until something was kept. */
export function useKeptKeys(key: string, first: readonly string[] = []): [kept: string[], setKept: (keys: string[]) => void] {
  const [keys, setKeys] = useState(() => readKept(key)?.split(',').filter(Boolean) ?? null)
  const set = (next: string[]) => {
    keep(key, next.join())
    setKeys(next)
  }
  return [keys ?? [...first], set]
}
