import type { NamedObjection } from '@talent/shared/contract/trials'

/** Objections to the filing by the path of their field in the form, and those to the person's own record. */
export interface PlacedObjections {
  at: (path: (string | number)[]) => NamedObjection[]
  ofPerson: NamedObjection[]
  open: number
}

export function placeObjections(objections: readonly NamedObjection[]): PlacedObjections {
  const placed = new Map<string, NamedObjection[]>()
  const ofPerson: NamedObjection[] = []
  for (const objection of objections) {
    const path = pathOf(objection)
    if (path === null) ofPerson.push(objection)
    else placed.set(path, [...(placed.get(path) ?? []), objection])
  }
  return {
    at: (path) => placed.get(path.join('.')) ?? [],
    ofPerson,
    open: objections.filter((objection) => objection.answer === null).length,
  }
}

/** The form's path of the field, or null when the field is in the person's record. Sections are named by the server. */
function pathOf({ section, field }: Pick<NamedObjection, 'section' | 'field'>): string | null {
  // 工作地点 is the person's department.
  if (field === 'clinic') return null
  if (section === 'registration') return field
  if (section === 'trial') return field === 'totalMonths' ? 'segments' : field
  const segment = /^segment-(\d+)$/.exec(section)?.[1]
  const form = /^form-(\w+)$/.exec(section)?.[1]
  if (form) return `forms.${form}`
  return segment ? `segments.${Number(segment) - 1}.${field}` : null
}

/** Which record holds the field that an objection is about. */
export const isAboutTrial = (objection: Pick<NamedObjection, 'section' | 'field'>): boolean => pathOf(objection) !== null
