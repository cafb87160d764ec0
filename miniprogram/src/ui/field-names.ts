import { useId } from 'react'
import { isWeapp } from '../platform/target'
import type { FieldProps } from './field-frame'

export interface FieldNames {
  /** Of the line below the box: the hint, or what is wrong. */
  messageId: string | undefined
  /** For the input itself. */
  input: Record<string, unknown>
}

/**
 * Names an input after its field and ties to it what is wrong with it or how to fill it in. In the browser the
 * input is inside Taro's element, so its attributes go through `nativeProps`.
 */
export function useFieldNames({ label, error, hint }: FieldProps): FieldNames {
  const id = useId()
  if (isWeapp) return { messageId: undefined, input: { 'aria-label': error ? `${label}，${error}` : label } }
  const said = Boolean(error ?? hint)
  const attributes = { 'aria-label': label, 'aria-invalid': error ? 'true' : 'false', ...(said ? { 'aria-describedby': id } : {}) }
  return { messageId: id, input: { nativeProps: attributes } }
}
