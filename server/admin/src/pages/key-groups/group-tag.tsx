import type { KeyGroup } from '@talent/shared/contract/key-groups'
import type { Tone } from '@talent/shared/tokens'
import { StateTag } from '../../ui/state-tag'

const tones: Record<KeyGroup['color'], Tone> = { '': 'neutral', green: 'ok', orange: 'wait', blue: 'ask', red: 'stop' }

export const colorChoices: { value: KeyGroup['color']; label: string }[] = [
  { value: '', label: '灰色' }, { value: 'green', label: '绿色' }, { value: 'orange', label: '橙色' }, { value: 'blue', label: '蓝色' }, { value: 'red', label: '红色' },
]

export const GroupTag = ({ color, name }: Pick<KeyGroup, 'color' | 'name'>) => <StateTag tone={tones[color]}>{name}</StateTag>
