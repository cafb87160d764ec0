import type { TransportProblem, TransportProblemKind } from '@talent/shared/client'
import { View } from '@tarojs/components'
import { heading } from './a11y'
import { PrimaryButton } from './buttons'
import './empty.scss'
import './unreachable.scss'

const title = '后端接口连接异常'
const ownNetwork = ['查看手机是否连着网络，可在 WLAN 与移动数据之间切换', '关闭飞行模式、代理或 VPN 后再试']
const later = '过几分钟再试，已填写的内容会保留'

const advice: Record<TransportProblemKind, readonly string[]> = {
  offline: [...ownNetwork, later],
  timeout: ['网络较慢时换一个信号好的地方', later],
  badAnswer: ['所在网络需要先登录（如酒店、医院的公共 WLAN）时，请先登录或改用移动数据', later],
  cancelled: [later],
}

/** The server can't be reached: what that means, what to try, and the retry. */
export function Unreachable({ problem, onRetry }: { problem: TransportProblem; onRetry: () => unknown }) {
  return (
    <View className="empty">
      <View className="empty__title" {...heading(2)}>{title}</View>
      <View className="empty__detail">{problem.message.replace(`${title}，`, '')}</View>
      <View className="unreachable">
        <View className="unreachable__title">可以这样试试</View>
        {advice[problem.kind].map((line) => (
          <View key={line} className="unreachable__line">{line}</View>
        ))}
      </View>
      <View className="empty__action">
        <PrimaryButton onTap={onRetry}>重试</PrimaryButton>
      </View>
    </View>
  )
}
