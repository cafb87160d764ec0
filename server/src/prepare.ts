import { migrate } from './db/migrate'
import { createExamYearsService } from './features/exam-years/exam-years.service'
import type { Platform } from './platform'

/** What must be there before the first request: the schema, and the exam years with the rules' defaults. */
export async function prepare(platform: Platform): Promise<void> {
  await migrate(platform.database)
  await createExamYearsService(platform).ensureDefaults()
}
