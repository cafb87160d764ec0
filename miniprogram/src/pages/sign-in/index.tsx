import { View } from '@tarojs/components'
import { AtSteps } from 'taro-ui'

export default function SignIn() {
  return <View aria-label="x" onClick={() => {}}>登录<AtSteps current={0} items={[]} onChange={() => {}} /></View>
}
