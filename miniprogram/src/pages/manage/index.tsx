import type { Me } from '@talent/shared/contract/wechat-session'
import { View } from '@tarojs/components'
import { useMe } from '../../api/use-me'
import { candidatePaths, managerPaths } from '../../platform/page-paths'
import { openPage } from '../../platform/navigation'
import { PrimaryButton, SecondaryButton } from '../../ui/buttons'
import { Card } from '../../ui/card'
import { PageShell } from '../../ui/page-shell'
import { BusinessCard } from './business-card'
import { HrAccounts } from './hr-accounts'
import './index.scss'

/** 管理: what the signed-in one audits, and for whom. */
export default function Manage() {
  const me = useMe()
  return (
    <PageShell title="管理" tab query={me}>
      {(data) => (
        <View>
          <View className="manage__about">这里供单位和卫健委的业务管理人审核申报。考生报名不需要在这里操作。</View>
          {data.managerBindings.map((binding) => (
            <BusinessCard key={binding.bindingId} binding={binding} />
          ))}
          {data.managerBindings.length > 0 ? (
            <View className="manage__deed">
              <SecondaryButton onTap={() => openPage(managerPaths.webSignIn)}>扫码登录网页审核</SecondaryButton>
            </View>
          ) : null}
          {data.identity.state === 'verified' ? <AddBusiness first={data.managerBindings.length === 0} /> : <VerifyFirst state={data.identity.state} />}
          {data.identity.state === 'verified' ? <HrAccounts /> : null}
          <SecondaryButton onTap={() => openPage(managerPaths.position)}>发送机构位置</SecondaryButton>
        </View>
      )}
    </PageShell>
  )
}

const addBusiness = () => openPage(managerPaths.bind)

/** The main deed only for who has nothing yet: the others come to audit. */
function AddBusiness({ first }: { first: boolean }) {
  if (!first) return <SecondaryButton onTap={addBusiness}>添加业务</SecondaryButton>
  return (
    <Card>
      <View className="manage__title">还没有绑定业务</View>
      <View className="manage__detail">请向单位人事管理员索取业务授权码，输入或扫描后做一次人脸核验，即可开始审核。</View>
      <PrimaryButton onTap={addBusiness}>添加业务</PrimaryButton>
    </Card>
  )
}

const reasons: Record<Exclude<Me['identity']['state'], 'verified'>, { title: string; detail: string; button: string }> = {
  none: { title: '绑定业务前须实名认证', detail: '业务管理人能看到考生的个人信息，所以须先确认您本人的身份。认证后回到这里输入授权码。', button: '去认证' },
  pending: { title: '实名认证正在人工审核', detail: '通过后即可绑定业务，结果会在“消息”中通知您。', button: '查看认证进度' },
  rejected: { title: '实名认证未通过', detail: '请查看审核意见，更正后重新提交。认证通过后即可绑定业务。', button: '查看审核意见' },
}

function VerifyFirst({ state }: { state: Exclude<Me['identity']['state'], 'verified'> }) {
  const { title, detail, button } = reasons[state]
  return (
    <Card>
      <View className="manage__title">{title}</View>
      <View className="manage__detail">{detail}</View>
      <PrimaryButton onTap={() => openPage(candidatePaths.identity)}>{button}</PrimaryButton>
    </Card>
  )
}
