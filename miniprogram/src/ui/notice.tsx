import type { Tone } from '@talent/shared/tokens'
import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { LinkButton } from './buttons'
import './notice.scss'
import { unbroken } from './unbroken'

interface Props {
  tone: Tone
  children: ReactNode
  action?: { text: string; onTap: () => unknown }
}

/** Something to know before going on; stays until its reason is gone. */
export function Notice({ tone, children, action }: Props) {
  return (
    <View className={`notice notice--${tone}`}>
      <View className="notice__text">{typeof children === 'string' ? unbroken(children) : children}</View>
      {action ? <LinkButton onTap={action.onTap}>{action.text}</LinkButton> : null}
    </View>
  )
}
