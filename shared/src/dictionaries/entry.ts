/** One row of a code table. `retired` values stay readable on old records and are offered no more. */
export interface Entry {
  code: string
  label: string
  state: 'active' | 'retired'
  order: number
}

/** Rows in the order they are offered, from [code, label] pairs. */
export const table = (pairs: readonly (readonly [code: string, label: string])[]): Entry[] =>
  pairs.map(([code, label], index) => ({ code, label, state: 'active', order: index + 1 }))

/** Adds what a table knows beyond code and label, by code. */
export const withFacts = <T extends object>(entries: Entry[], facts: (code: string) => T): (Entry & T)[] =>
  entries.map((entry) => ({ ...entry, ...facts(entry.code) }))
