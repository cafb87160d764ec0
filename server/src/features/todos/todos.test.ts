import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { listAccountReviews } from '@talent/shared/contract/account-verification'
import { getDeskCounts } from '@talent/shared/contract/audit-desk'
import { getFilings, objectToFiling } from '@talent/shared/contract/candidate'
import { listHrReviews } from '@talent/shared/contract/hr-accounts'
import { listIdentityReviews } from '@talent/shared/contract/identity'
import { listImports } from '@talent/shared/contract/imports'
import { listChangeReviews } from '@talent/shared/contract/institution-changes'
import { getTodos, listPosts } from '@talent/shared/contract/organization'
import { listCheckReviews } from '@talent/shared/contract/person-checks'
import { searchPictures } from '@talent/shared/contract/pictures'
import { listTransferReviews, listTransfers } from '@talent/shared/contract/transfers'
import { listObjections, searchTrials } from '@talent/shared/contract/trials'
import type { Caller } from '../../../test/caller'
import { givenAccount } from '../../../test/given'
import { givenApplication } from '../../../test/given-applications'
import { givenEverything } from '../../../test/given-everything'
import { givenCandidateOf, givenTrial } from '../../../test/given-trials'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
let callers: Caller[]
beforeAll(async () => {
  server = await startTestServer()
  const { institution } = await givenEverything(server)
  const { knex } = server.platform.database
  await knex('import_jobs').where({ organization_id: institution.id }).update({ state: 'failed' })
  await givenTrial(server, { institution, input: { institutionOpinion: 'unqualified' } })
  await givenApplication(server, { institution, filing: { examYear: 2027 } })
  const { path } = await knex('organizations').where({ id: institution.id }).first('path')
  const above: { id: number }[] = await knex('organizations').whereIn('id', String(path).split('/').filter(Boolean).map(Number)).whereNot({ id: institution.id }).select('id')
  callers = [institution.admin, ...(await Promise.all(above.map(async ({ id }) => (await givenAccount(server, { organizationId: id, kind: 'main' })).caller)))]
})
afterAll(() => server.stop())

type Query = Record<string, string>
const countedAt = async (caller: Caller, businessCode: string, { state, examYear }: Query): Promise<number> =>
  (await caller.call(getDeskCounts, { businessCode, ...(examYear ? { examYear: Number(examYear) } : {}) })).counts[state as 'pending']
/** How many rows the page shows that stands at this address, by what the page asks for. */
const lists: Record<string, (caller: Caller, query: Query) => Promise<number>> = {
  '/objections': async (caller, query) => (await caller.call(listObjections, query as never)).total,
  // The page calls the state of confirmation its state.
  '/trials': async (caller, { state, ...query }) => (await caller.call(searchTrials, { ...query, examYear: Number(query['examYear']), ...(state ? { confirmationState: state } : {}) } as never)).total,
  '/pictures': async (caller, query) => (await caller.call(searchPictures, query as never)).total,
  '/imports': async (caller, query) => (await caller.call(listImports, query as never)).total,
  '/account-reviews': async (caller, query) => (await caller.call(listAccountReviews, query as never)).total,
  '/hr-account-reviews': async (caller, query) => (await caller.call(listHrReviews, query as never)).total,
  '/identity-reviews': async (caller, query) => (await caller.call(listIdentityReviews, query as never)).total,
  '/person-checks': async (caller, query) => (await caller.call(listCheckReviews, query as never)).total,
  '/institution-change-reviews': async (caller, query) => (await caller.call(listChangeReviews, query as never)).total,
  '/transfers': async (caller, query) => (await caller.call(listTransfers, query as never)).total,
  '/transfer-reviews': async (caller, query) => (await caller.call(listTransferReviews, query as never)).total,
  '/audit/05': async (caller, query) => countedAt(caller, '05', query),
  '/audit/03': async (caller, query) => countedAt(caller, '03', query),
  '/posts': async (caller, { mapping }) => (await caller.call(listPosts, {})).items.filter((post) => mapping !== 'none' || post.standardPostCode === null).length,
}
/** They lead to a page on which something is missing as a whole, not to rows. */
const withoutRows = ['department.missing', 'post.mappingMissing', 'person.missing', 'staffing.undivided', 'institutionChange.rejected']

const todosOf = async (caller: Caller) => (await caller.call(getTodos, {})).items

test('every to-do counts exactly what the list shows that it leads to', async () => {
  const seen = new Set<string>()
  const kinds = new Set<string>()
  for (const caller of callers) {
    for (const { kind, count, href } of await todosOf(caller)) {
      if (withoutRows.includes(kind)) continue
      const url = new URL(href, 'http://page')
      const list = lists[url.pathname]
      expect([kind, typeof list]).toEqual([kind, 'function'])
      expect([kind, await list?.(caller, Object.fromEntries(url.searchParams))]).toEqual([kind, count])
      seen.add(kind.replace(/\.\d{4}$/, ''))
      if (kind === 'audit.pending.05.2027') expect(href).toBe('/audit/05?examYear=2027&state=pending')
      kinds.add(kind)
    }
  }
  expect(kinds).toContain('audit.pending.05.2027')
  expect([...seen].toSorted()).toEqual(
    expect.arrayContaining(['accountReview.pending', 'audit.pending.05', 'hrAccount.pending', 'identityReview.pending', 'import.failed', 'personCheck.pending', 'trial.notReady', 'trial.objected']),
  )
})

test('a list that a to-do leads to is known here', () => {
  const features = join(__dirname, '..')
  const sources = readdirSync(features, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('-todos.ts')).map((file) => readFileSync(join(features, file), 'utf8'))
  const paths = sources.flatMap((source) => [...source.matchAll(/href: ['`](\/[\w-]+)/g)].map(([, path = '']) => path))
  expect(paths.length).toBeGreaterThan(10)
  const known = [...Object.keys(lists).map((path) => path.split('/').slice(0, 2).join('/')), '/departments', '/people', '/staffing-quotas', '/institution-changes']
  for (const path of paths) expect(known).toContain(path)
})

test('nobody is reminded of a candidate who has time; within two weeks of the last day everybody is, and after the year of nothing', async () => {
  const { institution } = await givenTrial(server)
  const on = async (day: string) => {
    server.setNow(`${day}T01:00:00.000Z`)
    const { caller } = await givenAccount(server, { organizationId: institution.id, kind: 'main' })
    return (await todosOf(caller)).filter(({ kind }) => kind.startsWith('trial.'))
  }
  const start = server.platform.now().getTime()
  try {
    expect(await on('2026-12-16')).toEqual([])
    expect(await on('2026-12-17')).toEqual([
      { kind: 'trial.awaiting.2026', title: '考生还没有确认', detail: '2026 年度 1 名考生还没有确认，2026-12-31 截止，还有 14 天，请提醒考生', count: 1, href: '/trials?examYear=2026&state=awaiting' },
    ])
    expect((await on('2026-12-31'))[0]?.detail).toContain('今天是最后一天')
    expect(await on('2027-01-01')).toEqual([])
  } finally {
    server.setNow(start)
  }
})

test('objections of a closed year ask for nothing any more, and stay among all', async () => {
  const given = await givenTrial(server)
  const candidate = await givenCandidateOf(server, given)
  const [filing] = (await candidate.caller.call(getFilings, {})).filings
  await candidate.caller.call(objectToFiling, { trialId: given.trial.id, contentHash: filing?.contentHash ?? '', objections: [{ section: 'basic', field: 'major', remark: '不对' }] })
  const start = server.platform.now().getTime()
  try {
    expect((await todosOf(given.institution.admin)).find(({ kind }) => kind === 'trial.objected')).toMatchObject({ count: 1 })
    server.setNow('2027-01-01T01:00:00.000Z')
    const { caller } = await givenAccount(server, { organizationId: given.institution.id, kind: 'main' })
    expect((await todosOf(caller)).map(({ kind }) => kind)).not.toContain('trial.objected')
    expect((await caller.call(listObjections, { state: 'open' })).total).toBe(0)
    expect((await caller.call(listObjections, { state: 'all' })).total).toBe(1)
  } finally {
    server.setNow(start)
  }
})

test('an import that failed a month ago is no task any more', async () => {
  const { institution } = await givenTrial(server)
  const failed = (at: string) =>
    server.platform.database.knex('import_jobs').insert({
      organization_id: institution.id, account_id: institution.accountId, kind: 'people', state: 'failed',
      file_name: server.platform.cipher.seal('import_jobs.file_name', '名单.xlsx'), storage_key: 'none', update_existing: false, all_or_nothing: false, created_at: at,
    })
  const now = server.platform.now().getTime()
  await failed(new Date(now - 31 * 86_400_000).toISOString())
  await failed(new Date(now - 29 * 86_400_000).toISOString())
  expect((await todosOf(institution.admin)).find(({ kind }) => kind === 'import.failed')).toMatchObject({ count: 1, href: '/imports?state=failed&days=30' })
  expect((await institution.admin.call(listImports, { state: 'failed', days: 30 })).total).toBe(1)
  expect((await institution.admin.call(listImports, { state: 'failed' })).total).toBe(2)
})
