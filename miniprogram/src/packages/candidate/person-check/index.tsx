import { listManualChecks, type ManualCheck, withdrawManualCheck } from '@talent/shared/contract/person-checks'
import { checkPurposeLabels } from '@talent/shared/domain/check-subject'
import { manualCheck } from '@talent/shared/domain/states/manual-check'
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { CallProblem } from '../../../api/problem-text'
import { useMutation } from '../../../api/use-mutation'
import { useQuery } from '../../../api/use-query'
import { ask } from '../../../platform/dialogs'
import { openPage } from '../../../platform/navigation'
import { candidatePaths, managerPaths } from '../../../platform/page-paths'
import { chinaTime } from '../../../platform/time'
import { LinkButton, PrimaryButton } from '../../../ui/buttons'
import { Section } from '../../../ui/card'
import { FieldRow } from '../../../ui/field-row'
import { Notice } from '../../../ui/notice'
import { PageShell } from '../../../ui/page-shell'
import { StateTag } from '../../../ui/state-tag'
import './index.scss'

/** 人工核验: what was asked for, what came of it, and going on with what has passed. */
export default function PersonCheckPage() {
  const query = useQuery(listManualChecks, {})
  const withdrawing = useMutation(withdrawManualCheck)
  const [failure, setFailure] = useState<CallProblem | null>(null)
  const withdraw = async ({ checkId }: ManualCheck) => {
    if (!(await ask({ title: '撤回人工核验申请', content: '撤回后可以改用人脸核验，也可以重新申请。', confirmText: '撤回申请' }))) return
    const outcome = await withdrawing.send({ checkId })
    setFailure(outcome.ok ? null : outcome.problem)
    await query.refetch()
  }
  return (
    <PageShell
      title="人工核验"
      query={query}
      empty={({ items }) => (items.length ? null : { title: '没有人工核验', detail: '绑定业务、确认信息等需要核验本人时，如果不做人脸核验，可以在那里申请人工核验，进度会列在这里。' })}
    >
      {({ items }) => (
        <View>
          {failure ? <Notice tone="stop">{failure.message}</Notice> : null}
          {items.map((check) => (
            <OneCheck key={check.checkId} check={check} onWithdraw={() => withdraw(check)} />
          ))}
        </View>
      )}
    </PageShell>
  )
}

function OneCheck({ check, onWithdraw }: { check: ManualCheck; onWithdraw: () => Promise<void> }) {
  const { label, tone } = manualCheck.looks[check.state]
  return (
    <Section title={checkPurposeLabels[check.purpose]} aside={<StateTag tone={tone}>{label}</StateTag>}>
      <FieldRow label="办理事项" value={check.about} />
      <FieldRow label="核验机构" value={check.authorityName} />
      <FieldRow label="申请时间" value={chinaTime(check.requestedAt)} />
      {check.decidedAt && check.state !== 'withdrawn' ? <FieldRow label="办理时间" value={chinaTime(check.decidedAt)} /> : null}
      {check.opinion ? <FieldRow label="核验意见" value={check.opinion} /> : null}
      {check.state === 'passed' && check.expiresAt ? <FieldRow label="有效期至" value={chinaTime(check.expiresAt)} /> : null}
      {check.state === 'passed' ? (
        <View className="person-check__deed">
          <PrimaryButton onTap={() => goOn(check)} label={`继续办理：${check.about}`}>继续办理</PrimaryButton>
        </View>
      ) : null}
      {check.state === 'rejected' ? <LinkButton onTap={() => goOn(check)} label={`重新办理：${check.about}`}>重新办理</LinkButton> : null}
      {check.state === 'pending' ? <LinkButton onTap={onWithdraw} label={`撤回申请：${check.about}`}>撤回申请</LinkButton> : null}
    </Section>
  )
}

/** To the page that the check was asked for on; it finds the check by itself. */
function goOn({ purpose, trialId, bindingId }: ManualCheck): void {
  if (purpose === 'bindManager') return openPage(managerPaths.bind)
  if (purpose === 'confirmFiling') return openPage(candidatePaths.filing, trialId === null ? {} : { trialId })
  if (purpose === 'withdrawIdentity') return openPage(candidatePaths.identity)
  openPage(managerPaths.change, { bindingId: bindingId ?? undefined, change: purpose === 'transferManager' ? 'transfer' : 'auxiliary' })
}
