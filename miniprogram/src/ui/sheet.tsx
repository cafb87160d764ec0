import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { AtFloatLayout } from 'taro-ui'
import { heading } from './a11y'
import { LinkButton } from './buttons'
import { InSheet } from './in-sheet'
import { LostSession } from './lost-session'
import './sheet.scss'
import { useDialog } from './use-dialog'

interface Props {
  open: boolean
  title: string
  onClose: () => void
  /** What is decided on, in a line or two; it stays in sight at the top of the sheet. */
  about: ReactNode
  children: ReactNode
  /** The deciding button. */
  footer: ReactNode
}

/**
 * A decision slides up from below and covers at most two thirds: what is decided on stays in sight.
 * Its content is there only while it is open.
 */
export function Sheet({ open, title, onClose, about, children, footer }: Props) {
  const dialog = useDialog(open, title, onClose)
  return (
    <AtFloatLayout className="sheet" isOpened={open} onClose={onClose}>
      {open ? (
        <View {...dialog}>
          <View className="sheet__head">
            <View className="sheet__title" {...heading(2)}>{title}</View>
            <LinkButton onTap={onClose}>关闭</LinkButton>
          </View>
          <View className="sheet__about">{about}</View>
          <View className="sheet__content">
            <LostSession />
            <InSheet.Provider value>{children}</InSheet.Provider>
          </View>
          <View className="sheet__footer">{footer}</View>
        </View>
      ) : null}
    </AtFloatLayout>
  )
}
