import { View } from '@tarojs/components'
import { AtSteps } from 'taro-ui'

export default function Me() {
  return <View aria-label="x" onClick={() => {}}>我的<AtSteps current={0} items={[]} onChange={() => {}} /></View>
}
