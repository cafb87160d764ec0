import * as contract from '@talent/shared/contract/people'
import type { Mount } from '../../http/mount'
import type { PeopleService } from './people.service'

export function mountPeople(mount: Mount, people: PeopleService): void {
  mount(contract.searchPeople, ({ actor, input }) => people.search(actor.scope, input))
  mount(contract.getPerson, ({ actor, params }) => people.get(actor.scope, params.personId))
  mount(contract.revealPerson, ({ actor, params }) => people.reveal(actor.scope, actor.author, params.personId))
  mount(contract.createPerson, ({ actor, input }) => people.create(actor.scope, actor.author, input))
  mount(contract.updatePerson, ({ actor, params, input }) => people.update(actor.scope, actor.author, params.personId, input))
  mount(contract.removePerson, async ({ actor, params }) => {
    await people.remove(actor.scope, actor.author, params.personId)
    return { ok: true } as const
  })
}
