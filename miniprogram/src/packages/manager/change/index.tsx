import type { Me } from '@talent/shared/contract/wechat-session'
import { identityDocumentTypes } from '@talent/shared/domain/identity-document'
import { labelOf } from '@talent/shared/dictionaries/index'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useMe } from '../../../api/use-me'
import { goBack, openTab, pageId, pageParam } from '../../../platform/navigation'
import { PrimaryButton } from '../../../ui/buttons'
import { Card } from '../../../ui/card'
import { ChoiceField } from '../../../ui/choice-field'
import { Notice } from '../../../ui/notice'
import { PageShell } from '../../../ui/page-shell'
import { Steps } from '../../../ui/steps'
import { TextField } from '../../../ui/text-field'
import { ChooseBusiness } from '../choose-business'
import { Explained } from '../explained'
import { changeWords, steps } from './change-words'
import './index.scss'
import { PersonStep } from './person-step'
import { type Change, type ManagerChange, useManagerChange } from './use-manager-change'

const identityTypes = identityDocumentTypes.map((type) => ({ value: type as string, label: labelOf('identityType', type) ?? type }))

/** 转移业务管理人 and 添加辅助管理员: the same way for both (M6). */
export default function ChangePage() {
  const me = useMe()
  const [bindingId] = useState(() => pageId('bindingId'))
  const [change] = useState<Change>(() => (pageParam('change') === 'transfer' ? 'transfer' : 'auxiliary'))
  const { title } = changeWords[change]
  if (bindingId === null) return <ChooseBusiness title={title} />
  // What was entered outlives a refresh of `me`.
  if (me.status === 'ready') return <OneChange me={me.data} bindingId={bindingId} change={change} />
  return <PageShell title={title} query={me}>{() => null}</PageShell>
}

function OneChange({ me, bindingId, change }: { me: Me; bindingId: number; change: Change }) {
  const changing = useManagerChange(bindingId, change)
  const { stage } = changing
  if (stage.at === 'person') return <PersonStep me={me} bindingId={bindingId} change={change} changing={changing} person={stage.person} />
  if (stage.at === 'done') return <Done change={change} name={stage.person.name} />
  return <NumberStep change={change} changing={changing} />
}

function NumberStep({ change, changing: { entered, enter, numberError, lookUp, checked, way } }: { change: Change; changing: ManagerChange }) {
  const { title, about } = changeWords[change]
  const card = entered.identityType === 'residentCard'
  return (
    <PageShell title={title} footer={<PrimaryButton onTap={lookUp}>查询</PrimaryButton>}>
      <Steps titles={steps} current={0} />
      {checked ? <Notice tone="ok">您的本人核验已通过，输入对方的证件号后即可继续</Notice> : null}
      {way.check?.state === 'pending' ? <Notice tone="wait">您申请的人工核验正在等待办理，结果会在“消息”中通知您</Notice> : null}
      <Card>
        <ChoiceField label="证件类别" choices={identityTypes} value={entered.identityType} onChange={(identityType) => enter({ identityType })} />
        <TextField
          label="对方的证件号"
          keyboard={card ? 'idcard' : 'text'}
          value={entered.identityNumber}
          onChange={(identityNumber) => enter({ identityNumber })}
          maxLength={card ? 24 : 40}
          error={numberError}
          hint="连续 5 次查不到将锁定 30 分钟"
        />
      </Card>
      <Explained>{about}</Explained>
    </PageShell>
  )
}

function Done({ change, name }: { change: Change; name: string }) {
  const { title, done } = changeWords[change]
  const leave = () => (change === 'transfer' ? openTab('/pages/manage/index') : goBack())
  return (
    <PageShell title={title} footer={<PrimaryButton onTap={leave}>{change === 'transfer' ? '返回管理' : '返回业务'}</PrimaryButton>}>
      <Steps titles={steps} current={3} />
      <View className="change__done">{done(name)}</View>
    </PageShell>
  )
}
