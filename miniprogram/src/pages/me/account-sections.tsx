import type { Me } from '@talent/shared/contract/wechat-session'
import { identityVerification } from '@talent/shared/domain/states/identity-verification'
import { View } from '@tarojs/components'
import { accountPaths, candidatePaths } from '../../platform/page-paths'
import { openPage } from '../../platform/navigation'
import { ListRow, Section } from '../../ui/card'
import { groupNumber } from '../../ui/group-number'
import { StateTag } from '../../ui/state-tag'
import './index.scss'

/** Who one is here: identity, phone, unit, applications, consents. */
export function AccountSections({ me: { identity, phone, unit, wechatLinked } }: { me: Me }) {
  const look = identityVerification.looks[identity.state]
  return (
    <View>
      <View className="me__head">
        <View className="me__name">{identity.name ?? '未实名'}</View>
        <View className="me__number">{identity.identityNumber === null ? '认证后可以核对并确认单位填报' : groupNumber(identity.identityNumber)}</View>
      </View>
      <Section title="身份与账号">
        <ListRow title="实名认证" aside={<StateTag tone={look.tone}>{look.label}</StateTag>} label={`实名认证，${look.label}`} onTap={() => openPage(candidatePaths.identity)} />
        {phone === null ? (
          <ListRow title="手机号" detail="未绑定" label="绑定手机号" onTap={() => openPage('/pages/sign-in/index', { step: 'bindPhone' })} />
        ) : (
          <ListRow title="手机号" aside={<View className="me__value">{groupNumber(phone)}</View>} label={`手机号 ${groupNumber(phone)}，更换`} onTap={() => openPage(accountPaths.phone)} />
        )}
        <InfoRow label="微信" value={wechatLinked ? '已关联' : '未关联'} />
        <ListRow title="登录设备" detail="查看和退出登录着的手机和浏览器" onTap={() => openPage(accountPaths.sessions)} />
        <ListRow title="授权记录" detail="查看和撤回您的同意" onTap={() => openPage(accountPaths.consents)} />
      </Section>
      <Section title="考试">
        <ListRow title="我的单位" detail={unit?.name ?? '未绑定'} onTap={() => openPage(candidatePaths.unit)} />
        <ListRow title="信息确认" detail="单位为您填报的信息" onTap={() => openPage(candidatePaths.filing)} />
        <ListRow title="我的申报" detail="审核进度和提交编码" onTap={() => openPage(candidatePaths.applications)} />
        <ListRow title="我的缴费" detail="缴费凭证和退款" onTap={() => openPage(candidatePaths.payments)} />
      </Section>
    </View>
  )
}

/** Looks like the rows around it and leads nowhere. */
const InfoRow = ({ label, value }: { label: string; value: string }) => (
  <View className="me__row">
    <View>{label}</View>
    <View className="me__value">{value}</View>
  </View>
)
