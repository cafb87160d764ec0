import { View } from '@tarojs/components'
import { AtSteps } from 'taro-ui'

export default function Overview() {
  return <View aria-label="x" onClick={() => {}}>审核<AtSteps current={0} items={[]} onChange={() => {}} /></View>
}
