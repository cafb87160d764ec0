import { View } from '@tarojs/components'
import { named } from './a11y'
import './skeleton.scss'

/** The shape of what is coming; nothing spins. */
export function Skeleton({ kind }: { kind: 'list' | 'detail' }) {
  const rows = kind === 'list' ? [1, 2, 3, 4] : [1, 2]
  return (
    <View className="skeleton" {...named({ role: 'img', label: '正在加载' })}>
      {rows.map((row) => (
        <View key={row} className="skeleton__card">
          <View className="skeleton__line skeleton__line--title" />
          <View className="skeleton__line" />
          {kind === 'detail' ? <View className="skeleton__line" /> : null}
          <View className="skeleton__line skeleton__line--short" />
        </View>
      ))}
    </View>
  )
}
