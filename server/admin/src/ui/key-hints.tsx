import { Fragment } from 'react'
import styles from './ui.module.css'

/** Keys that do the same thing, or one after the other of a pair: ['↑', '↓']; what holds two together: ['Ctrl', '+', 'Enter'] is written 'Ctrl+Enter'. */
export type KeyHint = readonly [keys: readonly string[], words: string]

/** What the keyboard does on this page, a hint never broken in two. Not shown where there is hardly a keyboard. */
export function KeyHints({ hints }: { hints: readonly KeyHint[] }) {
  return (
    <p className={styles.keys}>
      键盘：
      {hints.map(([keys, words]) => (
        <span key={words}>
          {keys.map((key) => (
            <Fragment key={key}>
              <Combination keys={key} />{' '}
            </Fragment>
          ))}
          {words}
        </span>
      ))}
    </p>
  )
}

/** 'Ctrl+Enter' as two keys; '+' alone is a key. */
const Combination = ({ keys }: { keys: string }) =>
  (keys.length > 1 ? keys.split('+') : [keys]).map((key, index) => (
    <Fragment key={key}>
      {index > 0 && '+'}
      <kbd>{key}</kbd>
    </Fragment>
  ))
