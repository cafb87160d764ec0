import type { Filing } from '@talent/shared/contract/candidate'

/** One thing that the institution changed while it was being looked at. */
export interface Change {
  section: string
  label: string
  from: string
  to: string
}

/** What differs between what was shown and what is filed now; masked values may differ unseen. */
export function changesBetween(before: Filing, after: Filing): Change[] {
  const changes: Change[] = []
  for (const section of after.sections) {
    const former = before.sections.find((one) => one.section === section.section)
    for (const field of section.fields) {
      const from = former?.fields.find((one) => one.field === field.field)?.value ?? ''
      if (from !== field.value) changes.push({ section: section.title, label: field.label, from, to: field.value })
    }
    for (const gone of former?.fields ?? []) {
      if (!section.fields.some((field) => field.field === gone.field)) changes.push({ section: section.title, label: gone.label, from: gone.value, to: '' })
    }
  }
  const removed = before.sections.filter((section) => !after.sections.some((one) => one.section === section.section))
  return [...changes, ...removed.map((section) => ({ section: section.title, label: '整个栏目', from: '已填报', to: '' }))]
}
