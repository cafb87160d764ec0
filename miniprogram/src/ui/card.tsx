import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { decoration, heading, tappable } from './a11y'
import './card.scss'
import { unbroken } from './unbroken'

interface CardProps {
  children: ReactNode
  /** The whole card is tappable; `label` is then what a screen reader says. */
  onTap?: () => void
  label?: string
}

/** A white box that holds one thing. */
export function Card({ children, onTap, label }: CardProps) {
  if (!onTap) return <View className="card">{children}</View>
  return (
    <View className="card card--tappable" hoverClass="card--pressed" {...tappable({ role: 'button', label: label ?? '查看', onTap })}>
      {children}
    </View>
  )
}

interface SectionProps {
  title: string
  /** What to do here, or what is missing. */
  note?: string
  /** At the right of the title: a StateTag or a LinkButton. */
  aside?: ReactNode
  children: ReactNode
}

/** A titled card of rows. */
export function Section({ title, note, aside, children }: SectionProps) {
  return (
    <View className="section">
      <View className="section__head">
        <View className="section__title" {...heading(2)}>{unbroken(title)}</View>
        {aside}
      </View>
      {note ? <View className="section__note">{note}</View> : null}
      <View className="card">{children}</View>
    </View>
  )
}

interface RowProps {
  title: string
  detail?: string
  /** At the right: a StateTag, a count. */
  aside?: ReactNode
  onTap: () => void
  label?: string
}

/** One line that leads somewhere. */
export function ListRow({ title, detail, aside, onTap, label }: RowProps) {
  return (
    <View className="list-row" hoverClass="list-row--pressed" {...tappable({ role: 'button', label: label ?? title, onTap })}>
      <View className="list-row__text">
        <View>{title}</View>
        {detail ? <View className="list-row__detail">{detail}</View> : null}
      </View>
      {aside}
      <View className="list-row__arrow" {...decoration}>›</View>
    </View>
  )
}
