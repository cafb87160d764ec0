import { yuan } from '@talent/shared/domain/money'
import type { Connection } from '../../db/database'
import { examName, type ApplicationsService } from '../applications/applications.service'
import type { HomeSource } from '../wechat-session/me.service'
import { feesRepository } from './fees.repository'

/** A fee that waits for the candidate. */
export function paymentHome(connection: Connection, applications: Pick<ApplicationsService, 'rowsOf'>): HomeSource {
  return async ({ wechatUserId }) => {
    const rows = (await applications.rowsOf(connection, wechatUserId)).filter((row) => row.reviewState !== 'rejected' && row.organizationId !== null)
    const fees = feesRepository(connection)
    const states = await fees.states(rows.map((row) => row.id))
    const waiting = rows.filter((row) => ['unpaid', 'paying'].includes(states.get(row.id) ?? ''))
    return Promise.all(
      waiting.map(async (row) => {
        const amount = yuan((await fees.find(row.id))?.amountFen ?? 0)
        const detail = `${row.examYear} 年度${examName(row.businessCode)}需缴费 ${amount}，缴费后才能继续审核`
        return { kind: 'pay' as const, title: '请缴费', detail, params: { applicationId: row.id } }
      }),
    )
  }
}
