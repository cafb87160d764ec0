import { color } from '@talent/shared/tokens'
import { Switch, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { isWeapp } from '../platform/target'
import { named, tappable } from './a11y'
import './fields.scss'

interface CheckProps {
  checked: boolean
  onChange: (checked: boolean) => void
  /** What one agrees to; also what a screen reader says. */
  label: string
  /** Shown instead of the label, e.g. with links in it. */
  children?: ReactNode
}

/** Agreement to one thing; never ticked beforehand. */
export function CheckRow({ checked, onChange, label, children }: CheckProps) {
  return (
    <View className="check" {...tappable({ role: 'checkbox', label, checked, onTap: () => onChange(!checked) })}>
      <View className={`check__box${checked ? ' check__box--on' : ''}`}>{checked ? '✓' : ''}</View>
      <View className="check__text">{children ?? label}</View>
    </View>
  )
}

interface SwitchProps {
  label: string
  detail?: string
  on: boolean
  onChange: (on: boolean) => void
}

/** A setting that takes effect at once. */
export function SwitchRow({ label, detail, on, onChange }: SwitchProps) {
  return (
    <View className="switch-row">
      <View>
        <View>{label}</View>
        {detail ? <View className="switch-row__detail">{detail}</View> : null}
      </View>
      <Switch color={color.brand} checked={on} onChange={(event) => onChange(event.detail.value)} {...(isWeapp ? named({ role: 'switch', label, checked: on }) : { nativeProps: { role: 'switch', 'aria-label': label } })} />
    </View>
  )
}
