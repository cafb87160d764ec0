import { levelLabels } from '@talent/shared/domain/exam-year'
import { labelOf } from '@talent/shared/dictionaries/index'
import { mayDetach } from '@talent/shared/domain/states/application'
import { statusAfterLeaving, transferKindLabels } from '@talent/shared/domain/transfer'
import type { Connection } from '../../db/database'
import type { Transaction } from '../../db/transaction'
import type { AccountActor } from '../../http/actor'
import type { Platform } from '../../platform'
import { examName, type ApplicationRow, type ApplicationsService } from '../applications/applications.service'
import type { MessagesService } from '../messages/messages.service'
import { record } from '../operation-log/operation-log.service'
import type { PersonHandover } from '../people/person-handover'
import type { CandidateTrials } from '../trials/candidate-trials.service'
import type { RunningTrial } from '../trials/leaving-trials'
import type { UnitsService } from '../units/units.service'
import type { TransferRecord } from './transfers.repository'

export interface LeavingDependencies {
  people: Pick<PersonHandover, 'leave'>
  trials: Pick<CandidateTrials, 'lockForRemoval' | 'release'> & { runningOf(connection: Connection, personId: number): Promise<RunningTrial[]> }
  applications: ApplicationsService
  units: Pick<UnitsService, 'lockOfPerson' | 'remove'>
  messages: Pick<MessagesService, 'tell'>
}

export type Leaving = ReturnType<typeof createLeaving>

const isComplete = ({ levelReviews }: ApplicationRow): boolean => levelReviews.length > 0 && levelReviews.every(({ state }) => state === 'approved')
/** What every level has approved, and what was rejected for the year, stays as it is: nobody has to file it anew. */
const staysAsItIs = (application: ApplicationRow): boolean => application.submission === 'submitted' && (isComplete(application) || !mayDetach(application.levelReviews))

/**
 * A person leaves a unit, as 从单位移除 has it for candidates: an application under way becomes a draft without a unit, filings
 * give way to the next unit's, the candidate's binding ends. Reviews, certified dates and payments stay.
 */
export function createLeaving(platform: Platform, { people, trials, applications, units, messages }: LeavingDependencies) {
  const reasonOf = (transfer: TransferRecord): string => {
    const type = transfer.resignation_type && labelOf('resignationType', transfer.resignation_type)
    return transfer.kind === 'resignation' ? `已办理离职${type ? `（${type}）` : ''}` : `已办理${transferKindLabels.out}`
  }

  async function leaveFiling(tx: Transaction, transfer: TransferRecord, by: AccountActor, { trialId }: RunningTrial): Promise<void> {
    await trials.lockForRemoval(tx, trialId)
    const application = await applications.lockByTrial(tx, trialId)
    if (application && staysAsItIs(application)) return
    if (application && application.organizationId !== null) {
      const detachment = await applications.detach(tx, application, {
        organizationId: application.organizationId, manager: { kind: 'account', id: by.accountId }, managerName: by.displayName || by.username, reason: reasonOf(transfer),
      })
      await record(tx, platform.now(), { organizationId: application.organizationId, author: by.author, action: 'application.detach', subject: `application:${application.id}`, detail: { detachment, transfer: transfer.id } })
      if (application.ownerId !== null && transfer.resignation_type !== 'died') {
        await messages.tell(tx, {
          event: 'application.detached', wechatUserId: application.ownerId, key: detachment, linkId: application.id,
          params: { examYear: application.examYear, examName: examName(application.businessCode), unitName: application.organizationName ?? '', reason: reasonOf(transfer) },
        })
      }
    }
    await trials.release(tx, trialId)
  }

  async function leaveFilings(tx: Transaction, transfer: TransferRecord, by: AccountActor): Promise<void> {
    for (const trial of await trials.runningOf(tx, transfer.person_id)) await leaveFiling(tx, transfer, by, trial)
  }

  return {
    async leave(tx: Transaction, transfer: TransferRecord, by: AccountActor): Promise<void> {
      const former = { personId: transfer.person_id, organizationId: transfer.from_organization_id }
      // In the order in which a confirmation and a reopening lock them.
      const wechatUserId = await units.lockOfPerson(tx, former)
      await leaveFilings(tx, transfer, by)
      await units.remove(tx, former, by.author)
      await people.leave(tx, transfer.person_id, statusAfterLeaving(transfer.kind, transfer.resignation_type))
      // Until the record was locked the unit could file once more, and the next unit could not.
      await leaveFilings(tx, transfer, by)
      if (wechatUserId === null || transfer.resignation_type === 'died') return
      await messages.tell(tx, {
        event: 'unit.left', wechatUserId, key: transfer.id,
        params: { unitName: transfer.from_unit, resigned: transfer.kind === 'resignation', nextUnit: transfer.to_unit ?? '' },
      })
    },

    /** The same beforehand, in sentences. */
    async consequencesOf(connection: Connection, personId: number): Promise<string[]> {
      const sentences: string[] = []
      for (const { trialId, examYear, businessCode } of await trials.runningOf(connection, personId)) {
        const application = await applications.ofTrial(connection, trialId)
        sentences.push(`${examYear} 年度${examName(businessCode)}：${consequenceOf(application?.row ?? null)}`)
      }
      return sentences
    },
  }
}

function consequenceOf(application: ApplicationRow | null): string {
  if (!application) return '填报只供查阅，由新单位重新填报'
  if (isComplete(application)) return '各级审核已全部通过，申报不受影响'
  if (staysAsItIs(application)) return '本年度审核不通过，结论不变'
  const where = application.submission === 'submitted' ? `正在${levelLabels[application.reviewLevel]}审核` : '待考生重新确认'
  return `${where}，变动生效后退回未提交，已有的审核记录、实习进度和缴费保留，由新单位重新填报`
}
