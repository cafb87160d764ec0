import { View } from '@tarojs/components'
import { AtSteps } from 'taro-ui'

export default function Home() {
  return <View aria-label="x" onClick={() => {}}>首页<AtSteps current={0} items={[]} onChange={() => {}} /></View>
}
