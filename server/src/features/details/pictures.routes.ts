import * as contract from '@talent/shared/contract/pictures'
import type { Mount } from '../../http/mount'
import type { PictureRowsService } from './picture-rows.service'
import type { PictureUploadsService } from './picture-uploads.service'

export function mountPictures(mount: Mount, rows: PictureRowsService, uploads: PictureUploadsService): void {
  mount(contract.searchPictures, ({ actor, input }) => rows.search(actor.scope, actor.scopeOf('trial.read'), input))
  mount(contract.findPictureHolders, ({ actor, input }) => rows.holders(actor.scope, actor.scopeOf('trial.write'), input))
  mount(contract.addDetailPicture, ({ actor, params, input, file }) => uploads.addToDetail(actor.scope, actor.author, params, input.replaces, file))
  mount(contract.addPortrait, ({ actor, params, input, file }) => uploads.addPortrait(actor.scope, actor.author, params.personId, input.current, file))
  mount(contract.removeDetailPicture, async ({ actor, params }) => {
    await uploads.removeFromDetail(actor.scope, actor.author, params, params.attachmentId)
    return { ok: true as const }
  })
}
