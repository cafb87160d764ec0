import type { Connection } from '../../db/database'
import { hrReviewsRepository } from './hr-reviews.repository'

/** The user of the mini-program who administers a unit now, if an application for its account was accepted. */
export const hrAdministratorOf = async (connection: Connection, organizationId: number): Promise<number | null> =>
  (await hrReviewsRepository(connection).administratorOf(organizationId))?.wechat_user_id ?? null
