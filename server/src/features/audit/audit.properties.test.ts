import fc from 'fast-check'
import { decideApplication, detachApplication } from '@talent/shared/contract/audit'
import { levels, type Level } from '@talent/shared/domain/exam-year'
import { review, type ReviewState } from '@talent/shared/domain/states/application'
import { Problem } from '@talent/shared/errors'
import { givenOrganization, type GivenOrganization } from '../../../test/given'
import { givenApplication, givenHierarchy, givenReviewer, type GivenApplication, type GivenReviewer, type Hierarchy } from '../../../test/given-applications'
import { startTestServer, type TestServer } from '../../../test/server'
import type { Desk } from './desk'
import { searchQuery } from './audit-search'
import { auditRepository } from './audit.repository'

let server: TestServer
let hierarchy: Hierarchy
let units: [GivenOrganization, GivenOrganization]
let authorities: Record<Exclude<Level, 'institution'>, GivenReviewer>
/** Of the two units, in their order. */
let managers: [GivenReviewer, GivenReviewer]
beforeAll(async () => {
  server = await startTestServer()
  hierarchy = await givenHierarchy(server)
  units = [hierarchy.institution, await givenOrganization(server, { parent: hierarchy.county })]
  managers = [await givenReviewer(server, units[0]), await givenReviewer(server, units[1])]
  authorities = {
    county: await givenReviewer(server, hierarchy.county), city: await givenReviewer(server, hierarchy.city), province: await givenReviewer(server, hierarchy.province),
  }
})
afterAll(() => server.stop())

type Step = { kind: 'decide'; level: Level; decision: 'approved' | 'deferred' | 'revisionRequested' | 'rejected' | 'returned'; stale: boolean } | { kind: 'reopen' } | { kind: 'resubmit' } | { kind: 'detach'; stale: boolean } | { kind: 'fileAnew'; unit: 0 | 1 }

const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('decide' as const),
      level: fc.constantFrom(...levels),
      // Final states end a run: they come seldom, so that runs are long.
      decision: fc.oneof({ weight: 12, arbitrary: fc.constantFrom('approved' as const, 'deferred' as const, 'revisionRequested' as const, 'returned' as const) }, { weight: 1, arbitrary: fc.constant('rejected' as const) }),
      stale: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('reopen' as const) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('resubmit' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('detach' as const), stale: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('fileAnew' as const), unit: fc.constantFrom(0 as const, 1 as const) }) },
)

interface Seen {
  version: number
  submission: string
  /** Which of the two units has it; null: it was removed. */
  unit: 0 | 1 | null
  states: ReviewState[]
  /** The decision stands with whoever took it, however often the application moves on. */
  reviews: number
  detachments: number
  /** Living certified dates, by unit. */
  certified: [number, number]
}

async function see(applicationId: number): Promise<Seen> {
  const { knex } = server.platform.database
  const row = await knex('applications').where('id', applicationId).first()
  const rows: { level: Level; state: ReviewState }[] = await knex('application_level_states').where('application_id', applicationId)
  const states = levels.map((level) => rows.find((r) => r.level === level)?.state ?? 'notStarted')
  const unit = row.organization_id === null ? null : row.organization_id === units[0].id ? 0 : 1
  if (unit === null) {
    expect({ rows, submission: row.submission, state: row.review_state, code: row.submission_code }).toEqual({ rows: [], submission: 'draft', state: 'notStarted', code: null })
  } else {
    const current = levels[states.findIndex((s) => s !== 'approved')] ?? 'province'
    expect({ level: row.review_level, state: row.review_state }).toEqual({ level: current, state: states[levels.indexOf(current)] })
  }
  const living: { organization_id: number }[] = await knex('internship_records').where('application_id', applicationId).whereNull('withdrawn_at').select('organization_id')
  return {
    version: row.version, submission: row.submission, unit, states,
    reviews: (await knex('reviews').where('application_id', applicationId)).length,
    detachments: (await knex('detachments').where('application_id', applicationId)).length,
    certified: [0, 1].map((i) => living.filter((r) => r.organization_id === units[i]?.id).length) as [number, number],
  }
}

const remark = () => `意见${Math.random()}`

/** True when the server took it, false when it refused with a problem of the state. */
async function take(application: GivenApplication, { version, unit }: Seen, step: Step): Promise<boolean> {
  const manager = managers[unit ?? 0]
  const call = () => {
    if (step.kind === 'reopen') return application.reopen()
    if (step.kind === 'resubmit') return application.resubmit()
    if (step.kind === 'fileAnew') return application.fileAnew(units[step.unit])
    const seen = step.stale ? version - 1 : version
    if (step.kind === 'detach') return manager.caller.call(detachApplication, { bindingId: manager.bindingId, applicationId: application.id, reason: remark(), version: seen })
    const { caller, bindingId } = step.level === 'institution' ? manager : authorities[step.level]
    const dates = step.level === 'institution' && step.decision === 'approved' ? { internshipStart: '2025-01-01', internshipEnd: '2025-09-30' } : { internshipStart: null, internshipEnd: null }
    // Each request is its own remark, so that none passes for the repetition of another.
    return caller.call(decideApplication, { bindingId, applicationId: application.id, decision: step.decision, remark: remark(), ...dates, version: seen })
  }
  try {
    await call()
    return true
  } catch (error) {
    if (!(error instanceof Problem) || ![404, 409].includes(error.status)) throw error
    return false
  }
}

const nextOf = (state: ReviewState): string[] => [state, ...Object.values(review.moves[state])]

test('no sequence of decisions, reopenings, removals and filings anew leaves the machine; every decision and every certified date stays', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
      const application = await givenApplication(server, { institution: units[0] })
      let before = await see(application.id)
      for (const s of steps) {
        const removedBefore = before.unit === null
        const taken = await take(application, before, s)
        const after = await see(application.id)
        // A removal sent again by who did it is answered once more and changes nothing.
        if (!taken || (s.kind === 'detach' && removedBefore)) {
          expect(after).toEqual(before)
          continue
        }
        expect(after.reviews).toBe(before.reviews + (s.kind === 'decide' ? 1 : 0))
        expect(after.detachments).toBe(before.detachments + (s.kind === 'detach' ? 1 : 0))
        if (s.kind === 'decide') {
          expect(s.stale).toBe(false)
          expect(before.submission).toBe('submitted')
          expect(after.states[levels.indexOf(s.level)]).toBe(s.decision)
        }
        if (s.kind === 'detach') {
          expect({ stale: s.stale, unit: after.unit }).toEqual({ stale: false, unit: null })
          expect(before.states).not.toContain('rejected')
          expect(after.certified).toEqual(before.certified)
        } else if (s.kind === 'fileAnew') {
          expect(before.unit).toBeNull()
          expect(after).toMatchObject({ unit: s.unit, submission: 'submitted', states: ['pending', 'notStarted', 'notStarted', 'notStarted'], certified: before.certified })
        } else for (const [i, state] of after.states.entries()) expect(nextOf(before.states[i] ?? 'notStarted')).toContain(state)
        // One level has it: all below have approved, none above has begun or it has sent it back.
        const at = after.states.findIndex((state) => state !== 'approved')
        if (at >= 0) for (const above of after.states.slice(at + 1)) expect(['notStarted', 'returned']).toContain(above)
        // A unit has one certified stretch at most, and one for certain while its approval stands.
        expect(Math.max(...after.certified)).toBeLessThanOrEqual(1)
        if (after.unit !== null && after.states[0] === 'approved') expect(after.certified[after.unit]).toBe(1)
        before = after
      }
      const { knex } = server.platform.database
      const [{ total } = { total: 0 }] = await knex('applications').where('identity_lookup', (await knex('applications').where('id', application.id).first('identity_lookup')).identity_lookup).count({ total: '*' })
      expect(Number(total)).toBe(1)
    }),
    { numRuns: 25 },
  )
}, 120_000)

describe('with 20,000 applications at one desk', () => {
  const total = 20_000
  let institutionId = 0

  beforeAll(async () => {
    const { institution, id } = await givenApplication(server)
    institutionId = institution.id
    await copyApplications(id, total)
  }, 60_000)

  const desk = (): Desk => ({
    organizationId: institutionId, organizationKind: 'institution', businessCode: '05', departmentIds: null, shown: null, exported: [], mayDecide: true,
    reviewer: { kind: 'wechatUser', id: 1 }, identityLookup: null, accountName: null, bindingId: 1, author: { kind: 'wechatUser', id: 1, name: '', source: '' },
  })

  test.each([
    ['all', {}, 'level_states_list'],
    ['of one state', { state: 'pending' as const }, 'level_states_by_state'],
    ['after a page', { state: 'pending' as const, after: { submittedAt: '2026-03-10T01:00:00.000Z', id: 105_000 } }, 'level_states_by_state'],
    ['by category', { applyCategory: 'clinical' }, 'level_states_list'],
    ['of some days', { submittedFrom: '2026-03-09T16:00:00.000Z', submittedBefore: '2026-03-10T16:00:00.000Z' }, 'level_states_list'],
    ['of one state and some days', { state: 'pending' as const, submittedFrom: '2026-03-09T16:00:00.000Z' }, 'level_states_by_state'],
    ['of what was submitted', { submission: 'submitted' as const }, 'level_states_list'],
    ['of drafts', { submission: 'draft' as const }, 'applications_by_submission'],
    ['of drafts after a page', { submission: 'draft' as const, after: { submittedAt: '2026-03-10T01:00:00.000Z', id: 105_000 } }, 'applications_by_submission'],
    ['of what was removed', { submission: 'detached' as const }, 'detached_level_states_list'],
  ])('a page %s reads its index in order and sorts nothing', async (_name, filter, index) => {
    const { knex, dialect } = server.platform.database
    const query = searchQuery(knex, desk(), { examYear: 2026, pageSize: 20, ...filter }).toSQL().toNative()
    const explained = await knex.raw(`${dialect === 'mysql' ? 'explain' : 'explain query plan'} ${query.sql}`, [...query.bindings])
    const plan = JSON.stringify(dialect === 'mysql' ? explained[0] : explained)
    expect(plan).toContain(index)
    expect(plan).not.toMatch(/filesort|temporary|TEMP B-TREE/i)
  })

  test.each([
    ['a name', { name: '没有这个人' }, 'applications_narrowed'],
    ['a payment after a page', { paymentState: 'refunded' as const, after: { submittedAt: '2026-03-10T01:00:00.000Z', id: 105_000 } }, 'applications_narrowed'],
    ['what waits of one category', { state: 'pending' as const, applyCategory: 'clinical' }, 'applications_narrowed'],
    ['what is put off of one category', { state: 'deferred' as const, applyCategory: 'clinical' }, 'level_states_by_state'],
    ['nothing', {}, 'level_states_list'],
  ])('a province that narrows its list by %s reads one index in order and sorts nothing', async (_name, filter, index) => {
    const { knex, dialect } = server.platform.database
    const query = searchQuery(knex, { ...desk(), organizationKind: 'province', organizationId: 1 }, { examYear: 2026, pageSize: 20, ...filter }).toSQL().toNative()
    const plan = JSON.stringify(await knex.raw(`${dialect === 'mysql' ? 'explain' : 'explain query plan'} ${query.sql}`, [...query.bindings]))
    expect(plan).toContain(index)
    expect(plan).not.toMatch(/filesort|temporary|TEMP B-TREE/i)
  })

  test('a page, the counts and the next one are right far down the list', async () => {
    const repository = auditRepository(server.platform.database.knex)
    const page = await repository.search(desk(), { examYear: 2026, pageSize: 20, state: 'pending', after: { submittedAt: '2026-03-10T01:00:00.000Z', id: 115_000 } })
    expect(await repository.counts(desk(), 2026)).toEqual(new Map([['pending', total + 1]]))
    expect(await repository.nextPending(desk(), 2026, { id: 115_000, submittedAt: '2026-03-10T01:00:00.000Z' })).toBe(115_001)
    expect(page.rows).toHaveLength(20)
  })
})

/** Rows like the given one with a filing of their own each. */
async function copyApplications(id: number, count: number): Promise<void> {
  const { knex } = server.platform.database
  const { id: _id, ...application } = await knex('applications').where({ id }).first()
  const { id: _trialId, ...trial } = await knex('trials').where('id', application.trial_id).first()
  const state = await knex('application_level_states').where({ application_id: id, level: 'institution' }).first()
  const [firstTrial, firstApplication] = [100_000, 100_000]
  await knex.transaction(async (tx) => {
    for (let from = 0; from < count; from += 500) {
      const numbers = Array.from({ length: 500 }, (_, i) => from + i)
      await tx('trials').insert(numbers.map((n) => ({ ...trial, id: firstTrial + n, identity_lookup: `copy${n}` })))
      await tx('applications').insert(numbers.map((n) => ({ ...application, id: firstApplication + n, trial_id: firstTrial + n, submission_code: `copy${n}` })))
      await tx('application_level_states').insert(numbers.map((n) => ({ ...state, application_id: firstApplication + n })))
    }
  })
}
