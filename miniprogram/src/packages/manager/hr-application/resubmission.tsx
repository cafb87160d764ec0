import { type HrApplication, resubmitHrApplication } from '@talent/shared/contract/hr-accounts'
import { Problem } from '@talent/shared/errors'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { askSubscription } from '../../../api/subscription'
import { useMutation } from '../../../api/use-mutation'
import { PrimaryButton } from '../../../ui/buttons'
import { Section } from '../../../ui/card'
import { Notice } from '../../../ui/notice'
import { FormDownload } from '../hr-account/form-step'
import { ProofFields } from '../hr-proofs/proof-fields'
import { proofsProblem, submittedProof } from '../hr-proofs/proofs'
import { useProofs } from '../hr-proofs/use-proofs'

/** After a rejection: the form again when it is needed, other photos, and once more to the authority. */
export function Resubmission({ application, onDone }: { application: HrApplication; onDone: (application: HrApplication) => void }) {
  const { id, version, unit } = application
  const proofs = useProofs(`hr-proofs-of-${id}.${version}`, application.proofs.map(submittedProof))
  const [failure, setFailure] = useState<string | null>(null)
  const sending = useMutation(resubmitHrApplication)
  const submit = async () => {
    const missing = proofsProblem(proofs.proofs)
    setFailure(missing)
    if (missing !== null) return
    const outcome = await sending.send({ hrApplicationId: id, version, proofIds: proofs.proofs.flatMap(({ proofId }) => (proofId === null ? [] : [proofId])) })
    if (!outcome.ok) {
      const words = outcome.problem instanceof Problem ? outcome.problem.issues.map((issue) => issue.message) : []
      return setFailure(words.length > 0 ? words.join('；') : outcome.problem.message)
    }
    proofs.forget()
    await askSubscription('verification')
    onDone(outcome.data)
  }
  return (
    <View>
      <Section title="1. 需要时重新打印并盖章">
        <FormDownload organizationId={unit.organizationId} />
      </Section>
      <Section title="2. 更换申请表照片" note="删除不合格的，换上新拍的，再重新提交。">
        <ProofFields proofs={proofs} hrApplicationId={id} />
        {failure ? <Notice tone="stop">{failure}</Notice> : null}
        <View className="proofs__send">
          <PrimaryButton onTap={submit}>重新提交</PrimaryButton>
        </View>
      </Section>
    </View>
  )
}
