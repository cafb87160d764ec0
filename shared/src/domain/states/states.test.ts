import { move, type StateMachine } from '../state-machine'
import { accountVerification } from './account-verification'
import { currentReview, decide, mayReopen, remarkRequired, review, startReviews, submission, submitReviews, withoutLevels, type LevelReview, type ReviewState } from './application'
import { authorizationCode } from './authorization-code'
import { confirmation } from './confirmation'
import { confirmationCode } from './confirmation-code'
import { identityVerification } from './identity-verification'
import { importJob } from './import-job'
import { institutionChange } from './institution-change'
import { manualCheck } from './manual-check'
import { payment } from './payment'
import { registration } from './registration'
import { transfer } from './transfer'

const machines: Record<string, StateMachine<string>> = {
  identityVerification, confirmation, submission, review, payment, authorizationCode, confirmationCode, accountVerification, registration, institutionChange, transfer, importJob, manualCheck,
}

/** The moves of spec "State machines", written out again by hand: from>to. */
const allowed: Record<string, string[]> = {
  identityVerification: ['none>verified', 'none>none', 'none>pending', 'pending>verified', 'pending>rejected', 'pending>none', 'rejected>pending', 'rejected>none', 'verified>none'],
  confirmation: ['notReady>awaiting', 'awaiting>confirmed', 'awaiting>objected', 'awaiting>notReady', 'objected>awaiting', 'objected>notReady', 'confirmed>awaiting'],
  submission: ['draft>submitted', 'draft>draft', 'submitted>draft'],
  payment: ['notRequired>unpaid', 'unpaid>paying', 'unpaid>paid', 'paying>paid', 'paying>unpaid', 'paid>refunding', 'refunding>refunded', 'refunding>paid'],
  authorizationCode: ['issued>used', 'issued>revoked', 'issued>expired'],
  confirmationCode: ['active>rotated'],
  accountVerification: ['none>saved', 'saved>saved', 'saved>submitted', 'submitted>passed', 'submitted>rejected', 'rejected>rejected', 'rejected>submitted'],
  registration: ['pending>accepted', 'pending>rejected', 'rejected>pending'],
  transfer: ['draft>submitted', 'submitted>effective', 'submitted>rejected', 'submitted>draft', 'rejected>draft'],
  manualCheck: ['pending>passed', 'pending>rejected', 'pending>withdrawn', 'passed>used', 'passed>expired'],
  institutionChange: ['pending>accepted', 'pending>rejected', 'pending>withdrawn', 'rejected>pending', 'rejected>withdrawn'],
  importJob: ['uploaded>checking', 'uploaded>cancelled', 'checking>previewed', 'checking>failed', 'checking>cancelled', 'previewed>running', 'previewed>cancelled', 'running>finished', 'running>failed', 'running>cancelled', 'failed>cancelled'],
}

test.each(Object.entries(allowed))('%s has the moves of the rules and no other', (name, expected) => {
  const moves = Object.entries(machines[name]?.moves ?? {}).flatMap(([from, row]) => Object.values(row).map((to) => `${from}>${to}`))
  expect([...new Set(moves)].sort()).toEqual([...expected].sort())
})

test.each(Object.entries(machines))('%s: every state has words, is reachable, and is known', (_name, machine) => {
  const states = Object.keys(machine.moves)
  const seen = new Set([machine.initial, ...Object.values(machine.moves).flatMap((row) => Object.values(row))])
  for (const state of states) {
    expect(machine.looks[state]?.label).toMatch(/\p{Script=Han}/u)
    expect(seen.has(state)).toBe(true)
  }
  for (const state of seen) expect(states).toContain(state)
})

test('a move that is not in the table says from where and what', () => {
  expect(move(confirmation, 'awaiting', 'confirm')).toEqual({ ok: true, state: 'confirmed' })
  expect(move(confirmation, 'confirmed', 'confirm')).toEqual({ ok: false, from: 'confirmed', action: 'confirm' })
  expect(move(confirmation, 'toString', 'confirm').ok).toBe(false)
  expect(move(review, 'rejected', 'approve').ok).toBe(false)
})

const reviews = (...states: ReviewState[]): LevelReview[] =>
  states.map((state, i) => ({ level: (['institution', 'county', 'city', 'province'] as const)[i] ?? 'province', state }))
const statesOf = (result: { ok: boolean; reviews?: LevelReview[] }) => (result.ok ? result.reviews?.map((r) => r.state) : null)

test('approval climbs level by level until it is complete', () => {
  let now = startReviews(['institution', 'county'])
  const first = decide(now, 'institution', 'approve')
  expect(first).toEqual({ ok: true, reviews: reviews('approved', 'pending'), complete: false })
  now = first.ok ? first.reviews : now
  expect(decide(now, 'county', 'approve')).toEqual({ ok: true, reviews: reviews('approved', 'approved'), complete: true })
})

test.each([
  [reviews('pending', 'notStarted'), 'institution', 'defer', ['deferred', 'notStarted']],
  [reviews('deferred', 'notStarted'), 'institution', 'approve', ['approved', 'pending']],
  [reviews('deferred', 'notStarted'), 'institution', 'reject', ['rejected', 'notStarted']],
  [reviews('pending', 'notStarted'), 'institution', 'sendBack', null],
  [reviews('approved', 'pending'), 'county', 'sendBack', ['pending', 'returned']],
  [reviews('pending', 'returned'), 'institution', 'approve', ['approved', 'pending']],
  [reviews('approved', 'pending'), 'county', 'requestRevision', ['approved', 'revisionRequested']],
  [reviews('approved', 'revisionRequested'), 'county', 'approve', null],
  [reviews('approved', 'pending'), 'institution', 'approve', null],
  [reviews('pending', 'notStarted'), 'county', 'approve', null],
  [reviews('rejected', 'notStarted'), 'institution', 'approve', null],
  [reviews('pending', 'notStarted'), 'city', 'approve', null],
] as const)('%j: %s %s gives %j', (before, level, decision, after) => {
  expect(statesOf(decide(before, level, decision))).toEqual(after)
})

test.each([
  [reviews('pending', 'notStarted'), true], [reviews('deferred', 'notStarted'), true], [reviews('revisionRequested', 'notStarted'), true],
  [reviews('approved', 'pending'), false], [reviews('approved', 'deferred'), false], [reviews('approved', 'revisionRequested'), true],
  [reviews('pending', 'returned'), true], [reviews('approved', 'pending', 'returned'), false], [reviews('rejected', 'notStarted'), false],
  [reviews('approved', 'approved'), false], [[], false],
])('%j may be reopened: %s', (now, expected) => expect(mayReopen(now)).toBe(expected))

test('confirming again returns to the level that asked', () => {
  expect(statesOf(submitReviews(reviews('approved', 'revisionRequested', 'notStarted')))).toEqual(['approved', 'pending', 'notStarted'])
  expect(statesOf(submitReviews(reviews('notStarted', 'notStarted')))).toEqual(['pending', 'notStarted'])
  expect(submitReviews(reviews('approved', 'approved')).ok).toBe(false)
  expect(submitReviews(reviews('rejected', 'notStarted')).ok).toBe(false)
  expect(currentReview(reviews('approved', 'deferred'))?.level).toBe('county')
})

test('a remark is required where the other side must know what to do', () => {
  expect((['approve', 'defer', 'requestRevision', 'reject', 'sendBack'] as const).filter(remarkRequired)).toEqual(['requestRevision', 'reject', 'sendBack'])
})

test.each<[string, ReviewState[], ReviewState[]]>([
  ['what lay at the level that is gone lies at the next', ['approved', 'pending', 'notStarted', 'notStarted'], ['approved', 'pending', 'notStarted']],
  ['as it was', ['approved', 'revisionRequested', 'notStarted', 'notStarted'], ['approved', 'revisionRequested', 'notStarted']],
  ['what had passed it stays where it is', ['approved', 'approved', 'deferred', 'notStarted'], ['approved', 'deferred', 'notStarted']],
  ['what had not come to it stays where it is', ['pending', 'notStarted', 'notStarted', 'notStarted'], ['pending', 'notStarted', 'notStarted']],
  ['what it sent back stays below', ['pending', 'returned', 'notStarted', 'notStarted'], ['pending', 'notStarted', 'notStarted']],
])('without the county: %s', (_, before, after) => {
  const levels = ['institution', 'county', 'city', 'province'] as const
  const reviews = levels.map((level, i) => ({ level, state: before[i] ?? 'notStarted' }))
  expect(withoutLevels(reviews, (level) => level !== 'county').map(({ level, state }) => `${level} ${state}`)).toEqual(levels.filter((level) => level !== 'county').map((level, i) => `${level} ${after[i]}`))
})
