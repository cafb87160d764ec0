import { View } from '@tarojs/components'
import { openPage } from '../../platform/navigation'
import { hasWechatSignIn } from '../../platform/sign-in'
import { LinkButton, PhoneNumberButton, PrimaryButton } from '../../ui/buttons'
import { Card } from '../../ui/card'
import { CheckRow } from '../../ui/check-row'
import { Notice } from '../../ui/notice'
import { PageShell } from '../../ui/page-shell'
import './index.scss'
import { PhoneForm } from './phone-form'
import { useSignIn } from './use-sign-in'

const agreement = '我已阅读并同意《隐私说明》，知道登录会用到我的微信标识和手机号'

export default function SignIn() {
  const { agreed, changeAgreed, step, failure, demandAgreement, withWechat, withPhone, withWechatPhone } = useSignIn()
  const binding = step === 'bindPhone'
  return (
    <PageShell title={binding ? '绑定手机号' : '登录'} signsIn>
      <View className="sign-in__name">湖北卫生人才</View>
      <View className="sign-in__what">{binding ? '审核结果和短信通知会发到这个手机号' : '卫生考试预报名：核对单位填报、实名认证、查看审核进度'}</View>
      {failure ? <Notice tone="stop">{failure.message}</Notice> : null}
      {binding ? null : (
        <View className="sign-in__agreement">
          <CheckRow checked={agreed} onChange={changeAgreed} label={agreement} />
          <LinkButton onTap={() => openPage('/packages/candidate/privacy/index')}>查看隐私说明</LinkButton>
        </View>
      )}
      {hasWechatSignIn ? (
        <View className="sign-in__wechat">
          {binding ? (
            <PhoneNumberButton kind="primary" onCode={withWechatPhone}>使用微信绑定的手机号</PhoneNumberButton>
          ) : (
            <PrimaryButton onTap={withWechat}>微信授权登录</PrimaryButton>
          )}
          <View className="sign-in__or">{binding ? '或用短信验证码绑定' : '或'}</View>
        </View>
      ) : null}
      <Card>
        <PhoneForm submitText={binding ? '绑定' : '手机快捷登录'} alone={!hasWechatSignIn} mayAskForCode={demandAgreement} onSubmit={withPhone} />
      </Card>
    </PageShell>
  )
}
