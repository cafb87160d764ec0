import type { Application } from '@talent/shared/contract/candidate'
import { submissionLink } from '@talent/shared/domain/submission-link'
import { Image, View } from '@tarojs/components'
import { useMemo } from 'react'
import { say } from '../../../platform/dialogs'
import { copyText } from '../../../platform/files'
import { absoluteAddress } from '../../../platform/server-address'
import { chinaTime } from '../../../platform/time'
import { named, silentPicture } from '../../../ui/a11y'
import { LinkButton } from '../../../ui/buttons'
import { Section } from '../../../ui/card'
import { FieldRow } from '../../../ui/field-row'
import './application.scss'
import { PrintForm } from './print-form'
import { qrPicture } from './qr-picture'

/** 提交编码 in groups and as a QR code, and the form to print. */
export function SubmissionCode({ application: { id, submission, submissionCode, submittedAt } }: { application: Application }) {
  const picture = useMemo(() => (submissionCode === null ? null : qrPicture(submissionLink(absoluteAddress(''), submissionCode))), [submissionCode])
  if (submissionCode === null || picture === null) return null
  return (
    <Section title="提交编码" note="凭此编码可核对打印件与系统内容一致" aside={<LinkButton onTap={() => copy(submissionCode)} label="复制提交编码">复制</LinkButton>}>
      <View className="application__code">{submissionCode}</View>
      <View className="application__qr" {...named({ role: 'img', label: `提交编码 ${submissionCode} 的二维码` })}>
        <Image className="application__qr-picture" src={picture} {...silentPicture} />
      </View>
      {submittedAt ? <FieldRow label="提交时间" value={chinaTime(submittedAt)} /> : null}
      {submission === 'submitted' ? <PrintForm applicationId={id} /> : null}
    </Section>
  )
}

async function copy(code: string): Promise<void> {
  say((await copyText(code)) ? '已复制提交编码' : '没有复制成功，请手动记下')
}
