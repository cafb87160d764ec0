import fc from 'fast-check'
import { compareFilings } from './filing-changes'
import { contentHash, type ContentSection, type FilingContent } from './filing-content'

const picture = (id: number, sha256: string) => ({ attachmentId: id, width: 300, height: 200, sha256, label: '学历附件' })
const section = (key: string, values: Record<string, string>, ...shas: string[]): ContentSection => ({
  section: key, title: key, fields: Object.entries(values).map(([field, value]) => ({ field, label: field, value, personal: false })), pictures: shas.map((sha, index) => picture(index + 1, sha)),
})
const filing = (...sections: ContentSection[]): FilingContent => ({ sections, segments: [], totalMonths: 12 })

test('nothing was answered before: nothing has changed', () => {
  const { sections, removed } = compareFilings(filing(section('basic', { name: '张' }, 'a')), [])
  expect(sections).toEqual([{ ...section('basic', { name: '张' }), fields: [expect.objectContaining({ before: null })], pictures: [expect.objectContaining({ isNew: false })], picturesBefore: [], change: null }])
  expect(removed).toEqual([])
})

test('a value, a value that is gone, a new picture and one that is gone are named', () => {
  const { sections: [basic] } = compareFilings(filing(section('basic', { name: '张燕' }, 'b')), [filing(section('basic', { name: '张小燕', major: '临床' }, 'a'))])
  expect(basic?.change).toBe('changed')
  expect(basic?.fields.map(({ field, value, before }) => [field, value, before])).toEqual([['name', '张燕', '张小燕'], ['major', '', '临床']])
  expect(basic?.pictures.map(({ isNew }) => isNew)).toEqual([true])
  expect(basic?.picturesBefore.map(({ sha256 }) => sha256)).toEqual(['a'])
})

test('the same picture uploaded again is the same', () => {
  const again = { ...section('basic', {}), pictures: [picture(9, 'a')] }
  expect(compareFilings(filing(again), [filing(section('basic', {}, 'a'))]).sections[0]?.change).toBeNull()
})

test('a record that was added and one that was taken away are named', () => {
  const { sections, removed } = compareFilings(filing(section('basic', {}), section('degree-2', {})), [filing(section('basic', {}), section('education-1', { school: '甲' }))])
  expect(sections.map(({ change }) => change)).toEqual([null, 'added'])
  expect(removed.map((one) => one.section)).toEqual(['education-1'])
})

test('what was confirmed before an objection still counts, and what was objected to comes first', () => {
  const [confirmed, objected] = [filing(section('trial', { start: '2025-01-01', end: '2025-12-31' })), filing(section('trial', { start: '2025-02-01', end: '2025-12-30' }))]
  const { sections: [trial] } = compareFilings(filing(section('trial', { start: '2025-02-01', end: '2025-12-31' })), [objected, confirmed])
  expect(trial?.fields.map(({ before }) => before)).toEqual(['2025-01-01', '2025-12-30'])
})

const anySection = fc.record({
  key: fc.constantFrom('basic', 'education-1', 'education-2', 'trial'), values: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('1', '2'), { maxKeys: 3 }), shas: fc.uniqueArray(fc.constantFrom('x', 'y', 'z')),
})
const anyFiling = fc.uniqueArray(anySection, { selector: ({ key }) => key }).map((list) => filing(...list.map(({ key, values, shas }) => section(key, values, ...shas))))

test('whatever differs from what was answered is shown, and nothing that does not', () => {
  fc.assert(
    fc.property(anyFiling, anyFiling, (before, now) => {
      const { sections, removed } = compareFilings(now, [before])
      const keysBefore = before.sections.map((s) => s.section)
      for (const one of sections) {
        const old = before.sections.find((s) => s.section === one.section)
        const current = now.sections.find((s) => s.section === one.section)
        const valuesOf = (s: ContentSection | undefined) => JSON.stringify([[...(s?.fields ?? [])].map((f) => [f.field, f.value]).sort(), (s?.pictures ?? []).map((p) => p.sha256).sort()])
        expect(one.change).toBe(old === undefined ? 'added' : valuesOf(old) === valuesOf(current) ? null : 'changed')
        for (const field of one.fields) if (old) expect(field.before ?? field.value).toBe(old.fields.find((f) => f.field === field.field)?.value ?? '')
      }
      expect([...removed.map((s) => s.section)].sort()).toEqual(keysBefore.filter((key) => !now.sections.some((s) => s.section === key)).sort())
    }),
  )
})

test('another value, picture or section is another hash', () => {
  fc.assert(
    fc.property(anyFiling, anyFiling, (a, b) => {
      expect(contentHash(a) === contentHash(b)).toBe(JSON.stringify(a) === JSON.stringify(b))
    }),
  )
})
