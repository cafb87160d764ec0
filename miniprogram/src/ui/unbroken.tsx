import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import './unbroken.scss'

/** A day, a month, a moment, or a dated note in brackets. */
const parts = /(（\d{4}-\d{2}[^（）]{0,8}）|\d{4}-\d{2}(?:-\d{2})?(?: \d{2}:\d{2})?)/

/** Words whose dates go to the next line as a whole, instead of breaking at a hyphen. */
export function unbroken(words: string): ReactNode {
  const pieces = words.split(parts)
  if (pieces.length === 1) return words
  return pieces.map((piece, at) => (at % 2 === 0 ? piece || null : <View key={at} className="unbroken">{piece}</View>))
}
