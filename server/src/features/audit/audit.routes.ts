import * as contract from '@talent/shared/contract/audit'
import type { Mount } from '../../http/mount'
import { pictureAnswer } from '../details/details.routes'
import type { AuditService } from './audit.service'

export function mountAudit(mount: Mount, audit: AuditService): void {
  mount(contract.getAuditCounts, ({ actor, input }) => audit.counts(actor, input.examYear))
  mount(contract.searchAudit, ({ actor, input }) => audit.search(actor, input))
  mount(contract.getAuditDetail, ({ actor, params }) => audit.detail(actor, params.applicationId))
  mount(contract.getAuditPicture, async ({ actor, params, input }) => pictureAnswer(params.attachmentId, await audit.picture(actor, params.applicationId, params.attachmentId, input.size)))
  mount(contract.detachApplication, ({ actor, params, input }) => audit.detach(actor, params.applicationId, input))
  mount(contract.decideApplication, ({ actor, params, input }) => audit.decide(actor, params.applicationId, input))
}
