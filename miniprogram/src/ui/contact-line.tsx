import type { UnitContact } from '@talent/shared/contract/candidate'
import { View } from '@tarojs/components'
import { dial, dialable } from '../platform/phone'
import { LinkButton } from './buttons'
import './contact-line.scss'

/** Whom to ask at a unit; one tap dials. */
export function ContactLine({ contact: { name, phone } }: { contact: UnitContact }) {
  const number = phone === null ? null : dialable(phone)
  if (name === null && phone === null) return null
  return (
    <View className="contact-line">
      <View className="contact-line__text">
        {name === null ? null : <View>{name}</View>}
        {phone === null ? null : <View className="contact-line__phone">{phone}</View>}
      </View>
      {number === null ? null : <LinkButton onTap={() => dial(number)} label={`拨打${name ?? '单位'}电话`}>拨打电话</LinkButton>}
    </View>
  )
}
