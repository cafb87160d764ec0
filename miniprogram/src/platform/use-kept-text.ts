import { useState } from 'react'
import { keepDraft, readDraft } from './drafts'

const isText = (value: unknown): value is string => typeof value === 'string'

/** A text that is being written. A tap beside its sheet closes it, and WeChat may end the app: whoever comes back goes on; '' ends it. */
export function useKeptText(name: string): [text: string, write: (text: string) => void] {
  const [text, setText] = useState(() => readDraft(name, isText) ?? '')
  const write = (next: string) => {
    setText(next)
    keepDraft(name, next.trim() === '' ? null : next)
  }
  return [text, write]
}
