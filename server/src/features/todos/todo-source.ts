import type { getTodos } from '@talent/shared/contract/organization'
import type { Output } from '@talent/shared/contract/endpoint'
import type { Permission } from '@talent/shared/contract/permissions'
import type { Scope } from '../../http/actor'

export type Todo = Output<typeof getTodos>['items'][number]

/**
 * What a feature contributes to the home page. It asks for the scope of the permission that the linked list needs and
 * gives nothing when the account does not hold it. `href` is a page of the admin view with its filter.
 */
export type TodoSource = (scopeOf: (permission: Permission) => Scope | null) => Promise<Todo[]>
