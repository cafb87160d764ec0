import { createDetailsBulkService } from '../features/details/details-bulk.service'
import { detailTargets } from '../features/imports/details-target'
import { importContext } from '../features/imports/import-context'
import { importJobs, longImportJobs } from '../features/imports/import-jobs'
import { mountImports } from '../features/imports/imports.routes'
import { createImportsService } from '../features/imports/imports.service'
import { createPeopleTarget } from '../features/imports/people-target'
import { createTrialsTarget } from '../features/imports/trials-target'
import { createPeopleBulkService } from '../features/people/people-bulk.service'
import { registrationExam } from '../features/trials/trials-bulk.exam'
import { createTrialsBulkService } from '../features/trials/trials-bulk.service'
import type { Basis, Ground } from './basis'

/** Everything that comes as a workbook. */
export function wireImports({ platform, integrations, mount }: Ground, { news, examYears, filingRules, personLock, peopleGuard, recordFollowers }: Basis, wake: () => void) {
  const imports = importContext({
    platform, storage: integrations.storage, wake,
    targets: {
      people: createPeopleTarget(createPeopleBulkService(platform, peopleGuard, recordFollowers)),
      ...detailTargets(createDetailsBulkService(platform, { lock: personLock, followers: recordFollowers })),
      trials: createTrialsTarget(createTrialsBulkService(platform, { examYears, rules: filingRules, news })),
      registration: createTrialsTarget(createTrialsBulkService(platform, { examYears, rules: filingRules, news }, registrationExam)),
    },
  })
  mountImports(mount, createImportsService(imports))
  return { jobHandlers: importJobs(imports), longJobs: longImportJobs }
}
