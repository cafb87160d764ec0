import { View } from '@tarojs/components'
import { AtSteps } from 'taro-ui'

export default function Overview() {
  return <View aria-label="x" onClick={() => {}}>管理<AtSteps current={0} items={[]} onChange={() => {}} /></View>
}
