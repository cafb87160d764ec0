import type { Filing } from '@talent/shared/contract/candidate'

/** How many rows are spread out by themselves. WeChat advises against more than 1,000 nodes a page; a row has five. */
const mostRows = 90

type Section = Pick<Filing['sections'][number], 'section' | 'fields' | 'pictures' | 'picturesBefore' | 'objections'>

const rowsOf = ({ fields, pictures, picturesBefore, objections }: Section): number => fields.length + pictures.length + picturesBefore.length + objections.length * 2 + 2

/**
 * Which sections are spread out by themselves: of those that want to be looked at, in their order, as many as stay light,
 * the first one however long it is. The rest opens by a tap, or once those before it are done with.
 */
export function openByThemselves(sections: readonly Section[], wanted: (section: string) => boolean): Set<string> {
  const open = new Set<string>()
  let rows = 0
  for (const section of sections.filter((one) => wanted(one.section))) {
    rows += rowsOf(section)
    if (rows > mostRows && open.size > 0) break
    open.add(section.section)
  }
  return open
}
