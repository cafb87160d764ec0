import type { findPictureHolders, PictureHolder } from '@talent/shared/contract/pictures'
import type { Output } from '@talent/shared/contract/endpoint'
import type { PictureFault } from '@talent/shared/domain/picture-file'
import { matchPicture, sameFiled, surplusPortraits, type FiledPlace, type PictureMatch, type PicturePlace } from '@talent/shared/domain/picture-match'
import type { PictureName } from '@talent/shared/domain/picture-name'
import type { PictureSection } from '@talent/shared/domain/sections/pictures'

/** What happens where pictures are already: one more, the new ones alone, or nothing. Of a portrait there is only one. */
export type WhenThere = 'add' | 'replace' | 'skip'

export type Sending =
  | { kind: 'waiting' }
  | { kind: 'sending'; percent: number }
  /** `added` false: the same picture was there already. */
  | { kind: 'done'; added: boolean }
  | { kind: 'failed'; message: string }

/** One file that was dropped. */
export interface Entry {
  id: number
  fileName: string
  /** As it travels: under a name that says nothing, smaller when it was too large. */
  file: File
  name: PictureName
  /** 'reading': its first bytes have not been looked at yet. */
  fault: PictureFault | 'reading' | 'shrinking' | null
  chosenPerson: number | null
  chosenPlace: PicturePlace | null
  sending: Sending
}

export interface Found {
  byNumber: ReadonlyMap<string, number>
  byName: ReadonlyMap<string, readonly number[]>
  holders: ReadonlyMap<number, PictureHolder>
}

export interface Batch {
  entries: readonly Entry[]
  found: Found
  /** Numbers and names whose holders have been asked for. */
  asked: ReadonlySet<string>
  /** null: by the words in the file name. */
  section: PictureSection | null
  whenThere: WhenThere
}

export const emptyFound: Found = { byNumber: new Map(), byName: new Map(), holders: new Map() }

export type RowState = 'reading' | 'ready' | 'ask' | 'problem' | 'tooLarge' | 'skipped' | 'sending' | 'done' | 'failed'

/** An entry and what is known of it by now. */
export interface BatchRow {
  entry: Entry
  state: RowState
  /** What is to be decided or done, or why not; null: nothing. */
  message: string | null
  match: PictureMatch | null
  place: PicturePlace | null
  holder: PictureHolder | null
  /** Attachments at its place, as they were seen. */
  there: readonly number[]
}

export function rowsOf({ entries, found, asked, section, whenThere }: Batch): BatchRow[] {
  const rows = entries.map((entry): BatchRow => {
    const known = entry.chosenPerson !== null || [...entry.name.numbers, ...entry.name.names].every((word) => asked.has(word))
    const match = known ? matchPicture(entry.name, found, section, entry.chosenPerson) : null
    const place = entry.chosenPlace ?? (match?.kind === 'matched' ? match.place : null)
    const personId = place?.personId ?? (match && 'personId' in match ? match.personId : entry.chosenPerson)
    const holder = personId === null ? null : (found.holders.get(personId) ?? null)
    return { entry, match, place, holder, there: place && holder ? attachmentsAt(place, holder) : [], ...stateOf(entry, match, place) }
  })
  const open = rows.map((row) => (row.state === 'ready' ? row.place : null))
  const surplus = new Set(surplusPortraits(open))
  return rows.map((row, index) => {
    if (surplus.has(index)) return { ...row, state: 'ask', message: `${row.holder?.name ?? '该人员'}的照片已有另一张待上传，每人只能有一张，请移除多余的` }
    if (row.state === 'ready' && row.there.length > 0 && whenThere === 'skip') return { ...row, state: 'skipped', message: '已有图片，按所选方式不上传' }
    return row
  })
}

function stateOf({ fault, sending }: Entry, match: PictureMatch | null, place: PicturePlace | null): Pick<BatchRow, 'state' | 'message'> {
  if (sending.kind === 'done') return { state: 'done', message: sending.added ? null : '同一张图片已在档案中，没有重复保存' }
  if (sending.kind === 'failed') return { state: 'failed', message: sending.message }
  if (sending.kind === 'sending') return { state: 'sending', message: null }
  if (fault === 'reading' || fault === 'shrinking') return { state: 'reading', message: fault === 'reading' ? '正在检查' : '正在压缩' }
  if (fault?.kind === 'tooLarge') return { state: 'tooLarge', message: fault.message }
  if (fault) return { state: 'problem', message: fault.message }
  if (place) return { state: 'ready', message: match?.kind === 'matched' ? match.note : null }
  if (match === null) return { state: 'reading', message: '正在匹配' }
  if (match.kind === 'matched') return { state: 'ready', message: match.note }
  return { state: match.kind === 'impossible' ? 'problem' : 'ask', message: match.message }
}

export function attachmentsAt({ detailId, filed }: PicturePlace, holder: PictureHolder): number[] {
  if (filed) return (filedAt(filed, holder)?.pictures ?? []).map(({ attachmentId }) => attachmentId)
  if (detailId === null) return holder.portrait ? [holder.portrait.attachmentId] : []
  return (holder.records.find((record) => record.detailId === detailId)?.pictures ?? []).map(({ attachmentId }) => attachmentId)
}

export function placeTitle({ detailId, filed }: PicturePlace, holder: PictureHolder): string {
  if (filed) return filedAt(filed, holder)?.title ?? '填报已删除'
  return detailId === null ? '照片（头像）' : (holder.records.find((record) => record.detailId === detailId)?.title ?? '记录已删除')
}

const filedAt = (filed: FiledPlace, holder: PictureHolder) => holder.filed.find((one) => sameFiled(one, filed))

export type BatchAction =
  | { type: 'dropped'; entries: readonly Entry[] }
  | { type: 'looked'; results: readonly { id: number; fault: Entry['fault']; file?: File }[] }
  | { type: 'found'; asked: { numbers: readonly string[]; names: readonly string[] }; answer: Output<typeof findPictureHolders> }
  | { type: 'section'; section: PictureSection | null }
  | { type: 'whenThere'; whenThere: WhenThere }
  | { type: 'person'; id: number; personId: number }
  | { type: 'place'; id: number; place: PicturePlace }
  | { type: 'sending'; id: number; sending: Sending }
  /** What is on file may be another by now: everybody is asked for again. */
  | { type: 'forgotten' }
  | { type: 'removed'; ids: readonly number[] }

export function reduceBatch(batch: Batch, action: BatchAction): Batch {
  const change = (id: number, changes: Partial<Entry>): Batch => ({ ...batch, entries: batch.entries.map((entry) => (entry.id === id ? { ...entry, ...changes } : entry)) })
  switch (action.type) {
    case 'dropped': return { ...batch, entries: [...batch.entries, ...action.entries] }
    case 'looked': return { ...batch, entries: lookedAt(batch.entries, action.results) }
    case 'found': return { ...batch, asked: new Set([...batch.asked, ...action.asked.numbers, ...action.asked.names]), found: merged(batch.found, action) }
    case 'section': return { ...batch, section: action.section }
    case 'whenThere': return { ...batch, whenThere: action.whenThere }
    case 'person': return change(action.id, { chosenPerson: action.personId, chosenPlace: null })
    case 'place': return change(action.id, { chosenPerson: action.place.personId, chosenPlace: action.place })
    case 'sending': return change(action.id, { sending: action.sending })
    case 'forgotten': return { ...batch, asked: new Set() }
    case 'removed': return { ...batch, entries: batch.entries.filter((entry) => !action.ids.includes(entry.id)) }
  }
}

function lookedAt(entries: readonly Entry[], results: Extract<BatchAction, { type: 'looked' }>['results']): Entry[] {
  const byId = new Map(results.map((result) => [result.id, result]))
  return entries.map((entry) => ({ ...entry, ...byId.get(entry.id) }))
}

function merged(found: Found, { asked, answer }: Extract<BatchAction, { type: 'found' }>): Found {
  const byNumber = new Map(found.byNumber)
  for (const { at, personId } of answer.numbers) byNumber.set(asked.numbers[at] ?? '', personId)
  const byName = new Map(found.byName)
  for (const { at, personIds } of answer.names) byName.set(asked.names[at] ?? '', personIds)
  return { byNumber, byName, holders: new Map([...found.holders, ...answer.holders.map((holder) => [holder.personId, holder] as const)]) }
}

/** What has to be asked of the server, in portions of whole files. */
export function openQuestions(entries: readonly Entry[], asked: ReadonlySet<string>, portion: number): { numbers: string[]; names: string[] }[] {
  const open = entries.filter(({ name }) => [...name.numbers, ...name.names].some((word) => !asked.has(word)))
  const portions: { numbers: string[]; names: string[] }[] = []
  for (let from = 0; from < open.length; from += portion) {
    const part = open.slice(from, from + portion)
    const unknown = (words: string[]) => [...new Set(words)].filter((word) => !asked.has(word))
    portions.push({ numbers: unknown(part.flatMap(({ name }) => name.numbers)), names: unknown(part.flatMap(({ name }) => name.names)) })
  }
  return portions
}
