import type { HrUnit } from '@talent/shared/contract/hr-accounts'
import { View } from '@tarojs/components'
import { Section } from '../../../ui/card'
import { FieldRow } from '../../../ui/field-row'
import { Explained } from '../explained'
import { categoryWord } from './unit-words'

export const UnitStep = ({ unit }: { unit: HrUnit }) => (
  <View>
    <Section title="请核对是不是您的单位">
      <UnitRows unit={unit} />
    </Section>
    <Explained>人事账号由单位授权的一个人管理。如果单位已有账号，审核通过后原密码会失效，账号交给您使用。</Explained>
  </View>
)

export const UnitRows = ({ unit }: { unit: HrUnit }) => (
  <View>
    <FieldRow label="单位名称" value={unit.name} />
    <FieldRow label="主管单位" value={unit.authorityName ?? '未登记'} />
    <FieldRow label="单位类别" value={categoryWord(unit.category) || '未登记'} />
    <FieldRow label="单位地址" value={unit.address ?? '未登记'} />
  </View>
)
