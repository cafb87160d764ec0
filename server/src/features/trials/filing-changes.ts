import type { ContentField, ContentPicture, ContentSection, FilingContent } from './filing-content'

export interface ComparedSection extends Omit<ContentSection, 'fields' | 'pictures'> {
  fields: (ContentField & { before: string | null })[]
  pictures: (ContentPicture & { isNew: boolean })[]
  /** Shown before and not any more. */
  picturesBefore: ContentPicture[]
  change: 'added' | 'changed' | null
}

export interface Comparison {
  sections: ComparedSection[]
  removed: ContentSection[]
}

/**
 * What is filed now beside what the candidate answered to before: the last confirmation that is void by now, and the last
 * filing that was objected to; the latest first. The latest that differs says what it was before. A picture is the same
 * when it shows the same, whoever uploaded it again.
 */
export function compareFilings(now: FilingContent, earlier: readonly FilingContent[]): Comparison {
  const keys = new Set(now.sections.map(({ section }) => section))
  return {
    sections: now.sections.map((section) => compareSection(section, earlier.map((content) => content.sections.find((s) => s.section === section.section)))),
    removed: firstOfEach(earlier.flatMap(({ sections }) => sections).filter(({ section }) => !keys.has(section)), ({ section }) => section),
  }
}

function compareSection(section: ContentSection, earlier: readonly (ContentSection | undefined)[]): ComparedSection {
  const versions = earlier.filter((one) => one !== undefined)
  const fields = [
    ...section.fields.map((field) => ({ ...field, before: valueBefore(field, versions) })),
    // A field that is empty now is not among the fields any more.
    ...firstOfEach(versions.flatMap((one) => one.fields).filter(({ field, value }) => value !== '' && !section.fields.some((f) => f.field === field)), ({ field }) => field)
      .map((field) => ({ ...field, value: '', before: field.value })),
  ]
  const shown = new Set(section.pictures.map(({ sha256 }) => sha256))
  const pictures = section.pictures.map((picture) => ({ ...picture, isNew: versions.some((one) => !one.pictures.some(({ sha256 }) => sha256 === picture.sha256)) }))
  const picturesBefore = firstOfEach(versions.flatMap((one) => one.pictures).filter(({ sha256 }) => !shown.has(sha256)), ({ sha256 }) => sha256)
  const changed = fields.some(({ before }) => before !== null) || pictures.some(({ isNew }) => isNew) || picturesBefore.length > 0
  const change = versions.length < earlier.length ? 'added' : changed ? 'changed' : null
  return { section: section.section, title: section.title, fields, pictures, picturesBefore, change }
}

function valueBefore({ field, value }: ContentField, versions: readonly ContentSection[]): string | null {
  const values = versions.map((one) => one.fields.find((f) => f.field === field)?.value ?? '')
  return values.find((old) => old !== value) ?? null
}

function firstOfEach<T>(list: readonly T[], keyOf: (item: T) => string): T[] {
  const first = new Map<string, T>()
  for (const item of list) if (!first.has(keyOf(item))) first.set(keyOf(item), item)
  return [...first.values()]
}
