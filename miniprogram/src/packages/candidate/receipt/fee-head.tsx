import { yuan } from '@talent/shared/domain/money'
import type { Tone } from '@talent/shared/tokens'
import { View } from '@tarojs/components'
import { Card } from '../../../ui/card'
import { StateTag } from '../../../ui/state-tag'
import './receipt.scss'

interface Props {
  title: string
  amountFen: number
  look: { label: string; tone: Tone }
}

/** What for, how much, and how it stands. */
export function FeeHead({ title, amountFen, look }: Props) {
  return (
    <Card>
      <View className="fee-head">
        <View className="fee-head__title">{title}</View>
        {amountFen > 0 ? <View className="fee-head__amount">{yuan(amountFen)}</View> : null}
        <StateTag tone={look.tone}>{look.label}</StateTag>
      </View>
    </Card>
  )
}
