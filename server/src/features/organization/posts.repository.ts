import { problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import { throughIndex } from '../../db/index-hint'
import { isDuplicate, isReferenceViolation, type Transaction } from '../../db/transaction'
import type { Scope } from '../../http/actor'

export interface PostRow {
  id: number
  name: string
  standard_post_code: string | null
  version: number
}

export interface PostValues {
  name: string
  standardPostCode: string | null
}

const columns = ['id', 'name', 'standard_post_code', 'version']

export const listPostRows = (connection: Connection, scope: Scope): Promise<PostRow[]> =>
  connection('posts').where('organization_id', scope.organizationId).orderBy('id').select(columns)

export const lockPost = (tx: Transaction, scope: Scope, id: number): Promise<PostRow | undefined> =>
  tx('posts').where({ organization_id: scope.organizationId, id }).forUpdate().first(columns)

/** In these departments; null: in all. */
export async function countPeopleByPost(connection: Connection, scope: Scope, departments: readonly number[] | null): Promise<Map<number, number>> {
  const rows: { post_id: number | null; people: number }[] = await connection(throughIndex(connection, 'people', 'people_narrowed'))
    .where('organization_id', scope.organizationId)
    .modify((query) => void (departments && query.whereIn('department_id', departments)))
    .groupBy('post_id')
    .select('post_id')
    .count({ people: '*' })
  return new Map(rows.flatMap((row) => (row.post_id === null ? [] : [[row.post_id, Number(row.people)]])))
}

export async function countPeopleOn(connection: Connection, scope: Scope, postId: number): Promise<number> {
  const row = await connection('people').where({ organization_id: scope.organizationId, post_id: postId }).count({ people: '*' }).first()
  return Number(row?.people ?? 0)
}

export async function insertPost(tx: Transaction, scope: Scope, values: PostValues): Promise<number> {
  const [id = 0] = await refusingTakenName(
    values.name,
    tx('posts').insert({ organization_id: scope.organizationId, name: values.name, standard_post_code: values.standardPostCode }),
  )
  return id
}

export const updatePostRow = (tx: Transaction, scope: Scope, id: number, values: PostValues): Promise<number> =>
  refusingTakenName(
    values.name,
    tx('posts').where({ organization_id: scope.organizationId, id }).update({ name: values.name, standard_post_code: values.standardPostCode, version: tx.raw('version + 1') }),
  )

/** False when someone came to hold the post after it was looked at. */
export async function deletePost(tx: Transaction, scope: Scope, id: number): Promise<boolean> {
  try {
    await tx('posts').where({ organization_id: scope.organizationId, id }).delete()
    return true
  } catch (error) {
    if (isReferenceViolation(error)) return false
    throw error
  }
}

async function refusingTakenName<T>(name: string, write: PromiseLike<T>): Promise<T> {
  try {
    return await write
  } catch (error) {
    if (isDuplicate(error)) throw nameTaken(name)
    throw error
  }
}

export function nameTaken(name: string) {
  const message = `已有名称为“${name}”的岗位，请换一个名称`
  return problem('POST_NAME_TAKEN', { detail: message, issues: [{ path: ['name'], code: 'NAME_TAKEN', message }] })
}
