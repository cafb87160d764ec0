import { View } from '@tarojs/components'
import { AtSteps } from 'taro-ui'

export default function Messages() {
  return <View aria-label="x" onClick={() => {}}>消息<AtSteps current={0} items={[]} onChange={() => {}} /></View>
}
