import { Input, Textarea, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { isWeapp } from '../platform/target'
import { FieldFrame, type FieldProps } from './field-frame'
import { useFieldNames } from './field-names'
import { useInSheet } from './in-sheet'

interface TextProps extends FieldProps {
  value: string
  onChange: (value: string) => void
  placeholder?: string
  /** Which keyboard; `idcard` has the X. */
  keyboard?: 'text' | 'number' | 'idcard'
  maxLength?: number
  disabled?: boolean
  trailing?: ReactNode
  /** The key at the bottom right of the keyboard was pressed. */
  onConfirm?: () => void
}

/** px between the keyboard of WeChat and the line that is written in; a browser scrolls by itself. */
export const aboveKeyboard = isWeapp ? { cursorSpacing: 32 } : {}

/** In the browser a field of numbers would drop all of a pasted text that is not one: it is one of text with the keys of numbers. */
const keysOf = (keyboard: NonNullable<TextProps['keyboard']>, input: Record<string, unknown>): Record<string, unknown> =>
  isWeapp || keyboard !== 'number' ? { type: keyboard, ...input } : { ...input, type: 'text', nativeProps: { ...Object(input['nativeProps']), inputMode: 'numeric' } }

/** One line of text. */
export function TextField({ value, onChange, placeholder, keyboard = 'text', maxLength = 140, disabled = false, trailing, onConfirm, ...frame }: TextProps) {
  const { messageId, input } = useFieldNames(frame)
  return (
    <FieldFrame {...frame} messageId={messageId} trailing={trailing}>
      <Input
        className="field__input"
        value={value}
        maxlength={maxLength}
        disabled={disabled}
        placeholder={placeholder ?? `请输入${frame.label}`}
        placeholderClass="field__placeholder"
        {...aboveKeyboard}
        onInput={(event) => onChange(event.detail.value)}
        onConfirm={onConfirm}
        {...keysOf(keyboard, input)}
      />
    </FieldFrame>
  )
}

interface AreaProps extends FieldProps {
  value: string
  onChange: (value: string) => void
  placeholder?: string
  maxLength: number
}

/** Several lines, with a count of what is left. */
export function TextArea({ value, onChange, placeholder, maxLength, ...frame }: AreaProps) {
  const { messageId, input } = useFieldNames(frame)
  const inSheet = useInSheet() && isWeapp
  return (
    <View>
      <FieldFrame {...frame} messageId={messageId}>
        <Textarea
          className="field__area"
          value={value}
          maxlength={maxLength}
          autoHeight
          placeholder={placeholder ?? `请输入${frame.label}`}
          placeholderClass="field__placeholder"
          {...aboveKeyboard}
          {...(inSheet ? { fixed: true } : {})}
          onInput={(event) => onChange(event.detail.value)}
          {...input}
        />
      </FieldFrame>
      <View className="field__count">{`${value.length}/${maxLength}`}</View>
    </View>
  )
}
