import { createHash } from 'node:crypto'
import { downloadTemplate } from '@talent/shared/contract/imports'
import { editWorkbook, FIRST_SHEET, type Parts } from '../../../test/edit-workbook'
import type { GivenOrganization } from '../../../test/given'
import { fixtureRows, givenFixtureInstitution, sheetRows } from '../../../test/given-imports'
import { startTestServer, type TestServer } from '../../../test/server'
import { columnsOf, importKinds, type ImportKind } from './import-kinds'

let server: TestServer
let institution: GivenOrganization
beforeAll(async () => {
  server = await startTestServer()
  institution = await givenFixtureInstitution(server)
})
afterAll(() => server.stop())

async function partsOf(kind: ImportKind): Promise<Parts> {
  let parts: Parts = new Map()
  await editWorkbook(await institution.admin.call(downloadTemplate, { kind }), (all) => void (parts = new Map(all)))
  return parts
}

/** Labels and their order make a file readable or not. When this fails, raise the kind's version and note the new fingerprint. */
test.each([
  ['people', 1, '13cd81aabd06'],
  ['trials', 2, '3a41f9ea2009'],
  ['registration', 1, 'e77ffee61000'],
] as const)('columns of %s belong to version %i', (kind, version, fingerprint) => {
  const labels = columnsOf(kind).map(({ label }) => label).join()
  expect([importKinds[kind].version, createHash('sha256').update(labels).digest('hex').slice(0, 12)]).toEqual([version, fingerprint])
})

test('has the headings of the fixtures, and no row below them', async () => {
  const rows = await sheetRows(await institution.admin.call(downloadTemplate, { kind: 'people' }))
  const headings = rows[0]?.cells.map((cell) => cell?.text ?? '') ?? []
  expect(headings).toEqual(expect.arrayContaining(Object.keys(fixtureRows('people.csv')[0] ?? {})))
  expect(rows).toHaveLength(1)
  const trials = await sheetRows(await institution.admin.call(downloadTemplate, { kind: 'trials' }))
  expect(trials[0]?.cells.map((cell) => cell?.text)).toEqual(expect.arrayContaining(Object.keys(fixtureRows('trials-2026.csv')[0] ?? {}).filter((heading) => heading !== '期望')))
})

test("offers the institution's own departments and posts, and nobody else's", async () => {
  const other = await givenFixtureInstitution(server)
  await server.platform.database.knex('departments').where({ organization_id: other.id, name: '内科' }).update({ name: '别家的科室' })
  const dictionary = (await partsOf('people')).get('xl/worksheets/sheet2.xml') ?? ''
  for (const row of fixtureRows('departments.csv')) expect(dictionary).toContain(`>${row['科室（部门）']}<`)
  for (const row of fixtureRows('posts.csv')) expect(dictionary).toContain(`>${row['岗位']}<`)
  expect(dictionary).not.toContain('别家的科室')
  expect((await partsOf('people')).get(FIRST_SHEET)).toMatch(/<dataValidation type="list"/)
})

test('another kind does not exist', () => expect(institution.admin.call(downloadTemplate, { kind: 'toString' })).toBeProblem(404, 'NOT_FOUND'))
