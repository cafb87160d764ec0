import fc from 'fast-check'
import { basic } from '../../../../test/candidate/given-candidate'
import { openByThemselves } from './open-sections'

const sectionOf = (section: string, rows: number) => ({ ...basic, section, fields: Array.from({ length: rows }, (_, index) => ({ field: `f${index}`, label: '', value: '', personal: false, before: null })) })
const all = () => true

test('a short filing is spread out whole', () => {
  expect([...openByThemselves([sectionOf('a', 25), sectionOf('b', 9), sectionOf('c', 6)], all)]).toEqual(['a', 'b', 'c'])
})

test('of a long one the first sections are, and the next once those are done with', () => {
  const sections = ['a', 'b', 'c', 'd'].map((name) => sectionOf(name, 40))
  expect([...openByThemselves(sections, all)]).toEqual(['a', 'b'])
  expect([...openByThemselves(sections, (name) => name !== 'a')]).toEqual(['b', 'c'])
})

test('the first that is wanted is open however long it is', () => {
  expect([...openByThemselves([sectionOf('a', 500), sectionOf('b', 1)], all)]).toEqual(['a'])
})

test('whatever is filed, one is open when one is wanted, and the page stays light', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(60), fc.boolean()), { maxLength: 40 }), (given) => {
      const sections = given.map(([rows], index) => sectionOf(String(index), rows))
      const wanted = (name: string) => given[Number(name)]?.[1] ?? false
      const open = openByThemselves(sections, wanted)
      expect(open.size > 0).toBe(given.some(([, is]) => is))
      expect([...open].every(wanted)).toBe(true)
      const rows = sections.filter(({ section }) => open.has(section)).reduce((sum, { fields }) => sum + fields.length + 2, 0)
      expect(open.size <= 1 || rows <= 90).toBe(true)
    }),
  )
})
