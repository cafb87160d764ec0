import type { Connection } from '../../db/database'
import { whereStartsWith } from '../../db/like'
import type { Scope } from '../../http/actor'
import { staffedAmong } from '../accounts/staffed-organizations'

/** Who is asked for the last word, and for whom it stands in. */
export interface AskedAuthority {
  name: string
  standsInFor: string | null
}

interface Authority {
  id: number
  name: string
  path: string
}

const idsOf = (path: string): number[] => path.split('/').filter((part) => part !== '').map(Number)

/**
 * Authorities whose changes wait for this one: its own, and those below it for whom it stands in, since nobody there, nor
 * anywhere between, has an account that may review. They get their turn back with their account.
 */
export async function reviewedFor(connection: Connection, scope: Scope): Promise<number[]> {
  const query = connection('organizations').whereNot('kind', 'institution').whereNot('id', scope.organizationId).select('id', 'path')
  whereStartsWith(query, 'path', scope.path)
  const below: Pick<Authority, 'id' | 'path'>[] = await query
  const staffed = await staffedAmong(connection, 'transferReview.write', below.map(({ id }) => id))
  const depth = idsOf(scope.path).length
  return [scope.organizationId, ...below.filter(({ path }) => !idsOf(path).slice(depth).some((id) => staffed.has(id))).map(({ id }) => id)]
}

/** The nearest authority, or the next one above it where somebody may review; null: no authority of that id. */
export async function askedInsteadOf(connection: Connection, nearestId: number): Promise<AskedAuthority | null> {
  const nearest: Authority | undefined = await connection('organizations').where('id', nearestId).first('id', 'name', 'path')
  if (!nearest) return null
  const upwards = idsOf(nearest.path).reverse()
  const staffed = await staffedAmong(connection, 'transferReview.write', upwards)
  const asked = upwards.find((id) => staffed.has(id))
  if (asked === undefined || asked === nearest.id) return { name: nearest.name, standsInFor: null }
  const above: Pick<Authority, 'name'> | undefined = await connection('organizations').where('id', asked).first('name')
  return { name: above?.name ?? nearest.name, standsInFor: nearest.name }
}
