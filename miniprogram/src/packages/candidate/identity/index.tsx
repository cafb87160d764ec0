import { getIdentityVerification, type IdentityVerification, withdrawVerification } from '@talent/shared/contract/identity'
import { useState } from 'react'
import type { CallProblem } from '../../../api/problem-text'
import { useMutation } from '../../../api/use-mutation'
import { useQuery } from '../../../api/use-query'
import { ask } from '../../../platform/dialogs'
import { goBack, openPage } from '../../../platform/navigation'
import { PrimaryButton, SecondaryButton } from '../../../ui/buttons'
import { Notice } from '../../../ui/notice'
import { PageShell } from '../../../ui/page-shell'
import { candidatePaths } from '../../../platform/page-paths'
import { ChooseWay } from './choose-way'
import { Submitted } from './submitted'

const withdrawal = {
  pending: { title: '撤回认证申请', content: '撤回后可以修改内容重新提交，或换一种方式认证。', confirmText: '撤回' },
  verified: { title: '撤回实名认证', content: '撤回后看不到单位填报的信息，也不能确认或审核，需要重新认证。', confirmText: '撤回认证' },
}

/** Where the identity verification stands, and every way on from there. */
export default function Identity() {
  const query = useQuery(getIdentityVerification, {})
  const withdraw = useMutation(withdrawVerification)
  const [failure, setFailure] = useState<CallProblem | null>(null)

  const send = async () => {
    const outcome = await withdraw.send({})
    setFailure(outcome.ok ? null : outcome.problem)
    if (outcome.ok) query.replace(outcome.data)
    // What is shown was overtaken: an authority may have decided meanwhile.
    else await query.refetch()
  }
  const askAndSend = async (state: 'pending' | 'verified') => {
    if (await ask(withdrawal[state])) await send()
  }
  return (
    <PageShell title="实名认证" query={query} skeleton="detail" footer={(data) => (data.state === 'none' ? null : <Footer data={data} onWithdraw={askAndSend} onOtherWay={send} />)}>
      {(data) => (
        <>
          {failure ? <Notice tone="stop">{failure.message}</Notice> : null}
          {data.state === 'none' ? <ChooseWay verification={data} /> : <Submitted verification={data} onWithdraw={() => askAndSend('verified')} />}
        </>
      )}
    </PageShell>
  )
}

interface FooterProps {
  data: IdentityVerification
  onWithdraw: (state: 'pending') => Promise<void>
  onOtherWay: () => Promise<void>
}

function Footer({ data, onWithdraw, onOtherWay }: FooterProps) {
  switch (data.state) {
    case 'none':
    case 'verified':
      return <PrimaryButton onTap={goBack}>返回</PrimaryButton>
    case 'pending':
      return <SecondaryButton onTap={() => onWithdraw('pending')}>撤回申请</SecondaryButton>
    case 'rejected':
      return (
        <>
          <PrimaryButton onTap={() => openPage(candidatePaths.identityForm, { way: data.method ?? 'manual' })}>修改后重新提交</PrimaryButton>
          <SecondaryButton onTap={onOtherWay}>换一种方式认证</SecondaryButton>
        </>
      )
  }
}
