/** Where a section of the record stands on its page, for the links beside it. */
export const sectionId = (name: string): string => `section-${name}`

/** The name of the part with the portrait and how complete the record is. */
export const completeness = 'completeness'
