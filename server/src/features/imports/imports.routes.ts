import * as contract from '@talent/shared/contract/imports'
import { problem } from '@talent/shared/errors'
import type { Mount } from '../../http/mount'
import { importKinds, type ImportKind } from './import-kinds'
import type { ImportsService } from './imports.service'

const isKind = (text: string): text is ImportKind => Object.hasOwn(importKinds, text)

export function mountImports(mount: Mount, imports: ImportsService): void {
  mount(contract.downloadTemplate, ({ actor, params }) => {
    if (!isKind(params.kind)) throw problem('NOT_FOUND')
    return imports.template(actor, params.kind)
  })
  mount(contract.uploadImport, ({ actor, input, file }) => imports.upload(actor, input, file))
  mount(contract.listImports, ({ actor, input }) => imports.list(actor, input))
  mount(contract.getImport, ({ actor, params }) => imports.get(actor, params.importId))
  mount(contract.listImportIssues, ({ actor, params, input }) => imports.issues(actor, params.importId, input))
  mount(contract.listImportStatusChanges, ({ actor, params, input }) => imports.statusChanges(actor, params.importId, input))
  mount(contract.runImport, ({ actor, params }) => imports.run(actor, params.importId))
  mount(contract.cancelImport, ({ actor, params }) => imports.cancel(actor, params.importId))
  mount(contract.downloadImportReport, ({ actor, params }) => imports.report(actor, params.importId))
  mount(contract.downloadImportFile, ({ actor, params }) => imports.file(actor, params.importId))
}
