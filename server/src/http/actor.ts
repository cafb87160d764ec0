import type { Permission } from '@talent/shared/contract/permissions'
import type { Access, AccountAccess, DeskAccess, ManagerAccess, PublicAccess, VerifiedUserAccess, WebSessionAccess, WechatUserAccess } from '@talent/shared/contract/endpoint'

export type OrganizationKind = 'province' | 'city' | 'county' | 'institution'

declare const scopeBrand: unique symbol

/**
 * What a web account reaches with one permission. Only `accountScope` makes one, from the session:
 * a repository that asks for a scope can't be called with an id that came from outside.
 */
export interface Scope {
  readonly [scopeBrand]: true
  organizationId: number
  organizationKind: OrganizationKind
  /** Materialised path; an authority reaches the organizations below it. */
  path: string
  /** Departments (with their subtrees) that the granting roles name; null: all. */
  departmentIds: readonly number[] | null
}

export const accountScope = (scope: Omit<Scope, typeof scopeBrand>): Scope => scope as Scope

/** Who acts, as the operation log writes it down. */
export interface Author {
  kind: 'account' | 'wechatUser' | 'system' | 'public'
  id: number | null
  name: string
  /** Address the request came from. */
  source: string
}

export interface PublicActor {
  kind: 'public'
  author: Author
  /** What it says it is, as a kind of device in words. */
  device: string | null
  /** Signed in to the mini-program all the same: some public endpoints then do more. */
  wechatUserId: number | null
}

export interface WechatActor {
  kind: 'wechatUser'
  author: Author
  sessionId: number
  wechatUserId: number
  openid: string | null
  verified: boolean
  /** Keyed hash of the verified identity; null before. */
  identityLookup: string | null
}

export interface VerifiedActor extends WechatActor {
  identityLookup: string
}

export interface ManagerActor extends VerifiedActor {
  binding: { id: number; organizationId: number; organizationKind: OrganizationKind; path: string; businessCode: string; role: 'main' | 'auxiliary' }
}

export interface AccountActor {
  kind: 'account'
  author: Author
  sessionId: number
  accountId: number
  username: string
  displayName: string
  accountKind: 'main' | 'sub'
  mustChangePassword: boolean
  /** The person behind the account has been verified (R2). */
  verified: boolean
  organization: { id: number; name: string; kind: OrganizationKind }
  permissions: ReadonlySet<Permission>
  /** For the permission that the endpoint asks. */
  scope: Scope
  /** What the account reaches with another permission; null when it does not hold it. */
  scopeOf: (permission: Permission) => Scope | null
}

/** Whoever is signed in in the browser; a manager's session there holds the audit of its binding and nothing else. */
export type WebActor = AccountActor | ManagerActor

export interface DeskActor {
  kind: 'desk'
  author: Author
  /** Who sits at it, by the right to do what the endpoint does. */
  holder: WebActor
  /** Of the path; null when the endpoint is about all desks. A manager's is that of the binding. */
  businessCode: string | null
}

export type Actor = PublicActor | WechatActor | VerifiedActor | ManagerActor | AccountActor | DeskActor

export type ActorFor<A extends Access> = A extends PublicAccess
  ? PublicActor
  : A extends ManagerAccess
    ? ManagerActor
    : A extends VerifiedUserAccess
      ? VerifiedActor
      : A extends WechatUserAccess
        ? WechatActor
        : A extends AccountAccess
          ? AccountActor
          : A extends WebSessionAccess
            ? WebActor
            : A extends DeskAccess
              ? DeskActor
              : never
