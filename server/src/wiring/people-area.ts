import { createDetailListsService } from '../features/details/detail-lists.service'
import { mountDetails } from '../features/details/details.routes'
import { createDetailsService, detailsLeave, detailsMove } from '../features/details/details.service'
import { createPictureRowsService } from '../features/details/picture-rows.service'
import { createPictureUploadsService } from '../features/details/picture-uploads.service'
import { mountPictures } from '../features/details/pictures.routes'
import { mountKeyGroups } from '../features/key-groups/key-groups.routes'
import { createKeyGroupsService, leaveKeyGroups } from '../features/key-groups/key-groups.service'
import { mountPeopleExport } from '../features/people-export/people-export.routes'
import { createPeopleExport } from '../features/people-export/people-export.service'
import { mountPeople } from '../features/people/people.routes'
import { createPeopleService } from '../features/people/people.service'
import { mountResumes } from '../features/resumes/resumes.routes'
import { createResumes } from '../features/resumes/resumes.service'
import { createTransfers } from '../features/transfers/transfers'
import { filingsFollow } from '../features/trials/candidate-trials.service'
import { createFiledForms } from '../features/trials/filed-forms'
import type { Basis, Ground } from './basis'

/** People with everything that is kept of them, and their changes of unit. */
export function wirePeople({ platform, mount }: Ground, { attachments, messages, examYears, applications, units, candidateTrials, leavingTrials, personLock, peopleGuard, recordFollowers, pictures }: Basis) {
  const details = createDetailsService(platform, { pictures, lock: personLock, followers: recordFollowers, examYears })
  mountDetails(mount, details, createDetailListsService(platform, { lock: personLock, examYears }), pictures)
  mountPictures(mount, createPictureRowsService(platform, { lock: personLock, filedForms: createFiledForms(platform, examYears) }), createPictureUploadsService(platform, { pictures, lock: personLock, followers: recordFollowers }))
  mountPeople(mount, createPeopleService(platform, peopleGuard, {
    identity: [filingsFollow(applications), units.endOthers], saved: recordFollowers, removed: [detailsLeave(platform, pictures), leaveKeyGroups],
  }))
  mountKeyGroups(mount, createKeyGroupsService(platform))
  mountResumes(mount, createResumes(platform, attachments))
  mountPeopleExport(mount, createPeopleExport(platform))
  const moveDetails = detailsMove(platform, pictures)
  const transfers = createTransfers(platform, mount, {
    units, applications, messages,
    moveFile: async (tx, move) => {
      await moveDetails(tx, move)
      await leaveKeyGroups(tx, move.from)
    },
    trials: { ...candidateTrials, runningOf: leavingTrials.runningOf },
  })
  return { details, transfers }
}

export type People = ReturnType<typeof wirePeople>
