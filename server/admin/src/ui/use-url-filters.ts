import { useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import { keep as keepSetting, readKept } from './kept-setting'

export interface Filters<K extends string = string> {
  /** Current values; a filter that is not set holds its default. */
  values: Record<K, string>
  page: number
  pageSize: number
  /** Changes some filters and goes back to page 1. */
  set: (changes: Partial<Record<K, string>>) => void
  setPage: (page: number, pageSize?: number) => void
  /** Every filter back to its default. */
  reset: () => void
  /** Something other than the defaults is set, so an empty list means "nothing matches". */
  active: boolean
}

interface Options<K> {
  /** Filters that hold identity numbers or phones: kept in memory only and forgotten when the page is left. */
  personal?: readonly K[]
  /** Where the page size is kept between visits; usually the list's key. */
  keep: string
}

export const pageSizes = [10, 20, 50, 100]
const defaultPageSize = 20
const storageKey = (keep: string) => `page-size:${keep}`

/**
 * A list's filters and page, kept in the URL, so that reload, back and a copied link show the same rows.
 *
 *     const filters = useUrlFilters({ name: '', idNumber: '', state: 'all' }, { keep: 'people', personal: ['idNumber'] })
 *     const people = useEndpoint(searchPeople, { ...filters.values, page: filters.page, pageSize: filters.pageSize })
 */
export function useUrlFilters<K extends string>(defaults: Record<K, string>, { personal = [], keep }: Options<NoInfer<K>>): Filters<K> {
  const [params, setParams] = useSearchParams()
  const [hidden, setHidden] = useState<Record<string, string>>({})
  const latest = useLatest(params, hidden)

  const values = { ...defaults }
  for (const key in defaults) values[key] = hidden[key] ?? fromUrl(params, key, personal) ?? defaults[key]

  const set = (changes: Partial<Record<K, string>>) => {
    const nextHidden = { ...latest.current.hidden }
    const next = new URLSearchParams(latest.current.params)
    next.delete('page')
    for (const key in defaults) {
      const value = changes[key]
      if (value === undefined) continue
      delete nextHidden[key]
      next.delete(key)
      if (value === '' || value === defaults[key]) continue
      if (personal.includes(key) || looksPersonal(value)) nextHidden[key] = value
      else next.set(key, value)
    }
    latest.current = { params: next, hidden: nextHidden }
    setHidden(nextHidden)
    setParams(next, { replace: true })
  }

  const setPage = (page: number, pageSize?: number) => {
    const next = new URLSearchParams(latest.current.params)
    next.delete('page')
    if (page > 1) next.set('page', String(page))
    if (pageSize) {
      keepSetting(storageKey(keep), String(pageSize))
      next.set('pageSize', String(pageSize))
    }
    latest.current = { ...latest.current, params: next }
    setParams(next)
  }

  return {
    values,
    page: pageNumber(params.get('page')),
    pageSize: knownSize(params.get('pageSize')) ?? knownSize(readKept(storageKey(keep))) ?? defaultPageSize,
    set,
    setPage,
    reset: () => set(defaults),
    active: Object.keys(defaults).some((key) => hidden[key] !== undefined || params.has(key)),
  }
}

interface Set {
  params: URLSearchParams
  hidden: Record<string, string>
}

/** What is set, before the page shows it: a filter that is set meanwhile leaves the one before it as it is. */
function useLatest(params: URLSearchParams, hidden: Record<string, string>): { current: Set } {
  const latest = useRef<Set>({ params, hidden })
  const shown = useRef(params)
  if (shown.current !== params) {
    shown.current = params
    latest.current = { params, hidden }
  }
  return latest
}

/** Whatever field it was typed into: an identity number or a phone never reaches the URL. */
export function looksPersonal(value: string): boolean {
  return /\d{10,}|^[A-Za-z]{1,3}\d{7,}$/.test(value.replace(/\s/g, ''))
}

function fromUrl<K extends string>(params: URLSearchParams, key: K, personal: readonly K[]): string | undefined {
  return personal.includes(key) ? undefined : (params.get(key) ?? undefined)
}

function pageNumber(text: string | null): number {
  return text && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1
}

function knownSize(text: string | null): number | undefined {
  return pageSizes.find((size) => String(size) === text)
}
