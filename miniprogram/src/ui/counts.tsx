import { ScrollView, View } from '@tarojs/components'
import { named, tappable } from './a11y'
import './counts.scss'

interface Props<V extends string> {
  items: readonly { value: V; label: string; count?: number }[]
  value: V
  onChange: (value: V) => void
  /** What the tabs choose among. */
  label?: string
}

/** Tabs over a list, each with how many there are. */
export function Counts<V extends string>({ items, value, onChange, label: about = '按状态查看' }: Props<V>) {
  return (
    <ScrollView className="counts" scrollX enhanced showScrollbar={false}>
      <View className="counts__row" {...named({ role: 'tablist', label: about })}>
        {items.map((item) => {
          const label = item.count === undefined ? item.label : `${item.label} ${item.count}`
          const on = item.value === value
          return (
            <View
              key={item.value}
              className={`counts__tab${on ? ' counts__tab--on' : ''}`}
              {...tappable({ role: 'tab', label, checked: on, onTap: () => onChange(item.value) })}
            >
              {label}
            </View>
          )
        })}
      </View>
    </ScrollView>
  )
}
