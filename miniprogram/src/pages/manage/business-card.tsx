import { getAuditCounts } from '@talent/shared/contract/audit'
import type { Me } from '@talent/shared/contract/wechat-session'
import { View } from '@tarojs/components'
import { useQuery } from '../../api/use-query'
import { auditPaths, managerPaths } from '../../platform/page-paths'
import { openPage } from '../../platform/navigation'
import { PrimaryButton, SecondaryButton } from '../../ui/buttons'
import { Card } from '../../ui/card'
import { StateTag } from '../../ui/state-tag'

type Binding = Me['managerBindings'][number]

const roles: Record<Binding['role'], string> = { main: '业务管理人', auxiliary: '辅助管理员' }

/** One business of one unit: how many wait, and the way to them. */
export function BusinessCard({ binding }: { binding: Binding }) {
  const { bindingId, organizationName, businessName, role } = binding
  const desk = useQuery(getAuditCounts, { bindingId })
  const pending = desk.status === 'ready' ? desk.data.years.reduce((sum, year) => sum + year.pending, 0) : null
  const start = () => openPage(auditPaths.review, { bindingId, examYear: desk.status === 'ready' ? desk.data.examYear : undefined })
  const about = `${organizationName}${businessName}`
  return (
    <Card>
      <View className="business__head">
        <View className="business__name">{businessName}</View>
        <StateTag tone="neutral">{roles[role]}</StateTag>
      </View>
      <View className="business__unit">{organizationName}</View>
      <View className="business__pending">
        {desk.status === 'error' ? desk.problem.message : pending === null ? '正在查询待审核数量' : pending === 0 ? '没有待审核的申报' : <Pending count={pending} />}
      </View>
      <View className="business__deeds">
        <View className="business__deed">
          <SecondaryButton onTap={() => openPage(auditPaths.overview, { bindingId })} label={`查看${about}的申报列表`}>申报列表</SecondaryButton>
        </View>
        <View className="business__deed">
          <SecondaryButton onTap={() => openPage(managerPaths.business, { bindingId })} label={`${about}的业务与人员`}>业务与人员</SecondaryButton>
        </View>
        {pending ? (
          <View className="business__deed business__deed--main">
            <PrimaryButton onTap={start} label={`开始审核${about}`}>开始审核</PrimaryButton>
          </View>
        ) : null}
      </View>
    </Card>
  )
}

const Pending = ({ count }: { count: number }) => (
  <View className="business__count">
    <View className="business__number">{String(count)}</View>
    <View>份待审核</View>
  </View>
)
