import type { Filing } from '@talent/shared/contract/candidate'

export interface SectionOrder {
  /** Changed or new since the candidate last confirmed or objected: these come first. */
  changed: Filing['sections']
  rest: Filing['sections']
}

export const sectionOrder = ({ sections }: Filing): SectionOrder => ({
  changed: sections.filter(({ change }) => change !== null),
  rest: sections.filter(({ change }) => change === null),
})

export function inOrder(filing: Filing): Filing['sections'] {
  const { changed, rest } = sectionOrder(filing)
  return [...changed, ...rest]
}

/** What was changed is read first in its section too. */
export const fieldsInOrder = (fields: Filing['sections'][number]['fields']): Filing['sections'][number]['fields'] => [
  ...fields.filter(({ before }) => before !== null),
  ...fields.filter(({ before }) => before === null),
]
