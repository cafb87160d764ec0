import type { Unit } from '@talent/shared/contract/candidate'
import type { z } from '@talent/shared/zod'
import { View } from '@tarojs/components'
import { chinaTime } from '../../../platform/time'
import { LinkButton } from '../../../ui/buttons'
import { Section } from '../../../ui/card'
import { FieldRow } from '../../../ui/field-row'
import { Notice } from '../../../ui/notice'
import { StateTag } from '../../../ui/state-tag'
import './unit.scss'

const methods = { matched: '按证件号自动匹配', code: '单位确认码' } as const

interface BoundProps {
  unit: z.output<typeof Unit>
  mayUnbind: boolean
  onUnbind: () => Promise<void>
}

export function BoundUnit({ unit, mayUnbind, onUnbind }: BoundProps) {
  return (
    <View>
      <Section title="已绑定的单位" aside={<StateTag tone="ok">已绑定</StateTag>}>
        <View className="unit__name">{unit.name}</View>
        <FieldRow label="绑定方式" value={methods[unit.method]} />
        <FieldRow label="绑定时间" value={chinaTime(unit.boundAt)} />
      </Section>
      {mayUnbind ? (
        <LinkButton tone="stop" onTap={onUnbind}>不是我的单位，解除绑定</LinkButton>
      ) : (
        <Notice tone="neutral">申报已提交，办理期间不能解除绑定。如需更换单位，请联系原单位的业务管理人。</Notice>
      )}
    </View>
  )
}

export function MatchedUnit({ name }: { name: string }) {
  return (
    <Section title="找到您的人员档案" note="您的实名信息与这个单位的在岗人员档案一致。请确认是您现在的单位。">
      <View className="unit__name">{name}</View>
    </Section>
  )
}
