import * as contract from '@talent/shared/contract/exam-years'
import { listExamYears } from '@talent/shared/contract/trials'
import type { Mount } from '../../http/mount'
import type { Platform } from '../../platform'
import type { ExamYearSettingsService } from './exam-year-settings.service'
import type { ExamYearsService } from './exam-years.service'

export function mountExamYears(mount: Mount, platform: Platform, examYears: ExamYearsService, settings: ExamYearSettingsService): void {
  mount(listExamYears, async () => ({
    items: (await examYears.list(platform.database.knex)).map(({ businessCode, year, version, settings: inForce }) => ({ businessCode, year, version, settings: { ...inForce } })),
  }))
  mount(contract.listExamYearSettings, ({ actor }) => settings.list(actor))
  mount(contract.getExamYearHistory, ({ actor, input }) => settings.history(actor, input))
  mount(contract.saveExamYearDraft, ({ actor, input }) => settings.saveDraft(actor, input))
  mount(contract.discardExamYearDraft, async ({ actor, input }) => {
    await settings.discardDraft(actor, input)
    return { ok: true } as const
  })
  mount(contract.publishExamYear, ({ actor, input }) => settings.publish(actor, input))
}
