import * as contract from '@talent/shared/contract/organization'
import type { Mount } from '../../http/mount'
import type { DepartmentsService } from './departments.service'
import type { PostsService } from './posts.service'

const done = { ok: true } as const

export function mountOrganization(mount: Mount, departments: DepartmentsService, posts: PostsService): void {
  mount(contract.listDepartments, async ({ actor }) => ({ items: await departments.list(actor.scope) }))
  mount(contract.createDepartment, ({ actor, input }) => departments.create(actor.scope, actor.author, input))
  mount(contract.updateDepartment, ({ actor, params, input }) => departments.update(actor.scope, actor.author, params.departmentId, input))
  mount(contract.removeDepartment, async ({ actor, params }) => {
    await departments.remove(actor.scope, actor.author, params.departmentId)
    return done
  })
  mount(contract.initializeDepartments, async ({ actor }) => ({ items: await departments.initialize(actor.scope, actor.author) }))
  mount(contract.placeDepartment, async ({ actor, params, input }) => ({ items: await departments.place(actor.scope, actor.author, params.departmentId, input) }))
  mount(contract.moveDepartmentPeople, ({ actor, params, input }) => departments.movePeople(actor.scope, actor.author, params.departmentId, input.targetId))

  mount(contract.listPosts, async ({ actor }) => ({ items: await posts.list(actor.scope) }))
  mount(contract.createPost, ({ actor, input }) => posts.create(actor.scope, actor.author, input))
  mount(contract.updatePost, ({ actor, params, input }) => posts.update(actor.scope, actor.author, params.postId, input))
  mount(contract.removePost, async ({ actor, params }) => {
    await posts.remove(actor.scope, actor.author, params.postId)
    return done
  })
}
