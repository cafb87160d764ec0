import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { heading } from './a11y'
import './empty.scss'

export interface EmptyProps {
  title: string
  /** Why there is nothing, and what to do next. */
  detail: string
  /** At most one button. */
  children?: ReactNode
}

/** A page or list without content says why and what next. */
export function Empty({ title, detail, children }: EmptyProps) {
  return (
    <View className="empty">
      <View className="empty__title" {...heading(2)}>{title}</View>
      <View className="empty__detail">{detail}</View>
      {children ? <View className="empty__action">{children}</View> : null}
    </View>
  )
}
