import type { HrUnit } from '@talent/shared/contract/hr-accounts'
import { formLinkHours } from '@talent/shared/domain/hr-account'
import { View } from '@tarojs/components'
import { openPage } from '../../../platform/navigation'
import { managerPaths } from '../../../platform/page-paths'
import { LinkButton, SecondaryButton } from '../../../ui/buttons'
import { Section } from '../../../ui/card'
import { Notice } from '../../../ui/notice'
import { ProofFields } from '../hr-proofs/proof-fields'
import { useFormLink } from './use-form-link'
import './hr-account.scss'
import type { HrAccountForm } from './use-hr-account'

/** Get the filled-in form, have it sealed, hand in its photo. */
export function FormStep({ form, unit }: { form: HrAccountForm; unit: HrUnit }) {
  const { failure, proofs } = form
  return (
    <View>
      {failure ? <FailureNotice text={failure.text} hrApplicationId={failure.hrApplicationId} /> : null}
      <Section title="1. 打印并盖章" note="申请表已填好单位和您的信息，请打印后签名，并加盖单位公章。">
        <FormDownload organizationId={unit.organizationId} />
      </Section>
      <Section title="2. 上传盖章的申请表" note={`${unit.name}。拍清整页，公章和签名看得清。`}>
        <ProofFields proofs={proofs} />
      </Section>
    </View>
  )
}

function FailureNotice({ text, hrApplicationId }: { text: string; hrApplicationId: number | null }) {
  if (hrApplicationId === null) return <Notice tone="stop">{text}</Notice>
  return (
    <Notice tone="wait" action={{ text: '查看申请', onTap: () => openPage(managerPaths.hrApplication, { hrApplicationId }) }}>
      {text}
    </Notice>
  )
}

export function FormDownload({ organizationId }: { organizationId: number }) {
  const link = useFormLink(organizationId)
  return (
    <View>
      {link.problem ? <Notice tone="stop">{link.problem}</Notice> : null}
      <View className="hr__deed">
        <SecondaryButton onTap={link.download}>下载申请表</SecondaryButton>
      </View>
      <View className="hr__copy">
        <LinkButton onTap={link.copy}>复制链接，在电脑浏览器中下载</LinkButton>
      </View>
      <View className="hr__hint">{`表中有您的证件号，链接 ${formLinkHours} 小时内有效，请勿发给他人。`}</View>
    </View>
  )
}
