import { desksFollow } from '../features/applications/desks-follow'
import { changeNews } from '../features/institution-changes/change-news'
import { createChangeReviews } from '../features/institution-changes/change-reviews.service'
import { mountInstitutionChanges } from '../features/institution-changes/changes.routes'
import { createInstitutionChanges } from '../features/institution-changes/changes.service'
import { createInstitutionFiles } from '../features/institution/institution-files.service'
import { mountInstitution } from '../features/institution/institution.routes'
import { createInstitutionService } from '../features/institution/institution.service'
import { createPositionRequestsService } from '../features/institution/position-requests.service'
import { createDepartmentsService } from '../features/organization/departments.service'
import { mountOrganization } from '../features/organization/organization.routes'
import { createPostsService } from '../features/organization/posts.service'
import { createStaffingGrants } from '../features/staffing-quotas/staffing-grants.service'
import { createStaffingPlan } from '../features/staffing-quotas/staffing-plan.service'
import { mountStaffingQuotas } from '../features/staffing-quotas/staffing-quotas.routes'
import { transferReviewersFollow } from '../features/transfers/reviewers-follow'
import { unitNameFollows } from '../features/trials/unit-name-follows'
import type { Basis, Ground } from './basis'

/** The institution itself: its facts and their changes, departments, posts, quotas. */
export function wireInstitutions({ platform, mount }: Ground, { attachments, messages, personLock }: Basis) {
  mountInstitution(mount, { institution: createInstitutionService(platform), positions: createPositionRequestsService(platform), institutionFiles: createInstitutionFiles(platform, attachments) })
  mountOrganization(mount, createDepartmentsService(platform, personLock), createPostsService(platform))
  const moved = [desksFollow(platform), transferReviewersFollow(platform)]
  const renameUnit = unitNameFollows(platform)
  mountInstitutionChanges(mount, createInstitutionChanges(platform, attachments), createChangeReviews(platform, {
    attachments, tell: changeNews(messages),
    followers: [
      async (tx, { organizationId, before, after }) => {
        if (before.name !== after.name) await renameUnit(tx, organizationId, after.name)
      },
      async (tx, { organizationId, before, after }) => {
        if (before.authorityId !== after.authorityId) for (const follow of moved) await follow(tx, organizationId)
      },
    ],
  }))
  const staffingPlan = createStaffingPlan(platform)
  mountStaffingQuotas(mount, staffingPlan, createStaffingGrants(platform))
  return { staffingPlan }
}
