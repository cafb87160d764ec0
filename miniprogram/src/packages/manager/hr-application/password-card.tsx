import { type HrApplication, showHrPassword } from '@talent/shared/contract/hr-accounts'
import type { Output } from '@talent/shared/contract/endpoint'
import { oneTimePasswordDays } from '@talent/shared/domain/hr-account'
import { Problem } from '@talent/shared/errors'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useMutation } from '../../../api/use-mutation'
import { ask, say } from '../../../platform/dialogs'
import { copyText } from '../../../platform/files'
import { chinaTime } from '../../../platform/time'
import { LinkButton, PrimaryButton } from '../../../ui/buttons'
import { Section } from '../../../ui/card'
import { Notice } from '../../../ui/notice'

type Shown = Output<typeof showHrPassword>

const question = {
  title: '现在查看密码？',
  content: '密码只显示这一次，离开本页后不能再看。请准备好记下来，或在电脑旁登录。',
  confirmText: '查看',
}

/** The account that the application brought; its password on an explicit tap, once. */
export function PasswordCard({ application, onGone }: { application: HrApplication; onGone: () => Promise<void> }) {
  const [shown, setShown] = useState<Shown | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const showing = useMutation(showHrPassword)
  const show = async () => {
    if (!(await ask(question))) return
    const outcome = await showing.send({ hrApplicationId: application.id })
    if (outcome.ok) return setShown(outcome.data)
    setFailure(outcome.problem.message)
    // Without an answer it may still be there for the next tap; after a refusal the page says what is true now.
    if (outcome.problem instanceof Problem) await onGone()
  }
  if (shown) return <ShownPassword shown={shown} />
  if (application.password === 'waiting') {
    return (
      <Section title="账号和一次性密码" note={`请在 ${chinaTime(application.passwordUntil ?? '')} 前查看，过期须重新申请。`}>
        {failure ? <Notice tone="stop">{failure}</Notice> : null}
        <View className="hr-application__deed">
          <PrimaryButton onTap={show}>查看账号和密码</PrimaryButton>
        </View>
      </Section>
    )
  }
  return (
    <Notice tone={application.password === 'shown' ? 'ok' : 'wait'}>
      {application.password === 'shown'
        ? '账号和一次性密码已经查看过。请用电脑登录管理端，首次登录须修改密码。没有记下密码的，可以再次申请。'
        : `一次性密码已失效（超过 ${oneTimePasswordDays} 天没有查看，或已重新生成）。如需使用，请再次申请。`}
    </Notice>
  )
}

function ShownPassword({ shown: { username, password, signInUrl } }: { shown: Shown }) {
  return (
    <Section title="账号和一次性密码" note="只显示这一次，请立即记下。首次登录须修改密码。">
      <Secret label="账号" value={username} />
      <Secret label="一次性密码" value={password} />
      <Secret label="登录地址" value={signInUrl} small />
    </Section>
  )
}

function Secret({ label, value, small = false }: { label: string; value: string; small?: boolean }) {
  const copy = async () => say((await copyText(value)) ? `${label}已复制` : '没有复制成功，请手动抄写')
  return (
    <View className="hr-application__secret">
      <View className="hr-application__text">
        <View className="hr-application__label">{label}</View>
        <View className={`hr-application__value${small ? ' hr-application__value--small' : ''}`}>{value}</View>
      </View>
      <LinkButton onTap={copy} label={`复制${label}`}>复制</LinkButton>
    </View>
  )
}
