import type { Filing } from '@talent/shared/contract/candidate'
import { View } from '@tarojs/components'
import { chinaTime } from '../../../platform/time'
import { LinkButton } from '../../../ui/buttons'
import { type DraftObjection, wholeSection } from './filing-draft'

type Objection = Filing['sections'][number]['objections'][number]

const place = (field: string) => (field === wholeSection ? '整个栏目' : '')

/** An objection that was sent, with the institution's answer below it. */
export function ObjectionBox({ objection }: { objection: Objection }) {
  return (
    <View className="objection">
      <View>{`您的异议${place(objection.field)}：${objection.remark}`}</View>
      <View className="objection__time">{chinaTime(objection.createdAt)}</View>
      {objection.answer === null ? (
        <View className="objection__open">等待单位答复</View>
      ) : (
        <View className="objection__answer">
          <View>{`单位答复：${objection.answer}`}</View>
          {objection.answeredAt ? <View className="objection__time">{chinaTime(objection.answeredAt)}</View> : null}
        </View>
      )}
    </View>
  )
}

interface DraftProps {
  objection: DraftObjection
  onChange: () => void
  onTakeBack: () => void
}

/** An objection that was written and not sent yet. */
export function DraftObjectionBox({ objection, onChange, onTakeBack }: DraftProps) {
  return (
    <View className="objection objection--draft">
      <View>{`${place(objection.field)}有误：${objection.remark}`}</View>
      <View className="objection__actions">
        <LinkButton onTap={onChange}>修改</LinkButton>
        <LinkButton tone="stop" onTap={onTakeBack}>撤销</LinkButton>
      </View>
    </View>
  )
}
