import { confirmationCodeLength } from '@talent/shared/domain/codes'
import { inTransaction, type Transaction } from '../../db/transaction'
import type { DeskActor } from '../../http/actor'
import type { Platform } from '../../platform'
import { randomCode } from '../../random-code'
import { record } from '../operation-log/operation-log.service'
import { departmentsInScope, requireWholeUnit } from '../organization/organization-scope'
import { confirmationCodesRepository, type ActiveCode } from './confirmation-codes.repository'

export type ConfirmationCodesService = ReturnType<typeof createConfirmationCodesService>

const unitOf = ({ holder }: DeskActor): number => (holder.kind === 'account' ? holder.organization.id : holder.binding.organizationId)

/** 本单位确认码 (P6): shown again whenever asked, so it is kept sealed and found by its lookup. */
export function createConfirmationCodesService(platform: Platform) {
  const { knex } = platform.database
  const { cipher } = platform

  async function make(tx: Transaction, actor: DeskActor, action: string): Promise<ActiveCode> {
    const code = randomCode(confirmationCodeLength)
    const sealed = cipher.seal('confirmation_codes.code', code)
    const createdAt = platform.now().toISOString()
    const organizationId = unitOf(actor)
    const id = await confirmationCodesRepository(tx).insert({ organizationId, codeLookup: cipher.lookup('confirmationCode', code), sealed, now: createdAt })
    await record(tx, platform.now(), { organizationId, author: actor.author, action, subject: `confirmationCode:${id}` })
    return { id, code: sealed, createdAt }
  }

  const present = async (actor: DeskActor, code: ActiveCode) => ({
    code: cipher.open('confirmation_codes.code', code.code),
    createdAt: code.createdAt,
    boundCandidates: await confirmationCodesRepository(knex).boundCandidates(unitOf(actor), actor.holder.kind === 'account' ? await departmentsInScope(knex, actor.holder.scope) : null),
  })

  return {
    /** The first reader makes it. */
    async get(actor: DeskActor) {
      const organizationId = unitOf(actor)
      const made = await confirmationCodesRepository(knex).active(organizationId)
      if (made) return present(actor, made)
      const fresh = await inTransaction(knex, async (tx) => {
        const repository = confirmationCodesRepository(tx)
        await repository.lockOrganization(organizationId)
        return (await repository.active(organizationId)) ?? make(tx, actor, 'confirmationCode.create')
      })
      return present(actor, fresh)
    },

    async rotate(actor: DeskActor) {
      if (actor.holder.kind === 'account') requireWholeUnit(actor.holder.scope, '更换确认码')
      const organizationId = unitOf(actor)
      const fresh = await inTransaction(knex, async (tx) => {
        const repository = confirmationCodesRepository(tx)
        await repository.lockOrganization(organizationId)
        const old = await repository.active(organizationId)
        if (old) await repository.rotate(old.id)
        return make(tx, actor, 'confirmationCode.rotate')
      })
      return present(actor, fresh)
    },
  }
}
