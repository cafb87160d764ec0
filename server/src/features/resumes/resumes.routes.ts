import * as contract from '@talent/shared/contract/resumes'
import type { Mount } from '../../http/mount'
import type { ResumesService } from './resumes.service'

export function mountResumes(mount: Mount, resumes: ResumesService): void {
  mount(contract.printResume, ({ actor, params, input }) => resumes.print(actor, params.personId, input))
}
