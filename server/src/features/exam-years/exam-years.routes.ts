import { listExamYears } from '@talent/shared/contract/trials'
import type { Mount } from '../../http/mount'
import type { Platform } from '../../platform'
import type { ExamYearsService } from './exam-years.service'

export function mountExamYears(mount: Mount, platform: Platform, examYears: ExamYearsService): void {
  mount(listExamYears, async () => ({
    items: (await examYears.list(platform.database.knex)).map(({ businessCode, year, version, settings }) => ({
      businessCode, year, version, settings: { ...settings },
    })),
  }))
}
