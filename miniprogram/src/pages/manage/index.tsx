import { View } from '@tarojs/components'
import { AtSteps } from 'taro-ui'

export default function Manage() {
  return <View aria-label="x" onClick={() => {}}>管理<AtSteps current={0} items={[]} onChange={() => {}} /></View>
}
