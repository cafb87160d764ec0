import type { getFilings } from '@talent/shared/contract/candidate'
import type { Output } from '@talent/shared/contract/endpoint'
import { openPage } from '../../../platform/navigation'
import { PrimaryButton } from '../../../ui/buttons'
import { ContactLine } from '../../../ui/contact-line'
import type { EmptyProps } from '../../../ui/empty'
import { candidatePaths } from '../../../platform/page-paths'

type Missing = Output<typeof getFilings>['missing']

const titles = { noUnit: '还没有绑定单位', noFiling: '单位还没有填报', notReady: '单位正在填报' } as const

/** What is missing and whom to ask (M15). */
export function missingFiling(missing: Missing): EmptyProps {
  if (!missing) return { title: '没有需要核对的填报', detail: '单位填报后会发消息通知您。' }
  const { reason, text, unitName, contact } = missing
  return {
    title: titles[reason],
    detail: unitName ? `${text}。\n单位：${unitName}` : `${text}。`,
    ...(reason === 'noUnit' ? { children: <PrimaryButton onTap={() => openPage(candidatePaths.unit)}>去绑定单位</PrimaryButton> } : {}),
    ...(contact ? { children: <ContactLine contact={contact} /> } : {}),
  }
}
