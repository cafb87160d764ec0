import type { Filing } from '@talent/shared/contract/candidate'
import { View } from '@tarojs/components'
import { chinaTime } from '../../../platform/time'
import { LinkButton } from '../../../ui/buttons'
import type { DraftObjection } from './filing-draft'
import type { FilingReview } from './use-filing-review'

type Objection = Filing['sections'][number]['objections'][number]

interface Props {
  sent: readonly Objection[]
  drafts: readonly DraftObjection[]
  review: FilingReview | null
  onChange: (field: string) => void
  /** They do not stand below their field: each says what it is about. */
  named?: boolean
}

/** What was said about one thing: sent with its answer, or written and not sent yet. */
export const Objections = ({ sent, drafts, review, onChange, named = false }: Props) => (
  <>
    {sent.map((objection) => (
      <SentObjection key={objection.id} objection={objection} named={named} />
    ))}
    {drafts.map((objection) => (
      <DraftObjectionBox key={objection.field} objection={objection} named={named} onChange={() => onChange(objection.field)} onTakeBack={() => review?.takeBack(objection)} />
    ))}
  </>
)

/** An objection that was sent, with the institution's answer below it. */
function SentObjection({ objection: { fieldLabel, remark, createdAt, answer, answeredAt }, named }: { objection: Objection; named: boolean }) {
  return (
    <View className="objection">
      <View>{`您的异议${named ? `（${fieldLabel}）` : ''}：${remark}`}</View>
      <View className="objection__time">{chinaTime(createdAt)}</View>
      {answer === null ? (
        <View className="objection__open">等待单位答复</View>
      ) : (
        <View className="objection__answer">
          <View>{`单位答复：${answer}`}</View>
          {answeredAt ? <View className="objection__time">{chinaTime(answeredAt)}</View> : null}
        </View>
      )}
    </View>
  )
}

interface DraftProps {
  objection: DraftObjection
  named: boolean
  onChange: () => void
  onTakeBack: () => void
}

/** An objection that was written and not sent yet. */
function DraftObjectionBox({ objection: { label, remark }, named, onChange, onTakeBack }: DraftProps) {
  return (
    <View className="objection objection--draft">
      <View>{`${named ? label : ''}有误：${remark}`}</View>
      <View className="objection__actions">
        <LinkButton onTap={onChange} label={`修改对${label}的说明`}>修改</LinkButton>
        <LinkButton tone="stop" onTap={onTakeBack} label={`撤销对${label}的说明`}>撤销</LinkButton>
      </View>
    </View>
  )
}
