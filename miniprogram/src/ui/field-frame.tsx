import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { named } from './a11y'
import './fields.scss'

/** What all fields have in common. */
export interface FieldProps {
  label: string
  /** What is wrong with it, in words; takes the place of the hint. */
  error?: string | null
  /** How to fill it in. */
  hint?: string
  /** Marked when it may stay empty: most fields may not. */
  optional?: boolean
}

interface Props extends FieldProps {
  children: ReactNode
  /** Ties the line below to the input; see useFieldNames. */
  messageId?: string
  /** Beside the box: a button to scan or to send a code. */
  trailing?: ReactNode
}

/** Label above, box, and one line of hint or error below. */
export function FieldFrame({ label, error, hint, optional = false, messageId, trailing, children }: Props) {
  return (
    <View className={`field${error ? ' field--wrong' : ''}`}>
      <View className="field__label">
        {label}
        {optional ? <View className="field__optional">选填</View> : null}
      </View>
      <View className="field__line">
        <View className="field__box">{children}</View>
        {trailing}
      </View>
      {error ? (
        <View id={messageId} className="field__error" {...named({ role: 'alert', label: error })}>{error}</View>
      ) : hint ? (
        <View id={messageId} className="field__hint">{hint}</View>
      ) : null}
    </View>
  )
}
