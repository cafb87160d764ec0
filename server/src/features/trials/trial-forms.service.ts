import type { Picture } from '@talent/shared/contract/details'
import { permissions } from '@talent/shared/contract/permissions'
import type { Trial } from '@talent/shared/contract/trials'
import { isSpecialForm, maxPhotosOfForm, specialForms, type SpecialForm } from '@talent/shared/domain/special-forms'
import { problem, type Problem } from '@talent/shared/errors'
import { inTransaction, type Transaction } from '../../db/transaction'
import type { UploadedFile } from '../../http/body'
import type { AccountActor } from '../../http/actor'
import { today, type Platform } from '../../platform'
import type { AttachmentsService, OpenedFile } from '../attachments/attachments.service'
import { presentPicture } from '../details/details.presenter'
import type { PersonPicturesService } from '../details/person-pictures.service'
import { record } from '../operation-log/operation-log.service'
import { departmentsInScope } from '../organization/organization-scope'
import type { FilingRules } from './filing-rules'
import { stateAfterSaving } from './filing-state'
import type { FiledPerson } from './person-values'
import { formsNeeded } from './records-follow'
import { isCorrection, requireOpen, type TrialAccess } from './trial-access'
import { trialsRepository, type TrialRecord } from './trials.repository'

export interface TrialFormsDependencies {
  rules: FilingRules
  attachments: Pick<AttachmentsService, 'storePicture' | 'open'>
  pictures: Pick<PersonPicturesService, 'claim' | 'release'>
}

export type TrialFormsService = ReturnType<typeof createTrialForms>

/** 特殊附件 of a filing: photos of stamped forms, without which it does not come before the candidate. */
export function createTrialForms(platform: Platform, access: TrialAccess, { rules, attachments, pictures }: TrialFormsDependencies) {
  const { knex } = platform.database
  const now = () => platform.now().toISOString()

  const log = (tx: Transaction, actor: AccountActor, action: string, trialId: number, detail: Record<string, string | number>) =>
    record(tx, platform.now(), { organizationId: actor.organization.id, author: actor.author, action, subject: `trial:${trialId}`, detail })

  /** Locked with its person, and open to changes. */
  async function openForChange(tx: Transaction, actor: AccountActor, trialId: number) {
    const trial = await access.lockKept(tx, actor, trialId)
    if (trial.confirmationState === 'confirmed') throw problem('TRIAL_CONFIRMED')
    const { settings } = await rules.of(tx, trial)
    requireOpen(settings, today(platform), isCorrection(trial))
    const person = await access.lockPerson(tx, actor, trial.personId)
    return { trial, settings, person, needed: formsNeeded(person.values, settings, trial.filing).map(({ form }) => form) }
  }

  /** Whether it comes before the candidate or is taken back now, and the candidate hears of it. */
  async function follow(tx: Transaction, actor: AccountActor, { trial: before, settings, person }: { trial: TrialRecord; settings: Parameters<TrialAccess['isComplete']>[1]; person: FiledPerson }): Promise<Trial> {
    const trial = await access.load(tx, actor, before.id)
    const state = stateAfterSaving(trial.confirmationState, trial.filing, access.isComplete(person, settings, trial))
    await trialsRepository(tx).setState(trial, state, now())
    await access.announce(tx, trial.id, trial.version + 1, trial.personId, trial.confirmationState, state, {
      event: trial.reopenReason === null ? 'filing.filed' : 'filing.corrected', params: { unitName: trial.organizationName, examYear: trial.filing.examYear },
    })
    return access.present(tx, await access.load(tx, actor, trial.id))
  }

  async function mayEnlarge({ scopeOf }: AccountActor, trialId: number): Promise<boolean> {
    for (const scope of [scopeOf('person.reveal'), scopeOf('trial.write')]) {
      if (scope && (await trialsRepository(knex).find(scope, await departmentsInScope(knex, scope), trialId))) return true
    }
    return false
  }

  /** What stands against one more photo; the room of one that is replaced counts. */
  function requireRoom(trial: TrialRecord, form: SpecialForm, needed: readonly SpecialForm[], replaces: number | undefined): void {
    const own = trial.forms.filter((photo) => photo.form === form)
    requireNeeded(form, needed)
    if (replaces !== undefined && !own.some(({ attachmentId }) => attachmentId === replaces)) throw refuse('PICTURE_GONE', '要替换的照片已不在填报中，请刷新后重新选择')
    if (replaces === undefined && own.length >= maxPhotosOfForm) throw tooMany(form)
  }

  return {
    async add(actor: AccountActor, trialId: number, name: string, input: { replaces?: number | undefined }, file: UploadedFile): Promise<Trial> {
      if (!isSpecialForm(name)) throw problem('NOT_FOUND')
      // Refused before the picture is stored; looked at again when it is.
      const owner = await inTransaction(knex, async (tx) => {
        const { trial, needed } = await openForChange(tx, actor, trialId)
        requireRoom(trial, name, needed, input.replaces)
        return { organizationId: trial.organizationId, personId: trial.personId }
      })
      const { id: attachmentId } = await attachments.storePicture(owner, 'personPicture', file)
      return inTransaction(knex, async (tx) => {
        const opened = await openForChange(tx, actor, trialId)
        requireRoom(opened.trial, name, opened.needed, input.replaces)
        await pictures.claim(tx, owner, [attachmentId], 'file')
        await trialsRepository(tx).addForm(trialId, name, attachmentId, now())
        if (input.replaces !== undefined) {
          await trialsRepository(tx).removeForm(trialId, input.replaces)
          await pictures.release(tx, [input.replaces])
        }
        await log(tx, actor, 'trial.addForm', trialId, { form: name, attachment: attachmentId })
        return follow(tx, actor, opened)
      })
    },

    /** One of many that are put in at once: what is there already, by what it shows, is not added again. */
    async addPicture(actor: AccountActor, trialId: number, name: string, replaces: readonly number[], file: UploadedFile): Promise<{ pictures: Picture[]; added: boolean }> {
      if (!isSpecialForm(name)) throw problem('NOT_FOUND')
      const look = async (tx: Transaction) => {
        const opened = await openForChange(tx, actor, trialId)
        requireNeeded(name, opened.needed)
        return { opened, own: opened.trial.forms.filter((photo) => photo.form === name) }
      }
      const { organizationId, personId } = (await inTransaction(knex, look)).opened.trial
      const uploaded = await attachments.storePicture({ organizationId, personId }, 'personPicture', file)
      return inTransaction(knex, async (tx) => {
        const { opened, own } = await look(tx)
        const same = own.find(({ sha256 }) => sha256 === uploaded.sha256)
        const gone = own.filter(({ attachmentId }) => attachmentId !== same?.attachmentId && replaces.includes(attachmentId)).map(({ attachmentId }) => attachmentId)
        if (same && gone.length === 0) return { pictures: own.map(presentPicture), added: false }
        if (!same) {
          if (own.length - gone.length >= maxPhotosOfForm) throw tooMany(name)
          await pictures.claim(tx, { organizationId, personId }, [uploaded.id], 'file')
          await trialsRepository(tx).addForm(trialId, name, uploaded.id, now())
        }
        for (const attachmentId of gone) await trialsRepository(tx).removeForm(trialId, attachmentId)
        await pictures.release(tx, gone)
        await log(tx, actor, 'trial.addForm', trialId, { form: name, attachment: same?.attachmentId ?? uploaded.id })
        const { forms } = await follow(tx, actor, opened)
        return { pictures: forms.find(({ form }) => form === name)?.photos ?? [], added: !same }
      })
    },

    async remove(actor: AccountActor, trialId: number, attachmentId: number): Promise<Trial> {
      return inTransaction(knex, async (tx) => {
        const opened = await openForChange(tx, actor, trialId)
        const photo = opened.trial.forms.find((one) => one.attachmentId === attachmentId)
        if (!photo) throw problem('NOT_FOUND')
        await trialsRepository(tx).removeForm(trialId, attachmentId)
        await pictures.release(tx, [attachmentId])
        await log(tx, actor, 'trial.removeForm', trialId, { form: photo.form, attachment: attachmentId })
        return follow(tx, actor, opened)
      })
    },

    /** The form shows whole numbers: in full size for those who may read them or file, and on the log. */
    async photo(actor: AccountActor, trialId: number, attachmentId: number, size: 'thumb' | 'full'): Promise<OpenedFile> {
      const trial = await access.load(knex, actor, trialId)
      if (!trial.forms.some((photo) => photo.attachmentId === attachmentId)) throw problem('NOT_FOUND')
      if (size === 'full' && !(await mayEnlarge(actor, trialId))) throw onlyThumbnails()
      if (size === 'full') await inTransaction(knex, (tx) => log(tx, actor, 'trial.viewPhoto', trialId, { attachment: attachmentId }))
      const file = await attachments.open(attachmentId, size)
      if (!file) throw problem('NOT_FOUND')
      return file
    },
  }
}

const onlyThumbnails = (): Problem =>
  problem('FORBIDDEN', { detail: `您的角色只能看缩略图。表格大图上有完整证件号，需要“${permissions['trial.write'].label}”或“${permissions['person.reveal'].label}”权限，请联系管理员` })

const refuse = (code: string, message: string): Problem => problem('BAD_INPUT', [{ path: ['file'], code, message }])
const tooMany = (form: SpecialForm): Problem => refuse('TOO_MANY_PHOTOS', `《${specialForms[form].label}》最多 ${maxPhotosOfForm} 张照片，请先删除或替换`)

function requireNeeded(form: SpecialForm, needed: readonly SpecialForm[]): void {
  if (!needed.includes(form)) throw refuse('FORM_NOT_NEEDED', `该填报不需要《${specialForms[form].label}》，请核对人员的身份证件类别和填报内容`)
}
