import { examBusinesses } from '@talent/shared/domain/exam-business'
import { problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import type { AccountActor, Author, DeskActor, ManagerActor, OrganizationKind, Scope } from '../../http/actor'
import { departmentsInScope } from '../organization/organization-scope'

/** Of an institution, whose people an account reaches; null: all of them, and none when there is no right at all. */
export type Departments = readonly number[] | null

/** Who reviews: an id of `wechat_users` or of `accounts`. */
export interface Reviewer {
  kind: 'wechatUser' | 'account'
  id: number
}

/**
 * Where applications are reviewed: one organization's level for one business. On the phone and in the browser, by a bound
 * manager or by an account: everything behind it is the same. Made from the session only.
 */
export interface Desk {
  organizationId: number
  organizationKind: OrganizationKind
  businessCode: string
  /** Reached with the right that the request asks. */
  departmentIds: Departments
  /** Whose numbers are shown whole on the detail page, and in an export. */
  shown: Departments
  exported: Departments
  mayDecide: boolean
  reviewer: Reviewer
  /** Of a manager, as the session has it; whoever stands behind an account is asked for when it matters. */
  identityLookup: string | null
  /** Under which an account signs; a manager signs with the verified name. */
  accountName: string | null
  /** The authorisation that a manager acts by. */
  bindingId: number | null
  author: Author
}

export const deskOfManager = ({ binding, wechatUserId, identityLookup, author }: ManagerActor): Desk => ({
  organizationId: binding.organizationId, organizationKind: binding.organizationKind, businessCode: binding.businessCode,
  departmentIds: null, shown: null, exported: [], mayDecide: true,
  reviewer: { kind: 'wechatUser', id: wechatUserId }, identityLookup, accountName: null, bindingId: binding.id, author,
})

const none: Departments = []

/** What an account may read whole: where it decides, or where it holds the right to numbers. */
const eitherOf = (a: Departments, b: Departments): Departments => (a === null || b === null ? null : [...a, ...b])

async function deskOfAccount(connection: Connection, account: AccountActor, businessCode: string): Promise<Desk> {
  const reached = (scope: Scope | null): Promise<Departments> | Departments => (scope ? departmentsInScope(connection, scope) : none)
  const exported = await reached(account.scopeOf('trialAudit.reveal'))
  return {
    organizationId: account.organization.id, organizationKind: account.organization.kind, businessCode,
    departmentIds: await reached(account.scope),
    shown: eitherOf(await reached(account.scopeOf('trialAudit.write')), exported),
    exported,
    mayDecide: account.permissions.has('trialAudit.write'),
    reviewer: { kind: 'account', id: account.accountId }, identityLookup: null, accountName: account.displayName || account.username, bindingId: null, author: account.author,
  }
}

/** @throws NOT_FOUND for a business that no exam belongs to */
export async function deskOf(connection: Connection, { holder, businessCode }: DeskActor): Promise<Desk> {
  if (holder.kind !== 'account') return deskOfManager(holder)
  const business = examBusinesses.find((code) => code === businessCode)
  if (!business) throw problem('NOT_FOUND')
  return deskOfAccount(connection, holder, business)
}

/** All desks of a session: a manager's one, an account's for every exam. */
export const desksOf = (connection: Connection, { holder }: DeskActor): Promise<Desk[]> =>
  holder.kind === 'account' ? Promise.all(examBusinesses.map((code) => deskOfAccount(connection, holder, code))) : Promise.resolve([deskOfManager(holder)])

export const isSameReviewer = (a: Reviewer, b: Reviewer): boolean => a.kind === b.kind && a.id === b.id

/** By which authorisation, for the log; an account's entry names the account alone. */
export const byBinding = ({ bindingId }: Desk): { binding?: number } => (bindingId === null ? {} : { binding: bindingId })
