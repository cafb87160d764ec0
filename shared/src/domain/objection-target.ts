/** What of a section an objection is about: a field by its name, a picture, or the whole of it. */
export const wholeSection = '*'

const prefix = 'picture-'
export const pictureTarget = (attachmentId: number): string => `${prefix}${attachmentId}`

/** The attachment of a picture's target; null for a field and for the whole section. */
export function pictureOfTarget(target: string): number | null {
  const id = target.startsWith(prefix) ? target.slice(prefix.length) : ''
  return /^[1-9]\d{0,14}$/.test(id) ? Number(id) : null
}
