import { View } from '@tarojs/components'
import { AtSteps } from 'taro-ui'
import { named } from './a11y'
import './steps.scss'

interface Props {
  titles: readonly string[]
  /** From 0. */
  current: number
}

/** Where one is in a long flow. It only shows: the flow decides what comes next. */
export function Steps({ titles, current }: Props) {
  return (
    <View className="steps" {...named({ role: 'img', label: `第 ${current + 1} 步，共 ${titles.length} 步：${titles[current] ?? ''}` })}>
      <AtSteps current={current} items={titles.map((title) => ({ title }))} onChange={() => {}} />
    </View>
  )
}
