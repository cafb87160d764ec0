import type { Filing, UnitContact } from '@talent/shared/contract/candidate'
import { confirmation } from '@talent/shared/domain/states/confirmation'
import { examYearPhase, type ExamYearSettings } from '@talent/shared/domain/exam-year'
import { unboundText } from '@talent/shared/domain/exam-year-words'
import { pictureOfTarget, wholeSection } from '@talent/shared/domain/objection-target'
import { move } from '@talent/shared/domain/state-machine'
import { maskPersonField } from '@talent/shared/domain/person-mask'
import { problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import { inTransaction, type Transaction } from '../../db/transaction'
import type { VerifiedActor } from '../../http/actor'
import { today, type Platform } from '../../platform'
import type { AttachmentsService, OpenedFile } from '../attachments/attachments.service'
import { examName, type ApplicationsService } from '../applications/applications.service'
import type { ExamYear, ExamYearsService } from '../exam-years/exam-years.service'
import { record } from '../operation-log/operation-log.service'
import type { FeesService } from '../payments/fees.service'
import type { FoundSubject } from '../person-checks/manual-checks.service'
import type { FilingRules } from '../trials/filing-rules'
import { requireOpen, takes } from '../trials/trial-access'
import type { FiledForCandidate, CandidateTrials } from '../trials/candidate-trials.service'
import { compareFilings, type ComparedSection } from '../trials/filing-changes'
import { picturesIn, readContent, type ContentField, type ContentPicture, type ContentSection, type FilingContent } from '../trials/filing-content'
import { missingOf } from '../trials/records-follow'

export interface FilingsDependencies {
  trials: CandidateTrials
  applications: ApplicationsService
  rules: FilingRules
  examYears: Pick<ExamYearsService, 'unbound'>
  fees: Pick<FeesService, 'onSubmitted'>
  /** @throws FACE_NOT_PASSED unless the check, by face or by hand, is this user's for this filing, passed and unused */
  consumeCheck(tx: Transaction, check: { userId: number; checkId: number; trialId: number }): Promise<void>
  openPicture: AttachmentsService['open']
}

export interface FilingsAnswer {
  filings: Filing[]
  missing: { reason: 'noUnit' | 'noFiling' | 'notReady'; text: string; lacks: string[]; unitName: string | null; contact: UnitContact | null } | null
}

const notEligible = '单位档案中您的在职状态不在本年度可申报的范围内，请联系单位人事部门核对后再确认'

export type FilingsService = ReturnType<typeof createFilingsService>

export function createFilingsService(platform: Platform, { trials, applications, rules, examYears, fees, consumeCheck, openPicture }: FilingsDependencies) {
  const { knex } = platform.database

  async function present(connection: Connection, filed: FiledForCandidate, contact: UnitContact | null): Promise<Filing> {
    const { trial, objections } = filed
    const { settings } = await rules.of(connection, trial)
    const snapshot = await applications.snapshots(connection).latest(trial.id)
    const isConfirmed = trial.confirmationState === 'confirmed' && snapshot !== null
    const content = shownOf(filed, snapshot)
    const { sections, removed } = compareFilings(content, isConfirmed ? [] : answeredBefore(filed, snapshot))
    const application = await connection('applications').where('trial_id', trial.id).first('id')
    return {
      trialId: trial.id,
      examYear: trial.filing.examYear,
      examName: examName(trial.businessCode),
      institutionName: trial.organizationName,
      contact,
      state: trial.confirmationState,
      period: periodOf(settings, today(platform), isCorrection(filed)),
      sections: sections.map((section, index) => ({
        ...presentSection(section), digest: digestOf(content.sections[index]), objections: objections.filter((o) => o.section === section.section),
      })),
      removed: removed.map(({ section, title, fields, pictures }) => ({
        section, title, fields: fields.map(masked), pictures: pictures.map(presentPicture), objections: objections.filter((o) => o.section === section),
      })),
      declaration: settings.declaration,
      faceCheckRequired: settings.faceCheckOnConfirm,
      totalMonths: trial.totalMonths,
      contentHash: isConfirmed ? snapshot.contentHash : filed.contentHash,
      confirmedAt: snapshot && !snapshot.voidedAt ? snapshot.confirmedAt : null,
      reopenReason: trial.reopenReason,
      applicationId: application?.id ?? null,
    }
  }

  /** Of filings that are not before the candidate yet: what the records lack for their exams. */
  async function lacking(connection: Connection, filings: FiledForCandidate[]): Promise<string[]> {
    const issues = await Promise.all(filings.map(async ({ trial, person }) => {
      const { settings } = await rules.of(connection, trial)
      return missingOf(person, settings, today(platform), trial)
    }))
    return [...new Set(issues.flat().map(({ message }) => message))]
  }

  /** Keyed: the phone keeps it beside a verdict, and a number can't be guessed from it. */
  const digestOf = (section: ContentSection | undefined): string => platform.cipher.lookup('filing.section', JSON.stringify(section))

  /** Locked, before the candidate, and just as the candidate saw it. */
  async function lockAsSeen(tx: Transaction, actor: VerifiedActor, trialId: number, contentHash: string): Promise<FiledForCandidate> {
    const filed = await trials.lock(tx, actor, trialId)
    if (!filed || filed.trial.confirmationState === 'notReady') throw problem('NOT_FOUND')
    if (filed.contentHash !== contentHash) throw problem('FILING_CHANGED')
    return filed
  }

  return {
    /** What a manual check before confirming is for. */
    async checkSubject(actor: VerifiedActor, trialId: number): Promise<FoundSubject> {
      const found = await trials.subjectOf(knex, actor, trialId)
      if (!found) throw problem('NOT_FOUND')
      const { organizationId, organizationName, businessCode, examYear } = found
      return { name: { kind: 'trial', trialId }, organizationId, about: `确认${organizationName}填报的 ${examYear} 年度${examName(businessCode)}信息` }
    },

    async list(actor: VerifiedActor): Promise<FilingsAnswer> {
      const unit = await trials.unitOf(knex, actor)
      if (!unit) {
        const text = ['您还没有绑定单位。请用单位确认码绑定，或联系单位人事部门核对档案中的证件号', unboundText(await examYears.unbound(knex))].filter(Boolean).join('。')
        return { filings: [], missing: { reason: 'noUnit', text, lacks: [], unitName: null, contact: null } }
      }
      const all = await trials.list(knex, actor)
      const shown = all.filter((f) => f.trial.confirmationState !== 'notReady')
      const filings = await Promise.all(shown.map((f) => present(knex, f, unit.contact)))
      if (filings.length) return { filings, missing: null }
      const contact = { unitName: unit.name, contact: unit.contact }
      return all.length
        ? { filings: [], missing: { reason: 'notReady', text: '单位正在填写您的信息，尚未提交给您确认。请联系单位人事部门了解进度', lacks: await lacking(knex, all), ...contact } }
        : { filings: [], missing: { reason: 'noFiling', text: '单位还没有为您填报本年度考试信息。请联系单位人事部门填报', lacks: [], ...contact } }
    },

    async reveal(actor: VerifiedActor, trialId: number) {
      return inTransaction(knex, async (tx) => {
        const filed = await trials.lock(tx, actor, trialId)
        if (!filed || filed.trial.confirmationState === 'notReady') throw problem('NOT_FOUND')
        const shown = shownOf(filed, await applications.snapshots(tx).latest(trialId))
        await record(tx, platform.now(), { organizationId: filed.trial.organizationId, author: actor.author, action: 'filing.reveal', subject: `trial:${trialId}` })
        return {
          fields: shown.sections.flatMap(({ section, fields }) => fields.filter((f) => f.personal).map(({ field, value }) => ({ section, field, value }))),
        }
      })
    },

    /** Of what is filed now, or of what the candidate answered to before. */
    async picture(actor: VerifiedActor, trialId: number, attachmentId: number, size: 'thumb' | 'full'): Promise<OpenedFile> {
      const filed = await trials.find(knex, actor, trialId)
      if (!filed || filed.trial.confirmationState === 'notReady') throw problem('NOT_FOUND')
      const content = shownOf(filed, await applications.snapshots(knex).latest(trialId))
      const shown = picturesIn(content).some((picture) => picture.attachmentId === attachmentId) || (await trials.keepsPicture(knex, trialId, attachmentId))
      const file = shown ? await openPicture(attachmentId, size) : null
      if (!file) throw problem('NOT_FOUND')
      return file
    },

    async confirm(actor: VerifiedActor, trialId: number, input: { contentHash: string; sections: string[]; checkId?: number | null | undefined }): Promise<{ applicationId: number }> {
      return inTransaction(knex, async (tx) => {
        const filed = await lockAsSeen(tx, actor, trialId, input.contentHash)
        const { trial, content } = filed
        const moved = move(confirmation, trial.confirmationState, 'confirm')
        if (!moved.ok) throw problem('CONFIRMATION_STATE', { detail: `现在的状态是“${confirmation.looks[trial.confirmationState].label}”` })
        const examYear = await rules.of(tx, trial)
        requireOpen(examYear.settings, today(platform), isCorrection(filed))
        if (!examYear.settings.eligibleStatuses.includes(filed.person.values.employmentStatus)) throw problem('CONFIRMATION_STATE', { detail: notEligible })
        const [missing] = missingOf(filed.person, examYear.settings, today(platform), trial)
        if (missing) throw problem('CONFIRMATION_STATE', { detail: `单位填报的资料还不完整（${missing.message}），请联系单位人事部门补充后再确认` })
        requireAllSections(content, input.sections)
        await requireCheck(tx, { userId: actor.wechatUserId, trialId }, examYear, input.checkId ?? null)
        const applicationId = await applications.submit(tx, {
          trialId, wechatUserId: actor.wechatUserId, content: JSON.stringify(content), contentHash: filed.contentHash, declaration: examYear.settings.declaration,
          personId: trial.personId, organizationId: trial.organizationId, examYear, identityType: filed.person.values.identityType,
          identityLookup: trial.identityLookup,
          identityLast4Lookup: filed.person.identityLast4Lookup, name: filed.person.values.name, identityNumberMasked: filed.person.identityNumberMasked,
          applyLevel: trial.filing.applyLevel, applyCategory: trial.filing.applyCategory,
        })
        await trials.keepConfirmed(tx, filed)
        await fees.onSubmitted(tx, applicationId)
        await trials.setState(tx, trial, moved.state)
        await record(tx, platform.now(), { organizationId: trial.organizationId, author: actor.author, action: 'filing.confirm', subject: `trial:${trialId}`, detail: { application: applicationId, content: filed.contentHash } })
        return { applicationId }
      })
    },

    async object(actor: VerifiedActor, trialId: number, input: { contentHash: string; objections: { section: string; field: string; remark: string }[] }): Promise<Filing> {
      return inTransaction(knex, async (tx) => {
        const filed = await lockAsSeen(tx, actor, trialId, input.contentHash)
        const { trial } = filed
        const moved = move(confirmation, trial.confirmationState, 'object')
        if (!moved.ok) throw problem('CONFIRMATION_STATE', { detail: `现在的状态是“${confirmation.looks[trial.confirmationState].label}”` })
        const { settings } = await rules.of(tx, trial)
        requireOpen(settings, today(platform), isCorrection(filed))
        const { sections, removed } = compareFilings(filed.content, answeredBefore(filed, await applications.snapshots(tx).latest(trialId)))
        const objections = input.objections.map((objection, index) => ({ ...objection, fieldLabel: labelIn(sections, removed, objection, index) }))
        await trials.object(tx, filed, actor.wechatUserId, objections)
        await trials.setState(tx, trial, moved.state)
        await record(tx, platform.now(), { organizationId: trial.organizationId, author: actor.author, action: 'filing.object', subject: `trial:${trialId}`, detail: { fields: objections.map((o) => `${o.section}.${o.field}`) } })
        const after = await trials.lock(tx, actor, trialId)
        if (!after) throw problem('NOT_FOUND')
        return present(tx, after, (await trials.unitOf(tx, actor))?.contact ?? null)
      })
    },
  }

  /** Face is never the only way: who can't or won't has been checked by hand, but nobody confirms unchecked when the year asks. */
  async function requireCheck(tx: Transaction, of: { userId: number; trialId: number }, examYear: ExamYear, checkId: number | null): Promise<void> {
    if (!examYear.settings.faceCheckOnConfirm) return
    if (checkId === null) throw problem('FACE_NOT_PASSED', { detail: '本年度确认信息前，需要先完成人脸核验或人工核验' })
    await consumeCheck(tx, { ...of, checkId })
  }
}

/** What was confirmed, whatever the record says by now: of a past year it may be changed, and a department may have another name. */
const shownOf = ({ trial, content }: FiledForCandidate, snapshot: { content: string } | null): FilingContent =>
  trial.confirmationState === 'confirmed' && snapshot !== null ? readContent(snapshot.content) : content

/** What the candidate answered to and has not confirmed since, the latest first: old is shown beside new. */
const answeredBefore = ({ objectedTo }: FiledForCandidate, snapshot: { content: string; voidedAt: string | null } | null): FilingContent[] => [
  ...(objectedTo ? [objectedTo] : []),
  ...(snapshot?.voidedAt ? [readContent(snapshot.content)] : []),
]

/** Reopened, or objected to in time: what was corrected is answered until the end of the corrections. */
const isCorrection = ({ trial, objections }: FiledForCandidate): boolean => trial.reopenReason !== null || objections.length > 0

function periodOf(settings: ExamYearSettings, day: string, reopened: boolean): Filing['period'] {
  const phase = examYearPhase(settings, day)
  const { openDate, closeDate, correctionDate } = settings
  return { phase, mayAnswer: takes(phase, reopened), from: openDate, until: reopened && correctionDate > closeDate ? correctionDate : closeDate }
}

const maskedValue = ({ field, personal }: Pick<ContentField, 'field' | 'personal'>, value: string): string => (personal ? maskPersonField(field, value) : value)
const masked = (field: ContentField) => ({ field: field.field, label: field.label, value: maskedValue(field, field.value), personal: field.personal })
const presentPicture = ({ attachmentId, width, height, label }: ContentPicture) => ({ attachmentId, width, height, label })

const presentSection = ({ section, title, fields, pictures, picturesBefore, change }: ComparedSection) => ({
  section,
  title,
  fields: fields.map((field) => ({ ...masked(field), before: field.before === null ? null : maskedValue(field, field.before) })),
  pictures: pictures.map((picture) => ({ ...presentPicture(picture), isNew: picture.isNew })),
  picturesBefore: picturesBefore.map(presentPicture),
  change,
})

function requireAllSections(content: FilingContent, seen: string[]): void {
  const missing = content.sections.filter((s) => !seen.includes(s.section))
  if (missing.length) {
    throw problem('BAD_INPUT', missing.map((s) => ({ path: ['sections'], code: 'confirmation.section', message: `请先核对“${s.title}”` })))
  }
}

/** As long as an objection keeps it. */
const maxLabel = 60

type Target = { section: string; field: string }

/** Of a section that is no longer filed only the whole may be objected to. */
function labelIn(sections: readonly ComparedSection[], removed: readonly ContentSection[], target: Target, index: number): string {
  const label = targetLabel(sections.find((s) => s.section === target.section), removed.find((s) => s.section === target.section), target.field)
  if (!label) throw problem('BAD_INPUT', [{ path: ['objections', index, 'field'], code: 'objection.unknown', message: '该内容已不在填报中，请刷新后重新选择' }])
  return Array.from(label).slice(0, maxLabel).join('')
}

function targetLabel(filed: ComparedSection | undefined, removed: ContentSection | undefined, field: string): string | undefined {
  if (field === wholeSection) return (filed ?? removed)?.title
  const picture = pictureOfTarget(field)
  if (picture !== null) return filed?.pictures.find(({ attachmentId }) => attachmentId === picture)?.label
  return filed?.fields.find((f) => f.field === field)?.label
}
