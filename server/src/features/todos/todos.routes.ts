import { getTodos } from '@talent/shared/contract/organization'
import type { Mount } from '../../http/mount'
import type { TodoSource } from './todo-source'

/** In the order of the sources: what must be done first comes first. */
export function mountTodos(mount: Mount, sources: readonly TodoSource[]): void {
  mount(getTodos, async ({ actor }) => ({ items: (await Promise.all(sources.map((source) => source(actor.scopeOf)))).flat() }))
}
