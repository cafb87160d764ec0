import type { Me } from '@talent/shared/contract/wechat-session'
import { View } from '@tarojs/components'
import { useMe } from '../../../api/use-me'
import { hasWechatSignIn } from '../../../platform/sign-in'
import { openPage } from '../../../platform/navigation'
import { SmsCodeField } from '../../../sms-code/sms-code-field'
import { PhoneNumberButton, PrimaryButton } from '../../../ui/buttons'
import { Card, Section } from '../../../ui/card'
import { FieldRow } from '../../../ui/field-row'
import { Notice } from '../../../ui/notice'
import { PageShell } from '../../../ui/page-shell'
import { PhoneField } from '../../../ui/phone-field'
import { ProofField } from '../account-proof'
import './index.scss'
import { type PhoneChange, usePhoneChange } from './use-phone-change'

/** The bound phone, and the way to another one. */
export default function Phone() {
  const me = useMe()
  const change = usePhoneChange(me.status === 'ready' ? me.data : null)
  return (
    <PageShell
      title="手机号"
      query={me}
      skeleton="detail"
      empty={({ phone }) => (phone === null ? unbound : null)}
      footer={() => <PrimaryButton onTap={change.withSms}>用短信验证码更换</PrimaryButton>}
    >
      {(data) => <ChangeForm me={data} change={change} />}
    </PageShell>
  )
}

const unbound = {
  title: '还没有绑定手机号',
  detail: '绑定后换手机、换微信也能登录同一账号。',
  children: <PrimaryButton onTap={() => openPage('/pages/sign-in/index', { step: 'bindPhone' })}>绑定手机号</PrimaryButton>,
}

function ChangeForm({ me, change }: { me: Me; change: PhoneChange }) {
  const { told, proof, phone, setPhone, phoneError, smsCode, setSmsCode, codeError, sendCode, withWechat } = change
  return (
    <View>
      {told ? <Notice tone={told.tone}>{told.text}</Notice> : null}
      <Section title="现在绑定的手机号" note="用于登录和接收短信通知。更换后，其他设备需要重新登录。">
        <FieldRow label="手机号" value={me.phone ?? ''} />
      </Section>
      {proof.silent ? null : (
        <Section title="第 1 步：验证原手机号" note="原手机号已停用的，请在微信小程序中用微信登录后更换。">
          <View className="phone__fields">
            <ProofField state={proof} phone={me.phone} label="原手机验证码" />
          </View>
        </Section>
      )}
      {hasWechatSignIn ? (
        <Card>
          <PhoneNumberButton kind="secondary" onCode={withWechat}>换成微信绑定的手机号</PhoneNumberButton>
        </Card>
      ) : null}
      <Section title={proof.silent ? '换成其他手机号' : '第 2 步：验证新手机号'}>
        <View className="phone__fields">
          <PhoneField label="新手机号" value={phone} onChange={setPhone} error={phoneError} />
          <SmsCodeField label="新手机验证码" value={smsCode} onChange={setSmsCode} error={codeError} send={sendCode} />
        </View>
      </Section>
    </View>
  )
}
