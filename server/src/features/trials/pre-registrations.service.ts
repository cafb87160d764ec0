import type { PreRegistrationInput } from '@talent/shared/contract/pre-registrations'
import type { Trial } from '@talent/shared/contract/trials'
import { titleBusiness } from '@talent/shared/domain/exam-business'
import type { ExamYearSettings } from '@talent/shared/domain/exam-year'
import { checkPreRegistration } from '@talent/shared/domain/pre-registration'
import type { TrialFiling } from '@talent/shared/domain/trial-period'
import { problem } from '@talent/shared/errors'
import { inTransaction } from '../../db/transaction'
import type { AccountActor } from '../../http/actor'
import { today, type Platform } from '../../platform'
import type { ApplicationsService } from '../applications/applications.service'
import type { ExamYearsService } from '../exam-years/exam-years.service'
import { record } from '../operation-log/operation-log.service'
import type { FilingRules } from './filing-rules'
import { stateAfterSaving } from './filing-state'
import type { FiledPerson } from './person-values'
import { isCorrection, requireOpen, type TrialAccess } from './trial-access'
import { trialsRepository } from './trials.repository'

export type PreRegistrationsService = ReturnType<typeof createPreRegistrations>

const filingOf = ({ examYear, applyLevel, speciality, postName }: PreRegistrationInput): TrialFiling => ({
  examYear, applyLevel, applyCategory: speciality, postName, assistantUpgrade: false, freshGraduate: false, institutionOpinion: '', segments: [],
})

/**
 * 预报名 for an exam that asks no trial period: the same record as a trial filing, so that confirmation, review, payment and
 * the lists are the same; reading, removing and reopening are those of the filing.
 */
export function createPreRegistrations(platform: Platform, access: TrialAccess, { examYears, rules, applications }: { examYears: ExamYearsService; rules: FilingRules; applications: Pick<ApplicationsService, 'lockByTrial'> }) {
  const { knex } = platform.database
  const now = () => platform.now().toISOString()

  function check(input: PreRegistrationInput, settings: ExamYearSettings, person: FiledPerson): void {
    const issues = checkPreRegistration(input, settings, { employmentStatus: person.values.employmentStatus })
    if (issues.length > 0) throw problem('REGISTRATION_REJECTED', issues)
  }

  return {
    create: (actor: AccountActor, personId: number, input: PreRegistrationInput): Promise<Trial> =>
      inTransaction(knex, async (tx) => {
        const { settings } = await examYears.find(tx, titleBusiness, input.examYear)
        requireOpen(settings, today(platform), false)
        const person = await access.lockPerson(tx, actor, personId)
        check(input, settings, person)
        const filing = filingOf(input)
        const state = stateAfterSaving('notReady', filing, access.isComplete(person, settings, { filing, forms: [] }))
        const id = await trialsRepository(tx).insert(person, titleBusiness, filing, 0, state, now())
        await record(tx, platform.now(), { organizationId: actor.organization.id, author: actor.author, action: 'preRegistration.create', subject: `trial:${id}`, detail: { person: personId, year: input.examYear } })
        await access.announce(tx, id, 1, personId, 'notReady', state, { event: 'filing.filed', params: { unitName: actor.organization.name, examYear: input.examYear } })
        return access.present(tx, await access.load(tx, actor, id))
      }),

    update: (actor: AccountActor, trialId: number, input: PreRegistrationInput & { version: number }): Promise<Trial> =>
      inTransaction(knex, async (tx) => {
        const trial = await access.lockKept(tx, actor, trialId)
        if (trial.businessCode !== titleBusiness) throw problem('NOT_FOUND')
        if (trial.version !== input.version) throw problem('STALE', { data: await access.present(tx, trial) })
        if (trial.confirmationState === 'confirmed') throw problem('TRIAL_CONFIRMED')
        if (input.examYear !== trial.filing.examYear && (await applications.lockByTrial(tx, trialId))) {
          throw problem('REGISTRATION_REJECTED', [{ path: ['examYear'], code: 'EXAM_FIXED', message: '该预报名已提交过申报，不能改为其他年度' }])
        }
        const { settings } = await rules.of(tx, { ...trial, filing: input })
        requireOpen(settings, today(platform), isCorrection(trial))
        const person = await access.lockPerson(tx, actor, trial.personId)
        check(input, settings, person)
        const filing = filingOf(input)
        const state = stateAfterSaving(trial.confirmationState, filing, access.isComplete(person, settings, { filing, forms: [] }))
        await trialsRepository(tx).replace(trial, filing, 0, state, now())
        await record(tx, platform.now(), { organizationId: actor.organization.id, author: actor.author, action: 'preRegistration.update', subject: `trial:${trialId}` })
        await access.announce(tx, trialId, trial.version + 1, trial.personId, trial.confirmationState, state, { event: 'filing.corrected', params: { unitName: actor.organization.name, examYear: input.examYear } })
        return access.present(tx, await access.load(tx, actor, trialId))
      }),
  }
}
