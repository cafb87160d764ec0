import * as contract from '@talent/shared/contract/candidate'
import type { Mount } from '../../http/mount'
import type { Platform } from '../../platform'
import type { ApplicationsService } from '../applications/applications.service'
import { pictureAnswer } from '../details/details.routes'
import type { ApplicationFormsService } from './application-forms.service'
import type { FilingsService } from './filings.service'

export function mountCandidate(mount: Mount, platform: Platform, filings: FilingsService, applications: ApplicationsService, forms: ApplicationFormsService): void {
  const { knex } = platform.database
  mount(contract.getFilings, ({ actor }) => filings.list(actor))
  mount(contract.revealFiling, ({ actor, params }) => filings.reveal(actor, params.trialId))
  mount(contract.getFilingPicture, async ({ actor, params, input }) => pictureAnswer(params.attachmentId, await filings.picture(actor, params.trialId, params.attachmentId, input.size)))
  mount(contract.confirmFiling, ({ actor, params, input }) => filings.confirm(actor, params.trialId, input))
  mount(contract.objectToFiling, ({ actor, params, input }) => filings.object(actor, params.trialId, input))
  mount(contract.listApplications, async ({ actor }) => ({ items: await applications.listOf(knex, actor.wechatUserId) }))
  mount(contract.getApplication, ({ actor, params }) => applications.findOf(knex, actor.wechatUserId, params.applicationId))
  mount(contract.getApplicationForm, ({ actor, params }) => forms.print(actor, params.applicationId))
}
