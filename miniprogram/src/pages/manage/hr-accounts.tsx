import { type HrApplication, listMyHrApplications } from '@talent/shared/contract/hr-accounts'
import { registration } from '@talent/shared/domain/states/registration'
import { View } from '@tarojs/components'
import { useQuery } from '../../api/use-query'
import { managerPaths } from '../../platform/page-paths'
import { openPage } from '../../platform/navigation'
import { SecondaryButton } from '../../ui/buttons'
import { ListRow, Section } from '../../ui/card'
import { StateTag } from '../../ui/state-tag'

/** 单位人事账号管理: what was applied for, how far it is, and applying. */
export function HrAccounts() {
  const mine = useQuery(listMyHrApplications, {})
  const items = mine.status === 'ready' ? mine.data.items : []
  return (
    <View className="manage__accounts">
      <Section title="单位人事账号管理" note="单位第一次使用本系统时，由单位授权的人申请管理端的人事账号。">
        {items.map((item) => (
          <ListRow
            key={item.id}
            title={item.unit.name}
            detail={nextDeed(item)}
            aside={<StateTag tone={registration.looks[item.state].tone}>{registration.looks[item.state].label}</StateTag>}
            onTap={() => openPage(managerPaths.hrApplication, { hrApplicationId: item.id })}
            label={`${item.unit.name}的人事账号申请，${registration.looks[item.state].label}`}
          />
        ))}
        <View className="manage__apply">
          <SecondaryButton onTap={() => openPage(managerPaths.hrAccount)}>申请账号</SecondaryButton>
        </View>
      </Section>
    </View>
  )
}

function nextDeed({ state, password, opinion }: HrApplication): string {
  if (state === 'pending') return '等待主管单位审核'
  if (state === 'rejected') return `审核意见：${opinion ?? ''}。请修改后重新提交`
  return password === 'waiting' ? '请查看账号和一次性密码' : '账号已开通'
}
