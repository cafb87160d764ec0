import { View } from '@tarojs/components'
import { useState } from 'react'
import { asCallProblem, type CallProblem } from '../../../api/problem-text'
import { useSignedIn } from '../../../api/use-me'
import { consentTo } from '../../../face-check/face-consent'
import { say } from '../../../platform/dialogs'
import { goBack, pageParam } from '../../../platform/navigation'
import { PrimaryButton } from '../../../ui/buttons'
import { Section } from '../../../ui/card'
import { Notice } from '../../../ui/notice'
import { PageShell } from '../../../ui/page-shell'
import './index.scss'

/** What is used, for what, for how long: one entry a purpose. */
const purposes: { title: string; text: string }[] = [
  { title: '微信标识和手机号', text: '用于登录、找回同一账号、发送审核结果。注销账号后删除。' },
  { title: '姓名、证件号和证件照片', text: '用于实名认证和匹配单位为您填报的考试信息，使用前会单独征得您的同意。证件号加密保存，页面上只显示部分数字。' },
  { title: '人脸核验', text: '由微信完成，本系统只保存是否通过，不保存人脸照片。不愿或不能使用时可选择人工审核。' },
  { title: '学历、学位、职称、试用期等报名信息', text: '由您的单位填报、您本人确认，提供给单位、考点、考区和省级卫生健康主管部门审核，仅用于卫生考试报名。' },
  { title: '位置', text: '仅在您为单位扫码采集经纬度时使用一次。' },
]

/** The notice; with `agree=1` (the text has changed, or was never agreed to) the button to agree. */
export default function Privacy() {
  const [wanted] = useState(() => pageParam('agree') === '1')
  const [failure, setFailure] = useState<CallProblem | null>(null)
  const signedIn = useSignedIn()
  const agree = async () => {
    try {
      await consentTo('privacy')
      say('已同意隐私说明')
      goBack()
    } catch (error) {
      setFailure(asCallProblem(error))
    }
  }
  return (
    <PageShell title="隐私说明" footer={wanted && signedIn ? <PrimaryButton onTap={agree}>我已阅读并同意</PrimaryButton> : null}>
      {failure ? <Notice tone="stop">{failure.message}</Notice> : null}
      <View className="privacy__lead">您可以在“我的”中查看个人信息和授权记录；需要导出数据、撤回授权或注销账号时，请联系当地考试主管部门办理。不同意时仍可浏览不含个人信息的页面。</View>
      {purposes.map(({ title, text }) => (
        <Section key={title} title={title}>
          <View className="privacy__text">{text}</View>
        </Section>
      ))}
    </PageShell>
  )
}
