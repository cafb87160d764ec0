import { getIdentityVerification, type IdentityVerification, withdrawVerification } from '@talent/shared/contract/identity'
import { getMe } from '@talent/shared/contract/wechat-session'
import { useState } from 'react'
import { call } from '../../../api/call'
import type { CallProblem } from '../../../api/problem-text'
import { rememberMe } from '../../../api/session'
import { useMutation } from '../../../api/use-mutation'
import { useQuery } from '../../../api/use-query'
import { ask, say } from '../../../platform/dialogs'
import { goBack, openPage } from '../../../platform/navigation'
import { PrimaryButton, SecondaryButton } from '../../../ui/buttons'
import { Notice } from '../../../ui/notice'
import { PageShell } from '../../../ui/page-shell'
import { candidatePaths } from '../../../platform/page-paths'
import { ChooseWay } from './choose-way'
import { Submitted } from './submitted'
import { useIdentityWithdrawal } from './use-identity-withdrawal'
import { WithdrawSheet } from './withdraw-sheet'

const pendingQuestion = { title: '撤回认证申请', content: '撤回后可以修改内容重新提交，或换一种方式认证。', confirmText: '撤回' }

/** Where the identity verification stands, and every way on from there. */
export default function Identity() {
  const query = useQuery(getIdentityVerification, {})
  const withdraw = useMutation(withdrawVerification)
  const [failure, setFailure] = useState<CallProblem | null>(null)
  const withdrawal = useIdentityWithdrawal(query.status === 'ready' && query.data.state === 'verified' ? query.data : null, (now) => {
    query.replace(now)
    say('实名认证已撤回')
    // The pages around know of it at once; when that fails they ask themselves.
    void call(getMe, {}).then(rememberMe, () => {})
  })

  /** Of what waits or was rejected. */
  const send = async () => {
    const outcome = await withdraw.send({})
    setFailure(outcome.ok ? null : outcome.problem)
    if (outcome.ok) query.replace(outcome.data)
    // What is shown was overtaken: an authority may have decided meanwhile.
    else await query.refetch()
  }
  const askAndSend = async () => {
    if (await ask(pendingQuestion)) await send()
  }
  const shown = failure ?? (withdrawal.open ? null : withdrawal.failure)
  return (
    <PageShell title="实名认证" query={query} skeleton="detail" footer={(data) => (data.state === 'none' ? null : <Footer data={data} onWithdraw={askAndSend} onOtherWay={send} />)}>
      {(data) => (
        <>
          {shown ? <Notice tone="stop">{shown.message}</Notice> : null}
          {data.state === 'none' ? <ChooseWay verification={data} /> : <Submitted verification={data} onWithdraw={withdrawal.begin} />}
          <WithdrawSheet withdrawal={withdrawal} />
        </>
      )}
    </PageShell>
  )
}

interface FooterProps {
  data: IdentityVerification
  onWithdraw: () => Promise<void>
  onOtherWay: () => Promise<void>
}

function Footer({ data, onWithdraw, onOtherWay }: FooterProps) {
  switch (data.state) {
    case 'none':
    case 'verified':
      return <PrimaryButton onTap={goBack}>返回</PrimaryButton>
    case 'pending':
      return <SecondaryButton onTap={onWithdraw}>撤回申请</SecondaryButton>
    case 'rejected':
      return (
        <>
          <PrimaryButton onTap={() => openPage(candidatePaths.identityForm, { way: data.method ?? 'manual' })}>修改后重新提交</PrimaryButton>
          <SecondaryButton onTap={onOtherWay}>换一种方式认证</SecondaryButton>
        </>
      )
  }
}
