import { checkKeys } from './db/check-keys'
import { migrate } from './db/migrate'
import { createExamYearsService } from './features/exam-years/exam-years.service'
import { resumeReconciliation } from './features/payments/reconciliation'
import { orderHousekeeping } from './features/system/housekeeping'
import type { Platform } from './platform'

/** What must be there before the first request: the schema, keys that fit what is there, the exam years with the rules' defaults, the nightly cleaning, the payments that were under way. */
export async function prepare(platform: Platform): Promise<void> {
  await migrate(platform.database)
  await checkKeys(platform.database.knex, platform.cipher, platform.config.secrets.fieldKeys.map(({ id }) => id))
  await createExamYearsService(platform).ensureDefaults()
  await orderHousekeeping(platform, platform.now())
  await resumeReconciliation(platform)
}
