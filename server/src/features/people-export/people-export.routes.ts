import * as contract from '@talent/shared/contract/people-export'
import type { Mount } from '../../http/mount'
import type { PeopleExportService } from './people-export.service'

export function mountPeopleExport(mount: Mount, exports: PeopleExportService): void {
  mount(contract.exportPeople, ({ actor, input }) => exports.export(actor, input))
}
