import * as contract from '@talent/shared/contract/audit'
import * as web from '@talent/shared/contract/audit-desk'
import type { Connection } from '../../db/database'
import type { Mount } from '../../http/mount'
import { pictureAnswer } from '../details/details.routes'
import type { AuditService } from './audit.service'
import { deskOf, deskOfManager, desksOf } from './desk'

/** On the phone, through a binding of one's own. */
export function mountAudit(mount: Mount, audit: AuditService): void {
  mount(contract.getAuditCounts, async ({ actor, input }) => {
    const desk = deskOfManager(actor)
    return audit.counts(desk, input.examYear ?? (await audit.yearToOpen(desk)))
  })
  mount(contract.searchAudit, async ({ actor, input }) => {
    const desk = deskOfManager(actor)
    return audit.search(desk, { ...input, examYear: input.examYear ?? (await audit.yearToOpen(desk)) })
  })
  mount(contract.getAuditDetail, ({ actor, params }) => audit.detail(deskOfManager(actor), params.applicationId))
  mount(contract.getAuditPicture, async ({ actor, params, input }) =>
    pictureAnswer(params.attachmentId, await audit.picture(deskOfManager(actor), params.applicationId, params.attachmentId, input.size)))
  mount(contract.detachApplication, ({ actor, params, input }) => audit.detach(deskOfManager(actor), params.applicationId, input))
  mount(contract.decideApplication, ({ actor, params, input }) => audit.decide(deskOfManager(actor), params.applicationId, input))
}

/** In the browser: the same desks, of accounts too. */
export function mountAuditDesks(mount: Mount, knex: Connection, audit: AuditService): void {
  mount(web.listAuditDesks, async ({ actor }) => ({ items: await Promise.all((await desksOf(knex, actor)).map((desk) => audit.counts(desk))) }))
  mount(web.getDeskCounts, async ({ actor, input }) => audit.counts(await deskOf(knex, actor), input.examYear))
  mount(web.searchDesk, async ({ actor, input }) => audit.search(await deskOf(knex, actor), input))
  mount(web.exportDesk, async ({ actor, input }) => audit.export(await deskOf(knex, actor), input))
  mount(web.getDeskApplication, async ({ actor, params }) => audit.detail(await deskOf(knex, actor), params.applicationId))
  mount(web.getDeskPicture, async ({ actor, params, input }) =>
    pictureAnswer(params.attachmentId, await audit.picture(await deskOf(knex, actor), params.applicationId, params.attachmentId, input.size)))
  mount(web.detachAtDesk, async ({ actor, params, input }) => audit.detach(await deskOf(knex, actor), params.applicationId, input))
  mount(web.decideAtDesk, async ({ actor, params, input }) => audit.decide(await deskOf(knex, actor), params.applicationId, input))
}
