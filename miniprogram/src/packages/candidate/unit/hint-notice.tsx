import type { RecordHint } from '@talent/shared/contract/candidate'
import { View } from '@tarojs/components'
import { ContactLine } from '../../../ui/contact-line'
import { Notice } from '../../../ui/notice'

const words: Record<RecordHint['reason'], (unitName: string | null) => string> = {
  noRecord: (unitName) =>
    unitName === null
      ? '没有自动找到您的单位：还没有单位用您的证件号建立在岗档案。'
      : `${unitName}的档案里没有您的证件号。请联系单位人事部门建档，或核对档案里的证件号，再来绑定。`,
  otherName: (unitName) => `${unitName ?? '单位'}的档案用的是您的证件号，姓名与您的实名不一致。请联系该单位人事部门更正姓名，更正后就能绑定。`,
  notInService: (unitName) => `${unitName ?? '单位'}有您的档案，但不是在岗状态。仍在该单位的，请联系人事部门更正；已到新单位的，请向新单位要确认码。`,
}

/** Why a record does not lead to a binding, and whom to call. */
export const HintNotice = ({ hint: { reason, unitName, contact } }: { hint: RecordHint }) => (
  <View>
    <Notice tone="wait">{words[reason](unitName)}</Notice>
    {contact ? <ContactLine contact={contact} /> : null}
  </View>
)
