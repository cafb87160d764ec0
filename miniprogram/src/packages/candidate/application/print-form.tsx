import { getApplicationForm } from '@talent/shared/contract/candidate'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useMutation } from '../../../api/use-mutation'
import { openDocument } from '../../../platform/files'
import { SecondaryButton } from '../../../ui/buttons'
import { Notice } from '../../../ui/notice'

/** The submitted form as a PDF, to print or keep (M9). */
export function PrintForm({ applicationId }: { applicationId: number }) {
  const [failure, setFailure] = useState<string | null>(null)
  const fetching = useMutation(getApplicationForm)
  const open = async () => {
    setFailure(null)
    const outcome = await fetching.send({ applicationId })
    if (!outcome.ok) setFailure(outcome.problem.message)
    else if (!(await openDocument(outcome.data, 'pdf'))) setFailure('没有打开申报表，请允许打开新窗口后重试')
  }
  return (
    <View>
      {failure ? <Notice tone="stop">{failure}</Notice> : null}
      <View className="application__print">
        <SecondaryButton onTap={open}>打开申报表（PDF）</SecondaryButton>
      </View>
      <View className="application__hint">表中有您的完整证件号，请勿发给无关的人。</View>
    </View>
  )
}
