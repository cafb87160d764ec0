import type { Output } from '@talent/shared/contract/endpoint'
import { cancelAccount, getCancellation } from '@talent/shared/contract/my-account'
import { Problem } from '@talent/shared/errors'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { leaveAccount } from '../../../api/leave'
import { asCallProblem, type CallProblem } from '../../../api/problem-text'
import { useMutation } from '../../../api/use-mutation'
import { useQuery } from '../../../api/use-query'
import { ask, say } from '../../../platform/dialogs'
import { openPage, openTab } from '../../../platform/navigation'
import { accountPaths, candidatePaths } from '../../../platform/page-paths'
import { PrimaryButton, SecondaryButton } from '../../../ui/buttons'
import { Card, ListRow, Section } from '../../../ui/card'
import { CheckRow } from '../../../ui/check-row'
import { Notice } from '../../../ui/notice'
import { PageShell } from '../../../ui/page-shell'
import { type AccountProofState, ProofField, useAccountProof } from '../account-proof'
import '../data-export/index.scss'

type Terms = Output<typeof getCancellation>

const question = { title: '确认注销', content: '注销后立即生效，不能恢复。以后可以用同一手机号和证件重新注册。', confirmText: '注销' }

/** What leaving means, what stands against it, and the proof that it is the user who leaves. */
export default function Cancellation() {
  const terms = useQuery(getCancellation, {})
  const proof = useAccountProof({ wechatLinked: terms.status === 'ready' && terms.data.wechatLinked })
  const cancel = useMutation(cancelAccount)
  const [understood, setUnderstood] = useState(false)
  const [failure, setFailure] = useState<CallProblem | string | null>(null)

  const leave = async () => {
    if (!understood) return setFailure('请先勾选“我已了解注销的后果”')
    setFailure(null)
    try {
      const given = await proof.proof()
      if (given === null || !(await ask(question))) return
      const outcome = await cancel.send({ proof: given })
      if (!outcome.ok) return await refuse(outcome.problem)
      await leaveAccount()
      say('账号已注销')
      openTab('/pages/home/index')
    } catch (error) {
      setFailure(asCallProblem(error))
    }
  }
  const refuse = async (problem: CallProblem) => {
    if (problem instanceof Problem && (problem.code === 'SMS_CODE_WRONG' || problem.code === 'SMS_CODE_EXPIRED')) return proof.setError(problem.message)
    setFailure(problem)
    // Something has come up meanwhile: what it is stands in the list.
    if (problem instanceof Problem && problem.code === 'CANCELLATION_REFUSED') await terms.refetch()
  }
  return (
    <PageShell
      title="注销账号"
      query={terms}
      skeleton="detail"
      footer={({ obstacles }) =>
        obstacles.length ? <SecondaryButton onTap={() => openPage(accountPaths.dataExport)}>先导出我的信息</SecondaryButton> : <PrimaryButton tone="stop" onTap={leave}>注销账号</PrimaryButton>
      }
    >
      {(data) => (
        <View>
          {failure === null ? null : <Notice tone="stop">{typeof failure === 'string' ? failure : failure.message}</Notice>}
          {data.obstacles.length ? <Obstacles obstacles={data.obstacles} /> : null}
          <Lines title="注销后立即删除" lines={data.deleted} />
          <Lines title="依法继续保存" lines={data.kept} />
          {data.obstacles.length ? null : <Consent terms={data} proof={proof} understood={understood} onUnderstood={setUnderstood} />}
        </View>
      )}
    </PageShell>
  )
}

/** What has to be done first, with the way there. */
const Obstacles = ({ obstacles }: { obstacles: Terms['obstacles'] }) => (
  <Section title="暂时不能注销" note="办完下面的事项后再来注销：">
    {obstacles.map(({ kind, text }) => (
      <ListRow key={`${kind} ${text}`} title={text} onTap={() => (kind === 'application' ? openPage(candidatePaths.applications) : openTab('/pages/manage/index'))} />
    ))}
  </Section>
)

const Lines = ({ title, lines }: { title: string; lines: string[] }) => (
  <Section title={title}>
    {lines.map((line) => (
      <View key={line} className="data-export__line">{line}</View>
    ))}
  </Section>
)

function Consent({ terms, proof, understood, onUnderstood }: { terms: Terms; proof: AccountProofState; understood: boolean; onUnderstood: (understood: boolean) => void }) {
  return (
    <Card>
      <ProofField state={proof} phone={terms.phone} label="本人手机验证码" />
      <CheckRow checked={understood} onChange={onUnderstood} label="我已了解注销的后果，确认注销" />
    </Card>
  )
}
