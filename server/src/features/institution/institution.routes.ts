import * as contract from '@talent/shared/contract/institution'
import * as files from '@talent/shared/contract/institution-changes'
import { institutionFileLabels } from '@talent/shared/domain/institution-change'
import type { Mount } from '../../http/mount'
import type { InstitutionFilesService } from './institution-files.service'
import type { InstitutionService } from './institution.service'
import type { PositionRequestsService } from './position-requests.service'

interface Services {
  institution: InstitutionService
  positions: PositionRequestsService
  institutionFiles: InstitutionFilesService
}

export function mountInstitution(mount: Mount, { institution, positions, institutionFiles }: Services): void {
  mount(contract.getInstitution, ({ actor }) => institution.get(actor))
  mount(contract.updateInstitution, ({ actor, input }) => institution.update(actor, input))
  mount(contract.openPositionRequest, ({ actor }) => positions.open(actor))
  mount(contract.getPositionRequest, ({ actor, params }) => positions.result(actor, params.requestId))
  mount(contract.lookUpPositionRequest, ({ actor, input }) => positions.lookUp(actor, input.code))
  mount(contract.sendPosition, async ({ actor, input }) => {
    await positions.send(actor, input)
    return { ok: true } as const
  })
  mount(files.listInstitutionFiles, ({ actor }) => institutionFiles.list(actor))
  mount(files.uploadInstitutionPicture, ({ actor, input, file }) => institutionFiles.addPicture(actor, input, file))
  mount(files.uploadInstitutionDocument, ({ actor, input, file }) => institutionFiles.addDocument(actor, input, file))
  mount(files.getInstitutionFile, async ({ actor, params }) => {
    const { kind, ...file } = await institutionFiles.open(actor, params.institutionFileId)
    return { ...file, name: `${institutionFileLabels[kind]}${params.institutionFileId}.${file.contentType === 'application/pdf' ? 'pdf' : 'jpg'}` }
  })
  mount(files.removeInstitutionFile, ({ actor, params }) => institutionFiles.remove(actor, params.institutionFileId))
}
