import * as contract from '@talent/shared/contract/key-groups'
import type { Mount } from '../../http/mount'
import type { KeyGroupsService } from './key-groups.service'

export function mountKeyGroups(mount: Mount, groups: KeyGroupsService): void {
  mount(contract.listKeyGroups, async ({ actor }) => ({ items: await groups.list(actor.scope) }))
  mount(contract.findPastedPeople, async ({ actor, input }) => ({ lines: await groups.findPasted(actor.scope, input.lines) }))
  mount(contract.getKeyGroup, ({ actor, params }) => groups.get(actor.scope, params.keyGroupId))
  mount(contract.createKeyGroup, ({ actor, input }) => groups.create(actor.scope, actor.author, input))
  mount(contract.updateKeyGroup, ({ actor, params, input }) => groups.update(actor.scope, actor.author, params.keyGroupId, input))
  mount(contract.archiveKeyGroup, ({ actor, params, input }) => groups.archive(actor.scope, actor.author, params.keyGroupId, input.version))
  mount(contract.restoreKeyGroup, ({ actor, params, input }) => groups.restore(actor.scope, actor.author, params.keyGroupId, input.version))
  mount(contract.removeKeyGroup, async ({ actor, params, input }) => {
    await groups.remove(actor.scope, actor.author, params.keyGroupId, input.version)
    return { ok: true } as const
  })
  mount(contract.addKeyGroupMembers, ({ actor, params, input }) => groups.addMembers(actor.scope, actor.author, params.keyGroupId, input.personIds))
  mount(contract.removeKeyGroupMembers, ({ actor, params, input }) => groups.takeOut(actor.scope, actor.author, params.keyGroupId, input.personIds))
  mount(contract.listPersonKeyGroups, async ({ actor, params }) => ({ items: await groups.ofPerson(actor.scope, params.personId) }))
}
