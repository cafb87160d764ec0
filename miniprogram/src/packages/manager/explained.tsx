import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import './explained.scss'

/** What somebody should know beside a field or a step. */
export const Explained = ({ question, children }: { question?: string; children: ReactNode }) => (
  <View className="explained">
    {question === undefined ? null : <View className="explained__question">{question}</View>}
    <View>{children}</View>
  </View>
)

/** The last step: it is done, and what comes of it. */
export const Done = ({ title, children }: { title: string; children: ReactNode }) => (
  <View className="done">
    <View className="done__tick">✓</View>
    <View className="done__title">{title}</View>
    <View className="done__detail">{children}</View>
  </View>
)
