import type { listMessages } from '@talent/shared/contract/candidate'
import type { Output } from '@talent/shared/contract/endpoint'
import { auditPaths, candidatePaths, managerPaths } from '../../platform/page-paths'
import { openPage, openTab } from '../../platform/navigation'

export type Message = Output<typeof listMessages>['items'][number]
type Link = NonNullable<Message['link']>

export type Target = { tab: '/pages/manage/index' } | { url: string; params: Record<string, number> }

/** Where a message leads. A binding that has ended leads to the businesses that are left. */
export function targetOf({ kind, id }: Link, bindingIds: readonly number[]): Target {
  if (kind === 'identity') return { url: candidatePaths.identity, params: {} }
  if (kind === 'unit') return { url: candidatePaths.unit, params: {} }
  if (kind === 'manager') return id !== null && bindingIds.includes(id) ? { url: auditPaths.overview, params: { bindingId: id } } : { tab: '/pages/manage/index' }
  if (kind === 'personCheck') return { url: candidatePaths.personCheck, params: {} }
  if (kind === 'hrAccount') return id === null ? { tab: '/pages/manage/index' } : { url: managerPaths.hrApplication, params: { hrApplicationId: id } }
  if (kind === 'filing') return { url: candidatePaths.filing, params: id === null ? {} : { trialId: id } }
  if (kind === 'payment') return id === null ? { url: candidatePaths.payments, params: {} } : { url: candidatePaths.payment, params: { applicationId: id } }
  return id === null ? { url: candidatePaths.applications, params: {} } : { url: candidatePaths.application, params: { applicationId: id } }
}

export function follow(target: Target): void {
  if ('tab' in target) openTab(target.tab)
  else openPage(target.url, target.params)
}
