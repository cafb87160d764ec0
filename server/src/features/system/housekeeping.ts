import { clearTemporary } from '../../integrations/storage/storage'
import { enqueue, type JobHandler } from '../../jobs/jobs'
import { today, type Platform } from '../../platform'
import type { ExamYearsService } from '../exam-years/exam-years.service'

const day = 86_400_000
const kind = 'system.housekeeping'

/** At the start, and from then on by itself every night. A second order for the same day is the same one. */
export const orderHousekeeping = (platform: Platform, runAt: Date): Promise<void> =>
  enqueue(platform.database.knex, platform.now(), { kind, payload: {}, uniqueKey: `${kind}:${today({ now: () => runAt })}`, runAt })

/**
 * What serves no purpose any more goes, answers kept for repeated requests above all: they hold what people sent. A new
 * year's exams open without a restart.
 */
export function housekeeping(platform: Platform, examYears: Pick<ExamYearsService, 'ensureDefaults'>): Record<string, JobHandler> {
  const { knex } = platform.database
  return {
    async [kind]() {
      const now = platform.now()
      const ago = (days: number) => new Date(now.getTime() - days * day).toISOString()
      await knex('idempotency_keys').where('created_at', '<', ago(1)).delete()
      await knex('sms_codes').where('created_at', '<', ago(1)).delete()
      // A position that a phone sent is only needed while the form that asked for it is open.
      await knex('position_requests').where('expires_at', '<', now.toISOString()).delete()
      await knex('hr_account_passwords').where('expires_at', '<=', now.toISOString()).whereNotNull('password').update({ password: null })
      await knex('data_exports').where('created_at', '<', ago(30)).delete()
      await knex('captchas').where('expires_at', '<', now.toISOString()).delete()
      await knex('attempt_counters').where('window_ends_at', '<', now.toISOString()).delete()
      await knex('sessions').where('expires_at', '<', now.toISOString()).orWhere('seen_at', '<', ago(30)).delete()
      await knex('jobs').where('state', 'done').where('run_at', '<', ago(30)).delete()
      await clearTemporary(platform.config.dataDir, now)
      await examYears.ensureDefaults()
      await orderHousekeeping(platform, nextNight(now))
    },
  }
}

/** 03:00 of the next day in China: another day has another key, also right after midnight. */
function nextNight(now: Date): Date {
  return new Date(Date.parse(`${today({ now: () => now })}T03:00:00+08:00`) + day)
}
