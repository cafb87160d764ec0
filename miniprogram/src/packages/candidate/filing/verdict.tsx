import { View } from '@tarojs/components'
import { tappable } from '../../../ui/a11y'
import type { Verdict as VerdictKind } from './filing-draft'

interface Props {
  title: string
  verdict: VerdictKind
  onRight: () => void
  onWrong: () => void
}

/** 无误 or 有误, as two buttons that a thumb finds. */
export function Verdict({ title, verdict, onRight, onWrong }: Props) {
  const choice = (kind: 'right' | 'wrong', words: string, onTap: () => void) => (
    <View
      className={`verdict__choice verdict__choice--${kind}${verdict === kind ? ' verdict__choice--on' : ''}`}
      hoverClass="verdict__choice--pressed"
      {...tappable({ role: 'button', label: `${title}${words}${verdict === kind && kind === 'right' ? '，已选' : ''}`, onTap })}
    >
      {verdict === kind && kind === 'right' ? `✓ ${words}` : words}
    </View>
  )
  return (
    <View className="verdict">
      {choice('right', '无误', onRight)}
      {choice('wrong', verdict === 'wrong' ? '再指出一处' : '有误', onWrong)}
    </View>
  )
}
