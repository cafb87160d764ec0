import type { getFilings } from '@talent/shared/contract/candidate'
import type { Output } from '@talent/shared/contract/endpoint'
import { View } from '@tarojs/components'
import { openPage } from '../../../platform/navigation'
import { candidatePaths } from '../../../platform/page-paths'
import { heading } from '../../../ui/a11y'
import { PrimaryButton } from '../../../ui/buttons'
import { Card } from '../../../ui/card'
import { ContactLine } from '../../../ui/contact-line'
import { Empty } from '../../../ui/empty'
import { Steps } from '../../../ui/steps'
import './filing.scss'

type Missing = NonNullable<Output<typeof getFilings>['missing']>

const titles = { noUnit: '还没有绑定单位', noFiling: '单位还没有填报', notReady: '单位正在填报' } as const
const way = ['实名认证', '绑定单位', '单位填报', '本人确认'] as const
const reached = { noUnit: 1, noFiling: 2, notReady: 2 } as const

/** How far one has come, what is missing and whom to ask (M15). */
export function MissingFiling({ missing }: { missing: Missing | null }) {
  if (!missing) return <Empty title="没有需要核对的填报" detail="单位填报后会发消息通知您。" />
  const { reason, text, lacks, unitName, contact } = missing
  return (
    <View>
      <Card>
        <Steps titles={way} current={reached[reason]} />
        <View className="filing__exam" {...heading(2)}>{titles[reason]}</View>
        <View className="filing__about">{`${text}。`}</View>
        {lacks.length ? <View className="filing__lacks">{`单位档案中还缺：${lacks.join('；')}`}</View> : null}
      </Card>
      {reason === 'noUnit' ? <PrimaryButton onTap={() => openPage(candidatePaths.unit)}>去绑定单位</PrimaryButton> : <WhomToAsk unitName={unitName} contact={contact} />}
    </View>
  )
}

function WhomToAsk({ unitName, contact }: Pick<Missing, 'unitName' | 'contact'>) {
  return (
    <Card>
      <View className="filing__ask" {...heading(2)}>向谁询问</View>
      {unitName ? <View className="filing__unit">{unitName}</View> : null}
      {contact ? <ContactLine contact={contact} /> : <View className="filing__about">单位没有登记联系方式，请直接到单位人事部门询问。</View>}
      <View className="filing__about">填报提交后，这里会出现您的信息，并发消息通知您。</View>
    </Card>
  )
}
