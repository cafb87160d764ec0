import type { Knex } from 'knex'
import type { PaymentState } from '@talent/shared/domain/states/payment'
import type { ReviewState } from '@talent/shared/domain/states/application'
import type { Connection } from '../../db/database'
import { throughIndex } from '../../db/index-hint'
import { whereContains } from '../../db/like'
import type { Position } from './cursor'
import type { Departments, Desk } from './desk'

export interface AuditFilter {
  examYear: number
  state?: ReviewState | undefined
  submission?: 'draft' | 'submitted' | 'detached' | undefined
  name?: string | undefined
  identityType?: string | undefined
  identity?: { last4: string } | { identities: string[] } | undefined
  applyLevel?: string | undefined
  applyCategory?: string | undefined
  paymentState?: PaymentState | undefined
  /** Instants: not before, and before. */
  submittedFrom?: string | undefined
  submittedBefore?: string | undefined
  after?: Position | undefined
  pageSize: number
}

/** Before everything that has come to a level: instants begin with a year. */
const beforeAll = '0'

/** Whose list it is. */
export type Place = Pick<Desk, 'organizationId' | 'businessCode' | 'departmentIds'>

/** What has a row at the desk in `application_level_states as s`. */
export const atDesk = (query: Knex.QueryBuilder, desk: Place, examYear: number) =>
  within(ofDesk(query, desk, examYear), 's.application_id', desk.departmentIds)

const ofDesk = (query: Knex.QueryBuilder, desk: Place, examYear: number) =>
  query.where({ 's.organization_id': desk.organizationId, 's.business_code': desk.businessCode, 's.exam_year': examYear })

/** Of the people in these departments; `column` names the application. Asked of each row: a list of all such applications would be the whole region's. */
export function within(query: Knex.QueryBuilder, column: string, departments: Departments): Knex.QueryBuilder {
  if (departments === null) return query
  return query.whereExists((own) =>
    void own.from('applications as own').join('people', 'people.id', 'own.person_id').whereRaw('own.id = ??', [column]).whereIn('people.department_id', departments).select('own.id'),
  )
}

/** Rows after a position in the list's order; comparing the two columns as a pair would not use the index. */
export const afterPosition = (query: Knex.QueryBuilder, { submittedAt, id }: Position) =>
  query.where('s.submitted_at', '>=', submittedAt).where((q) => void q.where('s.submitted_at', '>', submittedAt).orWhere('s.application_id', '>', id))

export const inOrder = (query: Knex.QueryBuilder) => query.orderBy([{ column: 's.submitted_at' }, { column: 's.application_id' }])

/** One row more than a page, so that one knows whether another page follows. */
export function searchQuery(connection: Connection, desk: Desk, filter: AuditFilter): Knex.QueryBuilder {
  if (filter.submission === 'detached') return detachedQuery(connection, desk, filter)
  const query =
    filter.submission === 'draft' ? draftQuery(connection, desk, filter) : isWide(desk, filter) ? wideQuery(connection, desk, filter) : listQuery(connection, desk, filter)
  narrow(query, filter)
  if (filter.applyLevel) void query.where('a.apply_level', filter.applyLevel)
  if (filter.applyCategory) void query.where('a.apply_category', filter.applyCategory)
  return query.limit(filter.pageSize + 1).select(
    'a.id', 'a.name', 'a.identity_number_masked', 'a.apply_level', 'a.apply_category', 'a.submission', 'a.payment_state', 's.state', 'a.submitted_at',
    'a.submitted_at as position_at', 'a.id as position_id', nameOf(connection, 'a.organization_id'),
  )
}

/** What has come to the desk, by the index of its list; a number leads to the few applications that have it, which SQLite's optimizer does not see. */
function listSource(connection: Connection, { identity, state }: AuditFilter): Knex.QueryBuilder {
  if (identity) {
    const index = 'last4' in identity ? 'applications_identity_last4_lookup_index' : 'applications_identity_lookup_index'
    return connection.from(throughIndex(connection, 'applications as a', index)).join('application_level_states as s', 's.application_id', 'a.id')
  }
  const index = state ? 'level_states_by_state' : 'level_states_list'
  // Optimizers were seen to start with the applications and sort all of them.
  return connection.from(throughIndex(connection, 'application_level_states as s', index)).join('applications as a', 'a.id', 's.application_id')
}

function listQuery(connection: Connection, desk: Desk, filter: AuditFilter): Knex.QueryBuilder {
  const query = atDesk(listSource(connection, filter), desk, filter.examYear)
  if (filter.submission) void query.where('a.submission', filter.submission)
  if (filter.after) void afterPosition(query, filter.after)
  else void query.where('s.submitted_at', '>', beforeAll)
  between(query, 's.submitted_at', filter)
  return inOrder(query)
}

/**
 * A city or a province has most of what there is: what it narrows its list by stands in one index of the applications, in
 * the list's order. Of the states few are in at a time, their own index is shorter still.
 */
const isWide = ({ organizationKind }: Desk, f: AuditFilter): boolean =>
  (organizationKind === 'province' || organizationKind === 'city') && f.identity === undefined &&
  (f.state === undefined || f.state === 'pending' || f.state === 'approved') &&
  Boolean(f.name ?? f.identityType ?? f.applyLevel ?? f.applyCategory ?? f.paymentState ?? f.submission)

function wideQuery(connection: Connection, desk: Desk, filter: AuditFilter): Knex.QueryBuilder {
  const query = connection
    .from(throughIndex(connection, 'applications as a', 'applications_narrowed'))
    .join('application_level_states as s', 's.application_id', 'a.id')
    .where({ 'a.exam_year': filter.examYear, 'a.business_code': desk.businessCode, 's.level': desk.organizationKind, 's.organization_id': desk.organizationId })
    .whereNot('s.state', 'notStarted')
  if (filter.submission) void query.where('a.submission', filter.submission)
  const { after } = filter
  if (after) {
    void query.where('a.submitted_at', '>=', after.submittedAt).where((q) => void q.where('a.submitted_at', '>', after.submittedAt).orWhere('a.id', '>', after.id))
  } else void query.where('a.submitted_at', '>', beforeAll)
  between(query, 'a.submitted_at', filter)
  return query.orderBy([{ column: 'a.submitted_at' }, { column: 'a.id' }])
}

/** What the unit has opened again; few, so they are found from the applications. A level above sees those that it had already. */
function draftQuery(connection: Connection, desk: Desk, filter: AuditFilter): Knex.QueryBuilder {
  const query = connection
    .from(throughIndex(connection, 'applications as a', 'applications_by_submission'))
    .join('application_level_states as s', 's.application_id', 'a.id')
    .where({
      'a.exam_year': filter.examYear, 'a.business_code': desk.businessCode, 'a.submission': 'draft', 's.organization_id': desk.organizationId,
      's.level': desk.organizationKind,
    })
  within(query, 'a.id', desk.departmentIds)
  if (desk.organizationKind !== 'institution') void query.whereNot('s.state', 'notStarted')
  if (filter.after) void query.where('a.id', '>', filter.after.id)
  between(query, 'a.submitted_at', filter)
  return query.orderBy('a.id')
}

/** What was removed from its unit while this desk had it, and has not come back. */
function detachedQuery(connection: Connection, desk: Desk, filter: AuditFilter): Knex.QueryBuilder {
  const query = ofDesk(connection.from(throughIndex(connection, 'detached_level_states as s', 'detached_level_states_list')), desk, filter.examYear)
    .join('detachments as d', 'd.id', 's.detachment_id')
    .join('applications as a', 'a.id', 'd.application_id')
    .join('trials as t', 't.id', 'd.trial_id')
    .whereNotExists((q) => void q.from('application_level_states as l').whereRaw('l.application_id = a.id and l.organization_id = s.organization_id').select('l.level'))
    .whereNotExists((q) =>
      void q
        .from('detachments as later')
        .join('detached_level_states as ls', 'ls.detachment_id', 'later.id')
        .whereRaw('later.application_id = d.application_id and later.id > d.id and ls.organization_id = s.organization_id')
        .select('later.id'),
    )
  if (desk.departmentIds !== null) void query.join('people as p', 'p.id', 't.person_id').whereIn('p.department_id', desk.departmentIds)
  narrow(query, filter)
  if (filter.applyLevel) void query.where('t.apply_level', filter.applyLevel)
  if (filter.applyCategory) void query.where('t.apply_category', filter.applyCategory)
  if (filter.after) void query.where('s.detachment_id', '<', filter.after.id)
  between(query, 'd.submitted_at', filter)
  return query.orderBy('s.detachment_id', 'desc').limit(filter.pageSize + 1).select(
    'a.id', 'a.name', 'a.identity_number_masked', 't.apply_level', 't.apply_category', connection.raw("'detached' as submission"), 'a.payment_state', 's.state', 'd.submitted_at',
    'd.detached_at as position_at', 'd.id as position_id', nameOf(connection, 'd.organization_id'),
  )
}

const nameOf = (connection: Connection, column: string) => connection('organizations as o').where('o.id', connection.ref(column)).select('o.name').as('institution_name')

function between(query: Knex.QueryBuilder, column: string, { submittedFrom, submittedBefore }: AuditFilter): void {
  if (submittedFrom) void query.where(column, '>=', submittedFrom)
  if (submittedBefore) void query.where(column, '<', submittedBefore)
}

function narrow(query: Knex.QueryBuilder, { state, name, identity, identityType, paymentState }: AuditFilter): void {
  if (state) void query.where('s.state', state)
  if (name) whereContains(query, 'a.name', name)
  if (paymentState) void query.where('a.payment_state', paymentState)
  if (identityType) void query.where('a.identity_type', identityType)
  if (identity && 'last4' in identity) void query.where('a.identity_last4_lookup', identity.last4)
  if (identity && 'identities' in identity) void query.whereIn('a.identity_lookup', identity.identities)
}
