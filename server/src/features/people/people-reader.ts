import type { Scope } from '../../http/actor'
import type { Platform } from '../../platform'
import { filterOf, type PeopleQuery } from './people-query'
import { idsOfPeople, recordsOfPeople } from './people.repository'
import { toValues, type PersonPlace, type PersonValues } from './person-record'

/** A record with everything in full. */
export interface PersonOnFile extends PersonPlace {
  id: number
  values: PersonValues
}

export type PeopleReader = ReturnType<typeof createPeopleReader>

/** For features that go through many people: an id is a few bytes, a record is read when its turn comes. */
export function createPeopleReader(platform: Platform) {
  const { database: { knex }, cipher } = platform
  return {
    /** Whom the list would show, newest first. */
    find: async (scope: Scope, query: PeopleQuery): Promise<number[]> => idsOfPeople(knex, scope, await filterOf(platform, scope, query)),

    /** Those of the ids that the institution still has, newest first. */
    records: async (scope: Scope, ids: readonly number[]): Promise<PersonOnFile[]> =>
      (await recordsOfPeople(knex, scope, ids)).map((row) => ({ id: row.id, departmentId: row.department_id, postId: row.post_id, values: toValues(cipher, row) })),
  }
}
