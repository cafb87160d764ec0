import * as contract from '@talent/shared/contract/details'
import type { Mount } from '../../http/mount'
import type { OpenedFile } from '../attachments/attachments.service'
import type { DetailListsService } from './detail-lists.service'
import type { DetailsService } from './details.service'
import type { PersonPicturesService } from './person-pictures.service'

export function mountDetails(mount: Mount, details: DetailsService, lists: DetailListsService, pictures: PersonPicturesService): void {
  mount(contract.searchDetails, ({ actor, input }) => lists.search(actor.scope, input))
  mount(contract.getPersonDetails, ({ actor, params, input }) => details.get(actor.scope, params.personId, input.examYear))
  mount(contract.revealPersonDetails, ({ actor, params }) => details.reveal(actor.scope, actor.author, params.personId))
  mount(contract.createDetail, ({ actor, params, input }) => details.create(actor.scope, actor.author, params.personId, input))
  mount(contract.updateDetail, ({ actor, params, input }) => details.update(actor.scope, actor.author, params.personId, params.detailId, input))
  mount(contract.removeDetail, async ({ actor, params, input }) => {
    await details.remove(actor.scope, actor.author, params.personId, params.detailId, input.version)
    return { ok: true as const }
  })
  mount(contract.uploadPersonPicture, ({ actor, params, file }) => pictures.upload(actor.scope, params.personId, file))
  mount(contract.getPersonPicture, async ({ actor, params, input }) => pictureAnswer(params.attachmentId, await pictures.open(actor, params.personId, params.attachmentId, input.size)))
  mount(contract.setPortrait, ({ actor, params, input }) => pictures.setPortrait(actor.scope, actor.author, params.personId, input))
}

/** Under a name that says nothing of the person. */
export const pictureAnswer = (attachmentId: number, file: OpenedFile) => ({ ...file, name: `picture-${attachmentId}.jpg` })
