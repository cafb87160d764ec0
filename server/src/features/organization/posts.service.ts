import type { Post } from '@talent/shared/contract/organization'
import { entryOf } from '@talent/shared/dictionaries/index'
import { cleanText, sameText } from '@talent/shared/domain/clean-text'
import { problem } from '@talent/shared/errors'
import { inTransaction, type Transaction } from '../../db/transaction'
import type { Author, Scope } from '../../http/actor'
import type { Platform } from '../../platform'
import { record } from '../operation-log/operation-log.service'
import { departmentsInScope, requireWholeUnit } from './organization-scope'
import { countPeopleByPost, countPeopleOn, deletePost, insertPost, listPostRows, lockPost, nameTaken, updatePostRow, type PostRow, type PostValues } from './posts.repository'

export type PostsService = ReturnType<typeof createPostsService>

/** R7: posts are the institution's and stand beside its departments; a role of some departments sees them and leaves them as they are. */
export function createPostsService(platform: Platform) {
  const { knex } = platform.database

  const log = (tx: Transaction, scope: Scope, author: Author, action: string, id: number, detail: Record<string, string | null> = {}) =>
    record(tx, platform.now(), { organizationId: scope.organizationId, author, action, subject: `post:${id}`, detail })

  return {
    async list(scope: Scope): Promise<Post[]> {
      const [rows, people] = await Promise.all([listPostRows(knex, scope), countPeopleByPost(knex, scope, await departmentsInScope(knex, scope))])
      return rows.map((row) => present(row, people.get(row.id) ?? 0))
    },

    create: (scope: Scope, author: Author, input: PostValues): Promise<Post> =>
      inTransaction(knex, async (tx) => {
        requireWholeUnit(scope, '机构岗位')
        const values = read(input)
        await refuseLikeName(tx, scope, values.name)
        const id = await insertPost(tx, scope, values)
        await log(tx, scope, author, 'post.create', id, { standardPostCode: values.standardPostCode })
        return present({ id, name: values.name, standard_post_code: values.standardPostCode, version: 1 }, 0)
      }),

    update: (scope: Scope, author: Author, id: number, input: PostValues & { version: number }): Promise<Post> =>
      inTransaction(knex, async (tx) => {
        requireWholeUnit(scope, '机构岗位')
        const current = await lockPost(tx, scope, id)
        if (!current) throw problem('NOT_FOUND')
        const people = await countPeopleOn(tx, scope, id)
        if (current.version !== input.version) throw problem('STALE', { data: present(current, people) })
        const values = read(input)
        if (values.name !== current.name) await refuseLikeName(tx, scope, values.name, id)
        await updatePostRow(tx, scope, id, values)
        await log(tx, scope, author, 'post.update', id, { standardPostCode: values.standardPostCode })
        return present({ id, name: values.name, standard_post_code: values.standardPostCode, version: current.version + 1 }, people)
      }),

    remove: (scope: Scope, author: Author, id: number): Promise<void> =>
      inTransaction(knex, async (tx) => {
        requireWholeUnit(scope, '机构岗位')
        if (!(await lockPost(tx, scope, id))) throw problem('NOT_FOUND')
        const people = await countPeopleOn(tx, scope, id)
        if (people > 0) throw problem('POST_IN_USE', { detail: `岗位上还有 ${people} 名人员，请先调整人员岗位再删除`, data: { people } })
        if (!(await deletePost(tx, scope, id))) throw problem('POST_IN_USE')
        await log(tx, scope, author, 'post.remove', id)
      }),
  }
}

/** Names that differ in spaces alone are one name to an import, which would give people either. */
async function refuseLikeName(tx: Transaction, scope: Scope, name: string, id?: number): Promise<void> {
  const like = (await listPostRows(tx, scope)).find((row) => row.id !== id && sameText(row.name, name))
  if (like) throw nameTaken(like.name)
}

function read(input: PostValues): PostValues {
  const standardPostCode = input.standardPostCode || null
  if (standardPostCode !== null && !entryOf('standardPost', standardPostCode)) {
    throw problem('BAD_INPUT', [{ path: ['standardPostCode'], code: 'CHOICE_UNKNOWN', message: '标准岗位不在可选范围内，请从列表中选择' }])
  }
  return { name: cleanText(input.name), standardPostCode }
}

const present = (row: PostRow, people: number): Post => ({ id: row.id, name: row.name, standardPostCode: row.standard_post_code, people, version: row.version })
