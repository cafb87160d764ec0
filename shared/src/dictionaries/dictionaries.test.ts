import { fixtureRows } from '../../test/fixtures'
import { activeEntries, codeOf, dictionaries, entryOf, labelOf, type DictionaryName } from './index'
import { isHubeiCounty, provincePrefixes, region } from './regions'

const names = Object.keys(dictionaries).filter((name): name is DictionaryName => name in dictionaries)

test.each(names)('%s: codes and labels in use are unique, and lead to each other', (name) => {
  const entries = activeEntries(name)
  expect(entries.length).toBeGreaterThan(1)
  expect(new Set(dictionaries[name].map((e) => e.code)).size).toBe(dictionaries[name].length)
  for (const entry of entries) {
    expect(labelOf(name, entry.code)).toBe(entry.label)
    expect(codeOf(name, entry.label)).toBe(entry.code)
  }
  expect(entries.map((e) => e.order)).toEqual([...entries.map((e) => e.order)].sort((a, b) => a - b))
})

test('an unknown code or label is undefined, also one that every object has', () => {
  expect([labelOf('sex', '3'), codeOf('sex', '男'), entryOf('sex', 'toString'), codeOf('sex', 'constructor')]).toEqual([undefined, undefined, undefined, undefined])
})

test('Hubei has 17 city-level units, and its counties are known by number', () => {
  expect(region.filter((r) => r.level === 'city')).toHaveLength(17)
  // 103 county-level units, of which 4 are the units directly under the province.
  expect(region.filter((r) => r.level === 'county' && r.state === 'active')).toHaveLength(99)
  expect([isHubeiCounty('420102'), isHubeiCounty('429021'), isHubeiCounty('420321'), isHubeiCounty('420100'), isHubeiCounty('429999')]).toEqual([true, true, true, false, false])
  expect(Object.keys(provincePrefixes)).toHaveLength(34)
})

test('national tables have their sizes', () => {
  expect(activeEntries('nationality').filter((e) => Number(e.code) <= 56)).toHaveLength(56)
  expect([labelOf('nationality', '15'), labelOf('nationality', '56')]).toEqual(['土家族', '基诺族'])
  expect(activeEntries('country').length).toBeGreaterThan(190)
  expect(labelOf('country', 'GBR')).toBe('英国')
})

test.each([
  ['education', ['博士研究生', '硕士研究生', '大学本科', '大学专科', '中等专科', '高中及以下']], ['degree', ['博士', '硕士', '学士', '无']],
  ['sex', ['男性', '女性', '未知的性别', '未说明的性别']], ['evaluation', ['优秀', '良好', '合格', '不合格']], ['opinion', ['合格', '不合格']],
] as const)('%s has the labels of the forms in order', (name, labels) => expect(activeEntries(name).map((e) => e.label)).toEqual(labels))

test('every department and post of the fixtures finds its standard', () => {
  for (const row of fixtureRows('departments.csv')) {
    expect(codeOf('departmentCategory', row['类别'] ?? '')).toBeDefined()
    if (row['科室标准名称']) expect(codeOf('standardDepartment', row['科室标准名称'])).toBeDefined()
  }
  for (const row of fixtureRows('posts.csv')) expect(labelOf('standardPost', row['标准岗位编码'] ?? '')).toBe(row['岗位'])
})

/** Codes that people know from the exam's public list: a name that is put in or left out elsewhere would move them. */
test.each([
  ['101', '药学（士）'], ['105', '临床医学检验技术（士）'], ['110', '病案信息技术（士）'], ['201', '药学（师）'], ['203', '护理学（师）'], ['207', '临床医学检验技术（师）'], ['216', '心理治疗（师）'],
  ['301', '全科医学'], ['303', '内科学'], ['315', '中医内科学'], ['317', '普通外科学'], ['330', '妇产科学'], ['332', '儿科学'], ['344', '放射医学'], ['346', '超声波医学'], ['347', '麻醉学'],
  ['353', '口腔医学'], ['359', '重症医学'], ['366', '药学'], ['368', '护理学'], ['373', '社区护理'], ['379', '临床医学检验技术'], ['386', '心理治疗'], ['392', '急诊医学'],
])('speciality %s is %s', (code, label) => expect(labelOf('titleSpeciality', code)).toBe(label))
