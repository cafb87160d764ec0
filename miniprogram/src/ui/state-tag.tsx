import type { Tone } from '@talent/shared/tokens'
import { View } from '@tarojs/components'
import './state-tag.scss'

/** A state: colour and word together, the same everywhere. */
export const StateTag = ({ tone, children }: { tone: Tone; children: string }) => <View className={`state-tag state-tag--${tone}`}>{children}</View>
