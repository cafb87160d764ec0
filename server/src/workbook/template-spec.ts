export interface TemplateColumn {
  label: string
  /** `conditional`: required for some rows, which the hint explains. */
  required: boolean | 'conditional'
  /** In characters of the default font. */
  width: number
  /** Shown beside a selected cell of the column. */
  hint?: string
  /** Shown with the hint, as 例如. Never a row of the data area: sample rows get imported. */
  example?: string
  /** A drop-down of these values; Excel refuses other text typed there. */
  list?: readonly string[]
}

export interface TemplateSpec {
  /** What is imported with it, e.g. `person`. Stable: it is written into the file. */
  kind: string
  /** Grows whenever columns change; an older file is then refused. */
  version: number
  organizationId: string
  /** The worksheet's name. */
  title: string
  /** One line each, in the first row. */
  instructions: readonly string[]
  columns: readonly TemplateColumn[]
}

/** The first column of an error report; an upload may still carry it. */
export const REASON_LABEL = '错误原因'
/** The hidden worksheet with the lists and, in its first column, the marker. */
export const DICTIONARY_SHEET = '字典'

/** Row 1 holds the instructions, row 2 the labels. */
export const HEADER_ROW = 2

/** Written into a template twice: as document properties, and in the hidden sheet for programs that drop those. */
export interface TemplateMarker {
  kind: string
  version: number
  organizationId: string
}

export const MARKER_PROPERTIES = { kind: 'TemplateKind', version: 'TemplateVersion', organizationId: 'OrganizationId' } as const

/** The hidden sheet's first cells: this word, then kind, version and organization below it. */
export const MARKER_WORD = 'template'
