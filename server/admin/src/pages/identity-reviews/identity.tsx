import { labelOf } from '@talent/shared/dictionaries/index'
import { birthDateAndSexOf, checkIdentityDocument } from '@talent/shared/domain/identity-document'
import { groupIdentityNumber } from '@talent/shared/domain/mask'
import { Alert } from 'antd'
import { Fact, Facts } from '../../ui/facts'
import { FormCard } from '../../ui/form-card'
import { groupDigits } from '../../ui/masked-value'
import { todayInChina } from '../../ui/time-text'
import type { Review } from './decision-card'
import styles from './identity-reviews.module.css'

/** What was entered, to compare with the photos, and what the number itself says. */
export function Identity({ review }: { review: Review }) {
  const { identityType: type, fullIdentityNumber: number } = review
  const inside = birthDateAndSexOf(type, number)
  const issues = checkIdentityDocument({ type, number }, todayInChina())
  return (
    <FormCard title="申请人填写的内容">
      <Facts layout="stack">
        <Fact term="姓名" large>{review.name}</Fact>
        <Fact term={labelOf('identityType', type) ?? type} large>{groupIdentityNumber(number)}</Fact>
        {inside && <Fact term="证件号中的出生日期、性别">{`${inside.birthDate}，${labelOf('sex', inside.sex) ?? ''}`}</Fact>}
        <Fact term="手机号">{review.phone ? groupDigits(review.phone, 'mobile') : '未绑定'}</Fact>
      </Facts>
      {issues.map((issue) => (
        <p key={issue.code} className={styles.numberIssue}>
          {issue.message}
        </p>
      ))}
    </FormCard>
  )
}

/** Somebody else holds the number: it stands above everything else. */
export function AppealNotice() {
  return (
    <Alert
      className={styles.appeal}
      type="warning"
      showIcon
      title="申诉：该证件号已由另一微信用户认证"
      description="通过后，另一用户的实名认证和绑定将被解除。请仔细核对照片，必要时电话联系申请人。"
    />
  )
}
