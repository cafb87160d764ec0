import { type ConsentRecord, listMyConsents, withdrawConsent } from '@talent/shared/contract/my-account'
import { getMe, privacyVersion } from '@talent/shared/contract/wechat-session'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '../../../api/call'
import { leaveAccount } from '../../../api/leave'
import type { CallProblem } from '../../../api/problem-text'
import { rememberMe } from '../../../api/session'
import { useMutation } from '../../../api/use-mutation'
import { useQuery } from '../../../api/use-query'
import { ask, say } from '../../../platform/dialogs'
import { openPage, openTab } from '../../../platform/navigation'
import { candidatePaths } from '../../../platform/page-paths'
import { chinaTime } from '../../../platform/time'
import { LinkButton, SecondaryButton } from '../../../ui/buttons'
import { Section } from '../../../ui/card'
import { FieldRow } from '../../../ui/field-row'
import { Notice } from '../../../ui/notice'
import { PageShell } from '../../../ui/page-shell'
import { StateTag } from '../../../ui/state-tag'
import { consentWords } from './consent-words'

/** What one has agreed to, when, to which text; each can be taken back. */
export default function Consents() {
  const consents = useQuery(listMyConsents, {})
  const withdraw = useMutation(withdrawConsent)
  const [failure, setFailure] = useState<CallProblem | null>(null)

  const takeBack = async (kind: ConsentRecord['kind']) => {
    const { title, withdrawal } = consentWords[kind]
    if (!(await ask({ title: `撤回“${title}”`, content: withdrawal, confirmText: '撤回' }))) return
    const outcome = await withdraw.send({ kind })
    setFailure(outcome.ok ? null : outcome.problem)
    if (!outcome.ok) return
    if (outcome.data.signedOut) {
      await leaveAccount()
      return openTab('/pages/me/index')
    }
    say('已撤回')
    await consents.refetch()
    // Other pages ask for the consent again from now on; when that fails they ask the server themselves.
    await call(getMe, {}).then(rememberMe, () => {})
  }
  return (
    <PageShell
      title="授权记录"
      query={consents}
      empty={({ items }) => (items.length ? null : { title: '还没有授权记录', detail: '办理实名认证、人脸核验等事项前，会单独征求您的同意。' })}
      footer={() => <SecondaryButton onTap={() => openPage(candidatePaths.privacy)}>查看隐私说明</SecondaryButton>}
    >
      {({ items }) => (
        <View>
          {failure ? <Notice tone="stop">{failure.message}</Notice> : null}
          {items.map((record) => (
            <Consent key={`${record.kind} ${record.givenAt} ${record.withdrawnAt ?? ''}`} record={record} onTakeBack={() => takeBack(record.kind)} />
          ))}
        </View>
      )}
    </PageShell>
  )
}

function Consent({ record: { kind, version, givenAt, withdrawnAt }, onTakeBack }: { record: ConsentRecord; onTakeBack: () => Promise<void> }) {
  const { title, use } = consentWords[kind]
  const former = withdrawnAt !== null || version !== privacyVersion
  return (
    <Section title={title} aside={<StateTag tone={former ? 'neutral' : 'ok'}>{withdrawnAt === null ? (former ? '旧版本' : '已同意') : '已撤回'}</StateTag>}>
      <FieldRow label="用于" value={use} />
      <FieldRow label="文本版本" value={version} />
      <FieldRow label="同意时间" value={chinaTime(givenAt)} />
      {withdrawnAt === null ? <LinkButton tone="stop" label={`撤回${title}`} onTap={onTakeBack}>撤回这项同意</LinkButton> : <FieldRow label="撤回时间" value={chinaTime(withdrawnAt)} />}
    </Section>
  )
}
