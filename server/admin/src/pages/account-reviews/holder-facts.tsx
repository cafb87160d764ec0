import type { AccountReview } from '@talent/shared/contract/account-verification'
import { labelOf } from '@talent/shared/dictionaries/index'
import { holderFields } from '@talent/shared/domain/account-holder'
import { groupIdentityNumber } from '@talent/shared/domain/mask'
import { Button } from 'antd'
import { useState } from 'react'
import { Fact, Facts } from '../../ui/facts'
import { FormCard } from '../../ui/form-card'
import { groupDigits } from '../../ui/masked-value'
import { timeText } from '../../ui/time-text'
import styles from '../../ui/review.module.css'
import { CorrectDialog } from './correct-dialog'

/** What was entered, to compare with the document and the seal. */
export function HolderFacts({ review, mayCorrect }: { review: AccountReview; mayCorrect: boolean }) {
  const [correcting, setCorrecting] = useState(false)
  const corrected = holderFields.filter(({ key }) => review.corrected.includes(key)).map(({ label }) => label)
  return (
    <>
      <FormCard title="账号使用人" extra={mayCorrect && <Button onClick={() => setCorrecting(true)}>更正信息</Button>}>
        <Facts layout="stack">
          <Fact term="姓名" large>{review.name}</Fact>
          <Fact term={labelOf('identityType', review.identityType) ?? review.identityType} large>{review.fullIdentityNumber ? groupIdentityNumber(review.fullIdentityNumber) : '已删除'}</Fact>
          <Fact term="手机号">{review.mobile ? groupDigits(review.mobile, 'mobile') : '未登记'}</Fact>
        </Facts>
        {corrected.length > 0 && <p className={styles.opinion}>审核时更正：{corrected.join('、')}</p>}
        {review.savedAt && <p className={styles.opinion}>信息保存于 {timeText(review.savedAt)}，授权书页脚的时间应与此相同。</p>}
      </FormCard>
      {correcting && <CorrectDialog review={review} onClose={() => setCorrecting(false)} />}
    </>
  )
}

export function UnitFacts({ unit }: Pick<AccountReview, 'unit'>) {
  const facts: [label: string, value: string | null][] = [
    ['单位名称', unit.name],
    ['统一社会信用代码', unit.creditCode],
    ['许可证号', unit.licenseNo],
    ['业务主管部门', unit.authorityName],
    ['单位类别', unit.category && (labelOf('institutionCategory', unit.category) ?? unit.category)],
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
