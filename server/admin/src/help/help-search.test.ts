import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { menu } from '../layout/menu'
import { searchHelp, splitAtHits } from './help-search'
import { helpGroups } from './help-topic'
import { topicOfPath } from './topic-of-path'
import { topics } from './topics'

const found = (query: string) => searchHelp(topics, query).map(({ topic }) => topic.id)

const areas = join(__dirname, '../pages')
/** As the areas declare them. */
const routes = readdirSync(areas)
  .map((area) => join(areas, area, 'routes.tsx'))
  .filter(existsSync)
  .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/path: '([^']*)'/g)].map(([, path = '']) => path))

test.each(routes)('the page /%s has its own text', (route) => {
  expect(topics.filter((topic) => topic.routes?.includes(route)).map(({ id }) => id)).toHaveLength(1)
})

test('every page of the menu is found at the top by the name that stands there', () => {
  for (const { label, path } of menu.flatMap((section) => section.pages)) {
    const expected = topicOfPath(topics, path)?.id
    expect([label, expected !== undefined && found(label).slice(0, 2).includes(expected)]).toEqual([label, true])
  }
})

test('ids are there once, groups are known, nothing is empty, and no text shouts', () => {
  expect(new Set(topics.map(({ id }) => id)).size).toBe(topics.length)
  for (const topic of topics) {
    expect(helpGroups).toContain(topic.group)
    expect(topic.also.length).toBeGreaterThan(0)
    expect(topic.body.length).toBeGreaterThan(0)
    expect(JSON.stringify(topic.body)).not.toMatch(/！(?!”)|操作失败/)
  }
})

test('a text names no route that is gone', () => {
  for (const topic of topics) for (const route of topic.routes ?? []) expect(routes).toContain(route)
})

test.each([
  ['试用期填报', 'trials'],
  ['人员信息导入管理', 'imports'],
  ['个人信息维护', 'details'],
  ['管理角色管理', 'roles'],
  ['是否覆盖已存在的用户信息', 'new-import'],
  ['失败文件路径', 'imports'],
  ['父子联动', 'roles'],
  ['1.31E+17', 'number-format'],
  ['默认密码', 'password'],
  ['没有开通互联网访问权限', 'server-down'],
  ['人员调出', 'transfers'],
  ['人员更换单位', 'person-elsewhere'],
  ['谁来审核我', 'who-reviews'],
])('the old manual’s %s leads to %s', (query, id) => {
  expect(found(query)[0]).toBe(id)
})

test('the title comes before the text', () => {
  const hits = found('异议')
  expect(hits[0]).toBe('objections')
  expect(hits).toContain('trials')
})

test.each(['密码规则', '密码 规则', ' 密 码规则 ', '密码的规则', '密码规则是什么'])('“%s” finds the password rules first', (query) => {
  expect(found(query)[0]).toBe('password')
})

test('width and case do not matter', () => {
  expect(found('ｘｌｓ')).toEqual(found('XLS'))
  expect(found('xls')[0]).toBe('import-template')
})

test('what nobody wrote about is not found, nor is nothing', () => {
  expect(found('火星登陆')).toEqual([])
  expect(found('  ')).toEqual([])
})

test('hits are marked where they stand, also over a space and with signs that a pattern would read', () => {
  expect(splitAtHits('密码 规则：至少 8 位', '密码规则')).toEqual(['', '密码 规则', '：至少 8 位'])
  expect(splitAtHits('证件号变成 1.31E+17', '1.31e+17')).toEqual(['证件号变成 ', '1.31E+17', ''])
  expect(splitAtHits('没有', '')).toEqual(['没有'])
})

test.each([
  ['/', 'home'],
  ['/people', 'people'],
  ['/people/new', 'person-form'],
  ['/people/12', 'person-page'],
  ['/people/12/edit', 'person-form'],
  ['/audit/05/applications/7', 'audit-detail'],
])('%s is explained by %s', (path, id) => {
  expect(topicOfPath(topics, path)?.id).toBe(id)
})

test('a page without a text has none', () => {
  expect(topicOfPath(topics, '/nothing-here')).toBeUndefined()
})
