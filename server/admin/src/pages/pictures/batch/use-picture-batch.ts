import { findPictureHolders, maxMatchedNames, type PictureHolder } from '@talent/shared/contract/pictures'
import { readPictureName } from '@talent/shared/domain/picture-name'
import type { PictureSection } from '@talent/shared/domain/sections/pictures'
import { App } from 'antd'
import { useEffect, useMemo, useReducer, useRef, useState } from 'react'
import { client } from '../../../api/client'
import { problemText } from '../../../api/problem-text'
import { nameless, notShrunk, shrinkPicture } from '../../../ui/shrink-picture'
import { lookAt } from '../picture-sending'
import { emptyFound, openQuestions, reduceBatch, rowsOf, type Batch, type BatchAction, type BatchRow, type Entry } from './picture-batch'

export interface PictureBatch extends Omit<Batch, 'entries' | 'found' | 'asked'> {
  rows: BatchRow[]
  act: (action: BatchAction) => void
  drop: (files: readonly File[]) => void
  /** Makes smaller copies of those that are too large. */
  shrink: (rows: readonly BatchRow[]) => Promise<void>
  holderOf: (personId: number) => PictureHolder | undefined
  /** Somebody chosen by hand, whose places for pictures are asked for first. */
  choosePerson: (row: BatchRow, personId: number) => Promise<void>
  /** Reads anew what is on file of these people. */
  refresh: (personIds: readonly number[]) => Promise<void>
  /** Asks anew who is meant, e.g. after a missing record was entered. */
  rematch: () => Promise<void>
  /** Why the people could not be asked for; `ask` asks again. */
  error: unknown
  ask: () => void
}

let lastId = 0
const lookedAtOnce = 50

/** The files that were dropped, looked at and matched; file names stay in this browser. */
export function usePictureBatch(section: PictureSection | null): PictureBatch {
  const [batch, act] = useReducer(reduceBatch, { entries: [], found: emptyFound, asked: new Set<string>(), section, whenThere: 'add' } satisfies Batch)
  const rows = useMemo(() => rowsOf(batch), [batch])
  const { error, ask } = useHolders(batch, act)
  const { message } = App.useApp()

  /** Told in portions: hundreds of files are not hundreds of renderings. */
  const look = async (entries: readonly Entry[]) => {
    for (let from = 0; from < entries.length; from += lookedAtOnce) {
      const results = await Promise.all(entries.slice(from, from + lookedAtOnce).map(async ({ id, file }) => ({ id, fault: await lookAt(file) })))
      act({ type: 'looked', results })
    }
  }

  const drop = (files: readonly File[]) => {
    const entries = files.map((file): Entry => ({
      id: ++lastId, fileName: file.name, file: nameless(file), name: readPictureName(file.name), fault: 'reading', chosenPerson: null, chosenPlace: null, sending: { kind: 'waiting' },
    }))
    act({ type: 'dropped', entries })
    void look(entries)
  }

  const shrink = async (large: readonly BatchRow[]) => {
    for (const { entry } of large) {
      act({ type: 'looked', results: [{ id: entry.id, fault: 'shrinking' }] })
      const file = await shrinkPicture(entry.file)
      act({ type: 'looked', results: [file ? { id: entry.id, fault: null, file } : { id: entry.id, fault: notShrunk }] })
    }
  }

  const refresh = async (personIds: readonly number[]) => {
    for (let from = 0; from < personIds.length; from += maxMatchedNames) {
      const answer = await client.call(findPictureHolders, { numbers: [], names: [], personIds: personIds.slice(from, from + maxMatchedNames) })
      act({ type: 'found', asked: { numbers: [], names: [] }, answer })
    }
  }

  const choosePerson = async ({ entry }: BatchRow, personId: number) => {
    try {
      await refresh([personId])
      act({ type: 'person', id: entry.id, personId })
    } catch (problem) {
      void message.error(problemText(problem))
    }
  }

  const rematch = async () => {
    const chosen = [...new Set(batch.entries.flatMap((entry) => entry.chosenPerson ?? []))]
    await refresh(chosen).catch((problem: unknown) => void message.error(problemText(problem)))
    act({ type: 'forgotten' })
  }

  return { rematch, holderOf: (personId) => batch.found.holders.get(personId), choosePerson, rows, section: batch.section, whenThere: batch.whenThere, act, drop, shrink, refresh, error, ask }
}

/** Asks for the people behind new file names, one portion after the other. */
function useHolders({ entries, asked }: Batch, act: (action: BatchAction) => void) {
  const [error, setError] = useState<unknown>(null)
  const busy = useRef(false)
  const [question] = openQuestions(entries, asked, maxMatchedNames)

  const ask = async () => {
    if (busy.current || !question) return
    busy.current = true
    setError(null)
    try {
      const answer = await client.call(findPictureHolders, { ...question, personIds: [] })
      act({ type: 'found', asked: question, answer })
    } catch (problem) {
      setError(problem)
    } finally {
      busy.current = false
    }
  }
  useEffect(() => {
    if (question && !error) void ask()
  })
  return { error, ask: () => void ask() }
}
