import type { HrReview } from '@talent/shared/contract/hr-accounts'
import { labelOf } from '@talent/shared/dictionaries/index'
import { groupIdentityNumber } from '@talent/shared/domain/mask'
import { Alert } from 'antd'
import { Fact, Facts } from '../../ui/facts'
import { FormCard } from '../../ui/form-card'
import { groupDigits } from '../../ui/masked-value'
import { timeText } from '../../ui/time-text'

/** The verified person, to compare with the form. */
export function Applicant({ review }: { review: HrReview }) {
  return (
    <FormCard title="申请人（已实名认证）">
      <Facts layout="stack">
        <Fact term="姓名" large>{review.applicantName}</Fact>
        <Fact term={labelOf('identityType', review.identityType) ?? review.identityType} large>{review.fullIdentityNumber ? groupIdentityNumber(review.fullIdentityNumber) : '申请人已注销，不再保留'}</Fact>
        <Fact term="手机号">{review.phone ? groupDigits(review.phone, 'mobile') : '未绑定，一次性密码只在小程序中显示'}</Fact>
      </Facts>
    </FormCard>
  )
}

export function Unit({ review: { unit } }: { review: HrReview }) {
  const facts: [label: string, value: string | null][] = [
    ['单位名称', unit.name],
    ['统一社会信用代码', unit.creditCode],
    ['执业许可证号', unit.licenseNo],
    ['主管单位', unit.authorityName],
    ['单位类别', unit.category && (labelOf('institutionCategory', unit.category) ?? unit.category)],
    ['单位地址', unit.address],
  ]
  return (
    <FormCard title="单位信息">
      <Facts layout="stack">
        {facts.map(([label, value]) => (
          <Fact key={label} term={label}>{value ?? '未登记'}</Fact>
        ))}
      </Facts>
    </FormCard>
  )
}

/** Accepting takes the account from whoever uses it now: said before, with when that was last. */
export function AccountNotice({ account }: { account: NonNullable<HrReview['mainAccount']> }) {
  const used = account.lastSignInAt ? `最近一次登录：${timeText(account.lastSignInAt)}` : '还没有登录过'
  return (
    <Alert
      style={{ marginBottom: 16 }}
      type="warning"
      showIcon
      title={`该单位已有人事账号 ${account.username}${account.state === 'disabled' ? '（已停用）' : ''}，${used}`}
      description={`${account.state === 'disabled' ? '账号已被停用，请先核实停用的原因；通过后会重新启用。' : ''}通过后会为这个账号生成新的一次性密码，原密码失效，正在使用的登录会退出。${account.administratorName ? `现管理员：${account.administratorName}，会收到通知。` : ''}`}
    />
  )
}
