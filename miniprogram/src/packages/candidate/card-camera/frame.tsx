import { View } from '@tarojs/components'
import { decoration } from '../../../ui/a11y'
import type { Side } from '../identity-form/card-photos'
import './index.scss'

/** Width to height: an identity card is 85.6 × 54 mm (ISO 7810 ID-1), a booklet's page 125 × 88 (ID-3). */
export type Shape = 'card' | 'booklet'
export const ratios: Record<Shape, number> = { card: 85.6 / 54, booklet: 125 / 88 }

export const shapeOf = (identityType: string): Shape => (identityType === 'passport' || identityType === 'officerCard' ? 'booklet' : 'card')

interface Props {
  shape: Shape
  side: Side
  /** With the outline of what the side of an identity card shows. */
  outlined: boolean
}

/** Where the document belongs: bright inside, dimmed around, with corners to align. */
export const Frame = ({ shape, side, outlined }: Props) => (
  <View className={`card-frame card-frame--${shape}`} {...decoration}>
    {['lt', 'rt', 'lb', 'rb'].map((corner) => (
      <View key={corner} className={`card-frame__corner card-frame__corner--${corner}`} />
    ))}
    {outlined && side === 'front' ? (
      <View className="card-frame__portrait">
        <View className="card-frame__head" />
        <View className="card-frame__shoulders" />
      </View>
    ) : null}
    {outlined && side === 'back' ? <View className="card-frame__emblem" /> : null}
  </View>
)
