import type { listStaffingGrants, StaffingGrant } from '@talent/shared/contract/staffing-quotas'
import type { Input, Output } from '@talent/shared/contract/endpoint'
import { checkStaffingGrant, checkStaffingNumbers, staffingChanges, type StaffingNumbers } from '@talent/shared/domain/staffing-quota'
import { problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import { inTransaction } from '../../db/transaction'
import type { Author, Scope } from '../../http/actor'
import type { Platform } from '../../platform'
import { record } from '../operation-log/operation-log.service'
import { institutionsBelow, staffingRepository, type InstitutionRow } from './staffing-quotas.repository'
import { known } from './staffing-plan.service'

export type StaffingGrantsService = ReturnType<typeof createStaffingGrants>

/** R8: an authority gives the institutions of its subtree a number of posts by type. */
export function createStaffingGrants(platform: Platform) {
  const { knex } = platform.database

  async function present(connection: Connection, rows: readonly InstitutionRow[]): Promise<StaffingGrant[]> {
    const repository = staffingRepository(connection)
    const ids = rows.map(({ id }) => id)
    const [given, divided, used, plan] = [await repository.given(ids), await repository.divided(ids), await repository.used(ids), await repository.plans(ids)]
    return rows.map(({ id, name }) => ({ institutionId: id, name, given: given.get(id) ?? {}, divided: divided.get(id) ?? {}, used: known(used.get(id)), ...plan(id) }))
  }

  async function presentOne(connection: Connection, institution: InstitutionRow): Promise<StaffingGrant> {
    const [grant] = await present(connection, [institution])
    if (!grant) throw problem('NOT_FOUND')
    return grant
  }

  return {
    async list(scope: Scope, { keyword = '', granted, page, pageSize }: Input<typeof listStaffingGrants>): Promise<Output<typeof listStaffingGrants>> {
      const { rows, total } = await institutionsBelow(knex, scope).page({ keyword: keyword.trim(), granted, page, pageSize })
      return { items: await present(knex, rows), total, page, pageSize }
    },

    save: (scope: Scope, author: Author, institutionId: number, { numbers, version }: { numbers: StaffingNumbers; version: number }): Promise<StaffingGrant> =>
      inTransaction(knex, async (tx) => {
        const institution = await institutionsBelow(tx, scope).find(institutionId)
        if (!institution) throw problem('NOT_FOUND')
        const repository = staffingRepository(tx)
        const now = platform.now()
        const current = await repository.lock(institutionId, now.toISOString())
        if (current !== version) throw problem('STALE', { data: await presentOne(tx, institution) })
        const wrong = checkStaffingNumbers(numbers, ['numbers'])
        if (wrong.length > 0) throw problem('BAD_INPUT', wrong)
        const tooLow = checkStaffingGrant(numbers, (await repository.divided([institutionId])).get(institutionId) ?? {})
        if (tooLow.length > 0) throw problem('STAFFING_DIVIDED', { detail: tooLow.map(({ message }) => message).join('；'), issues: tooLow })
        const changes = staffingChanges((await repository.given([institutionId])).get(institutionId) ?? {}, numbers)
        if (changes.length > 0) {
          await repository.setGrant(institutionId, numbers)
          await repository.touch(institutionId, now.toISOString())
          // In the log of both: who gave looks there as well as who got.
          await record(tx, now, [...new Set([institutionId, scope.organizationId])].map((organizationId) => ({
            organizationId, author, action: 'staffingQuota.grant', subject: `organization:${institutionId}`, detail: { changes },
          })))
        }
        return presentOne(tx, institution)
      }),
  }
}
