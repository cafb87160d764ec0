import type { Readable } from 'node:stream'
import type { HrApplication, HrProof } from '@talent/shared/contract/hr-accounts'
import { maskIdentityNumber } from '@talent/shared/domain/mask'
import { canMove } from '@talent/shared/domain/state-machine'
import { registration } from '@talent/shared/domain/states/registration'
import { problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import { inTransaction, isDuplicate, type Transaction } from '../../db/transaction'
import type { VerifiedActor } from '../../http/actor'
import { spend } from '../../http/attempts'
import type { UploadedFile } from '../../http/body'
import type { Platform } from '../../platform'
import type { AttachmentsService } from '../attachments/attachments.service'
import { findInLibrary, searchLibrary } from '../institution/institution-library'
import { record } from '../operation-log/operation-log.service'
import { presentApplication, presentUnit } from './hr-accounts.presenter'
import { hrApplicationsRepository, type HrApplicationRow } from './hr-applications.repository'
import { hrPasswordsRepository } from './hr-passwords.repository'

const searchesPerMinute = { limit: 30, windowMs: 60_000 }
const shownUnits = 20

export function createHrApplications(platform: Platform, attachments: AttachmentsService) {
  const { cipher } = platform
  const { knex } = platform.database

  /** Whoever applies, as verified now. */
  async function personOf(tx: Transaction, wechatUserId: number) {
    const user = await hrApplicationsRepository(tx).lockApplicant(wechatUserId)
    if (!user?.identity_number || !user.identity_lookup) throw problem('IDENTITY_REQUIRED')
    const identityNumber = cipher.open('wechat_users.identity_number', user.identity_number)
    return {
      applicant_name: user.identity_name ?? '',
      identity_type: user.identity_type ?? '',
      identity_number: cipher.seal('hr_account_applications.identity_number', identityNumber),
      identity_lookup: user.identity_lookup,
      identity_number_masked: maskIdentityNumber(identityNumber),
    }
  }

  async function claimProofs(tx: Transaction, wechatUserId: number, proofIds: readonly number[], applicationId: number | null): Promise<void> {
    const wanted = proofIds.map((id) => ({ id, purpose: 'hrProof' as const }))
    const { missing } = await attachments.claim(tx, { wechatUserId }, wanted)
    const gone = [...missing, ...(await hrApplicationsRepository(tx).usedElsewhere(proofIds, applicationId))]
    if (gone.length === 0) return
    const issues = proofIds.flatMap((id, i) => (gone.includes(id) ? [{ path: ['proofIds', i], code: 'proof.missing', message: `第 ${i + 1} 个文件已失效，请重新上传` }] : []))
    throw problem('BAD_INPUT', issues)
  }

  async function presentAll(connection: Connection, rows: readonly HrApplicationRow[]): Promise<HrApplication[]> {
    const ids = rows.map((row) => row.id)
    const proofs = await hrApplicationsRepository(connection).proofsOf(ids)
    const passwords = await hrPasswordsRepository(connection).ofApplications(ids)
    const now = platform.now().toISOString()
    const items: HrApplication[] = []
    for (const row of rows) {
      const unit = await findInLibrary(connection, row.organization_id)
      if (unit) items.push(presentApplication(row, unit, proofs.filter((p) => p.application_id === row.id), passwords.find((p) => p.application_id === row.id), now))
    }
    return items
  }

  async function get(actor: VerifiedActor, id: number): Promise<HrApplication> {
    const row = await hrApplicationsRepository(knex).find(actor.wechatUserId, id)
    const [application] = row ? await presentAll(knex, [row]) : []
    if (!application) throw problem('NOT_FOUND')
    return application
  }

  const log = (tx: Transaction, actor: VerifiedActor, organizationId: number, action: string, id: number) =>
    record(tx, platform.now(), { organizationId, author: actor.author, action, subject: `hrApplication:${id}` })

  return {
    get,

    async search(actor: VerifiedActor, name: string) {
      await spend(platform, `hrUnits:${actor.wechatUserId}`, searchesPerMinute, () => problem('TOO_MANY_REQUESTS', { detail: '搜索太频繁，请 1 分钟后再试' }))
      const found = await searchLibrary(knex, name.trim(), shownUnits + 1)
      return { items: found.slice(0, shownUnits).map(presentUnit), more: found.length > shownUnits }
    },

    async uploadPicture(actor: VerifiedActor, file: UploadedFile): Promise<HrProof> {
      const { id } = await attachments.storePicture({ wechatUserId: actor.wechatUserId }, 'hrProof', file)
      return { proofId: id, kind: 'picture' }
    },

    async uploadDocument(actor: VerifiedActor, file: UploadedFile): Promise<HrProof> {
      const { id } = await attachments.storeDocument({ wechatUserId: actor.wechatUserId }, 'hrProof', file)
      return { proofId: id, kind: 'document' }
    },

    list: async (actor: Pick<VerifiedActor, 'wechatUserId'>): Promise<HrApplication[]> => presentAll(knex, await hrApplicationsRepository(knex).listOf(actor.wechatUserId)),

    async submit(actor: VerifiedActor, input: { organizationId: number; proofIds: number[] }): Promise<HrApplication> {
      const { wechatUserId } = actor
      const { organizationId, proofIds } = input
      if (!(await findInLibrary(knex, organizationId))) throw problem('NOT_FOUND', { detail: '没有找到这个单位，请重新搜索' })
      const id = await inTransaction(knex, async (tx) => {
        const repository = hrApplicationsRepository(tx)
        const person = await personOf(tx, wechatUserId)
        await refuseSecond(tx, wechatUserId, organizationId)
        const made = await repository.insert(wechatUserId, organizationId, person, platform.now())
        await claimProofs(tx, wechatUserId, proofIds, made)
        await repository.replaceProofs(made, proofIds)
        await log(tx, actor, organizationId, 'hrAccount.apply', made)
        return made
      }).catch(async (error: unknown) => {
        // Two at the same moment: the index lets one in, the other hears of it.
        if (isDuplicate(error)) await refuseSecond(knex, wechatUserId, organizationId)
        throw error
      })
      return get(actor, id)
    },

    async resubmit(actor: VerifiedActor, id: number, input: { proofIds: number[]; version: number }): Promise<HrApplication> {
      const { wechatUserId } = actor
      await inTransaction(knex, async (tx) => {
        const repository = hrApplicationsRepository(tx)
        const person = await personOf(tx, wechatUserId)
        const row = await repository.lock(wechatUserId, id)
        if (!row) throw problem('NOT_FOUND')
        if (!canMove(registration, row.state, 'resubmit')) throw problem('HR_APPLICATION_STATE', { data: { state: row.state } })
        if (row.version !== input.version) throw problem('STALE', { data: (await presentAll(tx, [row]))[0] })
        const before = (await repository.proofsOf([id])).map((proof) => proof.attachment_id)
        await claimProofs(tx, wechatUserId, input.proofIds, id)
        await repository.replaceProofs(id, input.proofIds)
        await attachments.release(tx, before.filter((old) => !input.proofIds.includes(old)))
        await repository.resubmit(id, person, platform.now())
        await log(tx, actor, row.organization_id, 'hrAccount.resubmit', id)
      })
      return get(actor, id)
    },

    async proof(actor: VerifiedActor, id: number, proofId: number): Promise<{ body: Readable; contentType: string }> {
      const row = await hrApplicationsRepository(knex).find(actor.wechatUserId, id)
      const proofs = row ? await hrApplicationsRepository(knex).proofsOf([id]) : []
      const file = proofs.some((proof) => proof.attachment_id === proofId) ? await attachments.open(proofId) : null
      if (!file) throw problem('NOT_FOUND')
      return file
    },

    /** Two users become one: of two open applications for a unit, that of the one who stays goes on. */
    async settleMerge(tx: Transaction, from: number, into: number): Promise<void> {
      const repository = hrApplicationsRepository(tx)
      const doubled = await repository.openTwice(from, into)
      if (doubled.length > 0) await repository.close(doubled, '同一申请人对该单位已有另一份申请', platform.now())
    },

    async erase(tx: Transaction, wechatUserId: number): Promise<void> {
      const { proofIds } = await hrApplicationsRepository(tx).forgetUser(wechatUserId, platform.now())
      await attachments.discard(tx, proofIds)
    },
  }

  async function refuseSecond(connection: Connection, wechatUserId: number, organizationId: number): Promise<void> {
    const open = await hrApplicationsRepository(connection).findOpen(wechatUserId, organizationId)
    if (!open) return
    const detail = open.state === 'rejected' ? '您对该单位的申请已被驳回，请在原申请中修改后重新提交' : undefined
    throw problem('HR_APPLICATION_EXISTS', { ...(detail ? { detail } : {}), data: { hrApplicationId: open.id, state: open.state } })
  }
}

export type HrApplicationsService = ReturnType<typeof createHrApplications>
