import { privacyVersion } from '@talent/shared/contract/wechat-session'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { asCallProblem, type CallProblem } from '../../../api/problem-text'
import { useSignedIn } from '../../../api/use-me'
import { consentTo } from '../../../face-check/face-consent'
import { say } from '../../../platform/dialogs'
import { goBack, openPage, pageParam } from '../../../platform/navigation'
import { accountPaths } from '../../../platform/page-paths'
import { PrimaryButton, SecondaryButton } from '../../../ui/buttons'
import { ListRow, Section } from '../../../ui/card'
import { Notice } from '../../../ui/notice'
import { PageShell } from '../../../ui/page-shell'
import './index.scss'
import { notice } from './notice-text'

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
    <PageShell title="隐私说明" footer={wanted && signedIn ? <Footer onAgree={agree} /> : null}>
      {failure ? <Notice tone="stop">{failure.message}</Notice> : null}
      <View className="privacy__lead">{`版本 ${privacyVersion}。不同意时仍可浏览不含个人信息的页面；同意后可以随时撤回。`}</View>
      {notice.map(({ title, lines }) => (
        <Section key={title} title={title}>
          {lines.map((line) => (
            <View key={line} className="privacy__text">{line}</View>
          ))}
        </Section>
      ))}
      {signedIn ? (
        <Section title="您的权利" note="信息有误时，在“信息确认”中提出异议，由单位更正。">
          <ListRow title="查看和撤回授权" onTap={() => openPage(accountPaths.consents)} />
          <ListRow title="导出我的信息" onTap={() => openPage(accountPaths.dataExport)} />
          <ListRow title="注销账号" onTap={() => openPage(accountPaths.cancellation)} />
        </Section>
      ) : (
        <Section title="您的权利">
          <View className="privacy__text">登录后，可以在“我的”中查看和撤回授权、导出全部信息、注销账号；信息有误时可以提出异议，由单位更正。</View>
        </Section>
      )}
    </PageShell>
  )
}

const Footer = ({ onAgree }: { onAgree: () => Promise<void> }) => (
  <>
    <PrimaryButton onTap={onAgree}>我已阅读并同意</PrimaryButton>
    <SecondaryButton onTap={goBack}>暂不同意</SecondaryButton>
  </>
)
