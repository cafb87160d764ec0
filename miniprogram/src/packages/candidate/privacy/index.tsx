import { View } from '@tarojs/components'
import { AtSteps } from 'taro-ui'

export default function Privacy() {
  return <View aria-label="x" onClick={() => {}}>隐私说明<AtSteps current={0} items={[]} onChange={() => {}} /></View>
}
