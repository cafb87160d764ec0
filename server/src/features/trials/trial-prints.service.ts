import { isSpecialForm, specialForms } from '@talent/shared/domain/special-forms'
import { problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import { inTransaction, type Transaction } from '../../db/transaction'
import type { AccountActor } from '../../http/actor'
import type { FileAnswer } from '../../http/mount'
import type { Platform } from '../../platform'
import type { ApplicationsService } from '../applications/applications.service'
import type { ExamYearsService } from '../exam-years/exam-years.service'
import { record } from '../operation-log/operation-log.service'
import { assessmentFormPdf } from './assessment-form'
import { loadFiledPerson } from './person-values'
import { printedUnit, type PrintedFiling } from './printed-filing'
import { formsNeeded } from './records-follow'
import { specialFormPdf } from './special-form'
import type { TrialAccess } from './trial-access'

export type TrialPrintsService = ReturnType<typeof createTrialPrints>

/** Forms on paper: whole numbers of the people filed for, so that each print is written down before it leaves. */
export function createTrialPrints(platform: Platform, access: TrialAccess, { examYears, applications }: { examYears: ExamYearsService; applications: Pick<ApplicationsService, 'ofTrial'> }) {
  const { knex } = platform.database

  async function printed(connection: Connection, actor: AccountActor, trialId: number): Promise<PrintedFiling> {
    const trial = await access.load(connection, actor, trialId)
    const person = await loadFiledPerson(connection, platform.cipher, trial.personId)
    if (!person) throw problem('NOT_FOUND')
    const application = await applications.ofTrial(connection, trialId)
    const inForce = trial.confirmationState === 'confirmed' && trial.releasedAt === null && application?.row.submission === 'submitted'
    return { trial, person, unit: await printedUnit(connection, trial.organizationId), submissionCode: inForce ? application.row.submissionCode : null }
  }

  const log = (tx: Transaction, actor: AccountActor, trialId: number, form: string) =>
    record(tx, platform.now(), { organizationId: actor.organization.id, author: actor.author, action: 'trial.print', subject: `trial:${trialId}`, detail: { form } })

  return {
    async blankForm(actor: AccountActor, trialId: number, form: string): Promise<FileAnswer> {
      if (!isSpecialForm(form)) throw problem('NOT_FOUND')
      const filing = await inTransaction(knex, async (tx) => {
        const found = await printed(tx, actor, trialId)
        const { settings } = await examYears.find(tx, found.trial.businessCode, found.trial.filing.examYear)
        if (!formsNeeded(found.person.values, settings, found.trial.filing).some((needed) => needed.form === form)) {
          throw problem('TRIAL_STATE', { detail: `该填报不需要《${specialForms[form].label}》，请核对人员的身份证件类别和填报内容` })
        }
        await log(tx, actor, trialId, form)
        return found
      })
      return { body: specialFormPdf(form, filing, platform.now()), name: `${specialForms[form].label}.pdf` }
    },

    /** In the order asked for; one that may not be seen refuses them all. */
    async assessments(actor: AccountActor, trialIds: readonly number[]): Promise<FileAnswer> {
      const filings = await inTransaction(knex, async (tx) => {
        const found: PrintedFiling[] = []
        for (const trialId of new Set(trialIds)) {
          const filing = await printed(tx, actor, trialId)
          if (filing.trial.filing.segments.length === 0) throw problem('NOT_FOUND')
          await log(tx, actor, trialId, 'assessment')
          found.push(filing)
        }
        return found
      })
      const body = assessmentFormPdf(filings, { publicUrl: platform.config.publicUrl, now: platform.now() })
      return { body, name: filings.length > 1 ? `试用期考核表（${filings.length} 人）.pdf` : '试用期考核表.pdf' }
    },
  }
}
