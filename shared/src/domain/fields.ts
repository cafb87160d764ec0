import type { DictionaryName } from '../dictionaries'

export type FieldKind =
  | 'text'
  /** A full calendar date, kept as YYYY-MM-DD. */
  | 'date'
  /** YYYY-MM is taken as the 1st; 至今 where `allowPresent`. */
  | 'partialDate'
  | 'choice'
  | 'department'
  | 'post'
  | 'identityType'
  | 'identityNumber'
  | 'mobile'
  | 'year'
  | 'yesNo'

/**
 * One field of a section. Form, table, Excel template, import and error texts all derive from it:
 * `label` is also the template's heading, and `required` stars it there.
 */
export interface FieldSpec<Key extends string = string> {
  key: Key
  label: string
  kind: FieldKind
  required?: true | 'conditional'
  dictionary?: DictionaryName
  /** Codes that a template offers, where the whole dictionary is more than the section takes. */
  offered?: readonly string[]
  maxLength: number
  hint?: string
  /** Said in the Excel template instead of `hint`, where a cell needs other words than an input. */
  templateHint?: string
  /** Encrypted at rest, masked in lists. */
  personal?: boolean
  example?: string
  /** What a text is, when it is cleaned as such: a person's name, or the number of a certificate. */
  format?: 'personName' | 'certificate'
  /** 至今 is a value of this date. */
  allowPresent?: boolean
}

/** Text values by field key; choices hold codes, dates YYYY-MM-DD, yes/no 是 or 否. */
export type FieldValues<Key extends string = string> = Partial<Record<Key, string>>
