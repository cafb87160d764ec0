import type { Readable } from 'node:stream'
import type { AccountVerification, saveAccountVerification } from '@talent/shared/contract/account-verification'
import type { Input } from '@talent/shared/contract/endpoint'
import { changedFields, checkHolder, maxAuthorizationPages, readHolder } from '@talent/shared/domain/account-holder'
import { isError } from '@talent/shared/domain/issue'
import { canMove } from '@talent/shared/domain/state-machine'
import { accountVerification, type AccountVerificationAction } from '@talent/shared/domain/states/account-verification'
import { problem, type Issue } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import { inTransaction, type Transaction } from '../../db/transaction'
import type { AccountActor } from '../../http/actor'
import type { UploadedFile } from '../../http/body'
import { today, type Platform } from '../../platform'
import type { AttachmentsService } from '../attachments/attachments.service'
import { record } from '../operation-log/operation-log.service'
import { openHolder, sealHolder } from './holder-columns'
import { keepPhotosUntil } from './photo-retention'
import { verificationFormPdf } from './verification-form'
import { presentVerification } from './verification.presenter'
import { photoIds, verificationsRepository, type Photos, type UnitRow, type VerificationRow } from './verifications.repository'

type SaveInput = Input<typeof saveAccountVerification>
type Side = 'front' | 'back'

const sides = { front: { purpose: 'identityFront', column: 'front_photo_id', field: 'frontPhotoId', label: '人像面（正面）' }, back: { purpose: 'identityBack', column: 'back_photo_id', field: 'backPhotoId', label: '国徽面（反面）' } } as const
const bothSides: readonly Side[] = ['front', 'back']

export type VerificationService = ReturnType<typeof createVerificationService>

/** R2: whoever uses a web account says who they are, has the unit seal the authorisation, and hands it in. */
export function createVerificationService(platform: Platform, attachments: AttachmentsService) {
  const { cipher } = platform
  const { knex } = platform.database

  const log = (tx: Transaction, actor: AccountActor, action: string, detail: Record<string, string | string[]> = {}) =>
    record(tx, platform.now(), { organizationId: actor.scope.organizationId, author: actor.author, action: `accountVerification.${action}`, subject: `account:${actor.accountId}`, detail })

  async function unitOf(connection: Connection, actor: AccountActor): Promise<UnitRow> {
    const unit = await verificationsRepository(connection).unitOf(actor.accountId)
    if (!unit) throw problem('NOT_FOUND')
    return unit
  }

  async function present(connection: Connection, actor: AccountActor): Promise<AccountVerification> {
    const repository = verificationsRepository(connection)
    const row = await repository.find(actor.accountId)
    return presentVerification(row, row ? await repository.proofsOf(row.id) : [], await unitOf(connection, actor))
  }

  function requireMove(row: VerificationRow | undefined, action: AccountVerificationAction): void {
    const state = row?.state ?? accountVerification.initial
    if (canMove(accountVerification, state, action)) return
    throw problem('ACCOUNT_VERIFICATION_STATE', { detail: `当前为“${accountVerification.looks[state].label}”，不能进行此操作，请刷新页面`, data: { state } })
  }

  async function saved(connection: Connection, actor: AccountActor): Promise<VerificationRow> {
    const row = await verificationsRepository(connection).find(actor.accountId)
    if (!row) throw problem('ACCOUNT_VERIFICATION_STATE', { detail: '请先填写并保存实名信息', data: { state: accountVerification.initial } })
    return row
  }

  /** The photos from now on, newly uploaded ones in use; those of another account are as if they were not there. */
  async function takePhotos(tx: Transaction, actor: AccountActor, input: SaveInput, before: Photos | undefined): Promise<{ photos: Photos; issues: Issue[] }> {
    const photos: Photos = { front_photo_id: null, back_photo_id: null }
    const issues: Issue[] = []
    for (const side of bothSides) {
      const { purpose, column, field, label } = sides[side]
      const kept = before?.[column] ?? null
      const wanted = input[field] ?? kept
      if (wanted === null) issues.push({ path: [field], code: 'photo.required', message: `请上传证件${label}照片` })
      else if (wanted !== kept && (await attachments.claim(tx, { accountId: actor.accountId }, [{ id: wanted, purpose }])).missing.length > 0) {
        issues.push({ path: [field], code: 'photo.missing', message: `证件${label}照片已失效，请重新上传` })
      }
      photos[column] = wanted
    }
    return { photos, issues }
  }

  async function addProof(actor: AccountActor, store: () => Promise<{ id: number }>): Promise<AccountVerification> {
    const look = async (connection: Connection, row: VerificationRow | undefined): Promise<VerificationRow> => {
      requireMove(row, 'submit')
      const kept = row ? (await verificationsRepository(connection).proofsOf(row.id)).length : 0
      if (!row || kept >= maxAuthorizationPages) throw problem('BAD_INPUT', [{ path: ['file'], code: 'proof.tooMany', message: `授权书最多 ${maxAuthorizationPages} 个文件，请先删除不需要的` }])
      return row
    }
    await look(knex, await verificationsRepository(knex).find(actor.accountId))
    const { id } = await store()
    return inTransaction(knex, async (tx) => {
      const repository = verificationsRepository(tx)
      const row = await look(tx, await repository.lock(actor.accountId))
      await attachments.claim(tx, { accountId: actor.accountId }, [{ id, purpose: 'accountProof' }])
      await repository.addProof(row.id, id)
      return present(tx, actor)
    })
  }

  return {
    get: (actor: AccountActor): Promise<AccountVerification> => present(knex, actor),

    uploadPhoto: async (actor: AccountActor, side: Side, file: UploadedFile) => {
      const { id, width, height } = await attachments.storePicture({ accountId: actor.accountId }, sides[side].purpose, file)
      return { photoId: id, width, height }
    },

    async photo(actor: AccountActor, side: Side): Promise<Readable> {
      const id = (await verificationsRepository(knex).find(actor.accountId))?.[sides[side].column]
      const file = id ? await attachments.open(id) : null
      if (!file) throw problem('NOT_FOUND', { detail: '没有这张照片，可能已按保存期限删除' })
      return file.body
    },

    save: (actor: AccountActor, input: SaveInput): Promise<AccountVerification> => {
      const holder = readHolder(input)
      return inTransaction(knex, async (tx) => {
        const repository = verificationsRepository(tx)
        const row = await repository.lock(actor.accountId)
        requireMove(row, 'save')
        if ((row?.version ?? 0) !== input.version) throw problem('STALE', { data: await present(tx, actor) })
        const { photos, issues } = await takePhotos(tx, actor, input, row)
        const wrong = [...checkHolder(holder, today(platform)).filter(isError), ...issues]
        if (wrong.length > 0) throw problem('BAD_INPUT', wrong)
        const changed = changedFields(row ? openHolder(cipher, row) : { name: '', identityType: '', identityNumber: '', mobile: '' }, holder)
        // The printed form bears the time: another photo leaves it, and what was sealed, as it is.
        const savedAt = row && changed.length === 0 ? row.saved_at : platform.now().toISOString()
        await repository.save(actor.accountId, row, { ...sealHolder(cipher, holder), ...photos }, savedAt)
        await attachments.discard(tx, photoIds(row).filter((id) => !photoIds(photos).includes(id)))
        if (row && changed.length > 0) await attachments.discard(tx, await repository.removeProofs(row.id))
        const now = await repository.find(actor.accountId)
        if (now) await keepPhotosUntil(tx, platform, now)
        await log(tx, actor, 'save', { fields: changed })
        return present(tx, actor)
      })
    },

    reveal: (actor: AccountActor): Promise<{ identityNumber: string; mobile: string }> =>
      inTransaction(knex, async (tx) => {
        const { identityNumber, mobile } = openHolder(cipher, await saved(tx, actor))
        await log(tx, actor, 'reveal')
        return { identityNumber, mobile }
      }),

    async form(actor: AccountActor): Promise<Readable> {
      const row = await saved(knex, actor)
      await inTransaction(knex, (tx) => log(tx, actor, 'print'))
      return verificationFormPdf({ unit: await unitOf(knex, actor), holder: openHolder(cipher, row), savedAt: row.saved_at }, platform.now())
    },

    addPicture: (actor: AccountActor, file: UploadedFile) => addProof(actor, () => attachments.storePicture({ accountId: actor.accountId }, 'accountProof', file)),
    addDocument: (actor: AccountActor, file: UploadedFile) => addProof(actor, () => attachments.storeDocument({ accountId: actor.accountId }, 'accountProof', file)),

    async proof(actor: AccountActor, proofId: number): Promise<{ body: Readable; contentType: string }> {
      const repository = verificationsRepository(knex)
      const row = await repository.find(actor.accountId)
      const mine = row ? await repository.proofsOf(row.id) : []
      const file = mine.some((proof) => proof.attachment_id === proofId) ? await attachments.open(proofId) : null
      if (!file) throw problem('NOT_FOUND')
      return file
    },

    removeProof: (actor: AccountActor, proofId: number): Promise<AccountVerification> =>
      inTransaction(knex, async (tx) => {
        const repository = verificationsRepository(tx)
        const row = await repository.lock(actor.accountId)
        const mine = row ? await repository.proofsOf(row.id) : []
        if (!row || !mine.some((proof) => proof.attachment_id === proofId)) throw problem('NOT_FOUND')
        requireMove(row, 'submit')
        await attachments.discard(tx, await repository.removeProofs(row.id, proofId))
        await log(tx, actor, 'removeProof')
        return present(tx, actor)
      }),

    submit: (actor: AccountActor, version: number): Promise<AccountVerification> =>
      inTransaction(knex, async (tx) => {
        const repository = verificationsRepository(tx)
        const row = await repository.lock(actor.accountId)
        requireMove(row, 'submit')
        if (!row || row.version !== version) throw problem('STALE', { data: await present(tx, actor) })
        const issues = missingForSubmission(row, (await repository.proofsOf(row.id)).length)
        if (issues.length > 0) throw problem('BAD_INPUT', issues)
        await repository.submit(row.id, platform.now().toISOString())
        await log(tx, actor, 'submit')
        return present(tx, actor)
      }),
  }
}

function missingForSubmission(row: VerificationRow, proofs: number): Issue[] {
  const issues: Issue[] = []
  if (photoIds(row).length < bothSides.length) issues.push({ path: ['frontPhotoId'], code: 'photo.gone', message: '证件照片已按保存期限删除，请重新上传正反面并保存' })
  if (proofs === 0) issues.push({ path: ['proofs'], code: 'proof.required', message: '请先上传盖章的授权书' })
  return issues
}
