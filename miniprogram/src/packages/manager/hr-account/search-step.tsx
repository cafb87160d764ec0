import type { HrUnit } from '@talent/shared/contract/hr-accounts'
import { View } from '@tarojs/components'
import { PrimaryButton } from '../../../ui/buttons'
import { Card, ListRow } from '../../../ui/card'
import { Notice } from '../../../ui/notice'
import { TextField } from '../../../ui/text-field'
import { Explained } from '../explained'
import { unitDetail } from './unit-words'
import { type Found, useUnitSearch } from './use-unit-search'

export function SearchStep({ onChoose }: { onChoose: (unit: HrUnit) => void }) {
  const { name, error, found, enter, find } = useUnitSearch()
  return (
    <View>
      <TextField label="单位名称" value={name} onChange={enter} onConfirm={() => void find()} maxLength={100} placeholder="输入名称中的几个字" error={error} hint="如“樊城区人民医院”，不用写全" />
      <PrimaryButton onTap={find}>查找单位</PrimaryButton>
      <View className="hr__results">{found ? <Results found={found} onChoose={onChoose} /> : null}</View>
    </View>
  )
}

function Results({ found: { name, items, more }, onChoose }: { found: Found; onChoose: (unit: HrUnit) => void }) {
  if (items.length === 0) return <NotFound name={name} />
  return (
    <View>
      <Card>
        {items.map((unit) => (
          <ListRow key={unit.organizationId} title={unit.name} detail={unitDetail(unit)} onTap={() => onChoose(unit)} label={`选择${unit.name}`} />
        ))}
      </Card>
      {more ? <Notice tone="neutral">还有更多单位，请把名称写得更完整后再查找。</Notice> : null}
      <Explained>没有您的单位？请换几个字再查找。确实没有登记的，请先在“湖北卫生人才综合服务平台”网页办理机构注册，或联系主管卫健委。</Explained>
    </View>
  )
}

const NotFound = ({ name }: { name: string }) => (
  <Card>
    <View className="hr__question">{`没有找到名称含“${name}”的单位`}</View>
    <View className="hr__way">1. 请核对名称，或只输入其中几个字再查找。</View>
    <View className="hr__way">2. 单位还没有登记的，请用电脑打开“湖北卫生人才综合服务平台”，在登录框下方点击“机构注册”，通过后再来申请。</View>
    <View className="hr__way">3. 不能办理注册的，请联系主管卫健委的人事部门。</View>
  </Card>
)
