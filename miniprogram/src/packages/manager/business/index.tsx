import { getManagedBusiness, giveUpBusiness, type ManagedBusiness, removeAuxiliary } from '@talent/shared/contract/authorization'
import { getMe } from '@talent/shared/contract/wechat-session'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '../../../api/call'
import { asCallProblem, type CallProblem } from '../../../api/problem-text'
import { rememberMe } from '../../../api/session'
import { useMutation } from '../../../api/use-mutation'
import { useQuery } from '../../../api/use-query'
import { ask, say } from '../../../platform/dialogs'
import { openPage, openTab, pageId } from '../../../platform/navigation'
import { auditPaths, managerPaths } from '../../../platform/page-paths'
import { chinaTime } from '../../../platform/time'
import { LinkButton, PrimaryButton, SecondaryButton } from '../../../ui/buttons'
import { Section } from '../../../ui/card'
import { FieldRow } from '../../../ui/field-row'
import { groupNumber } from '../../../ui/group-number'
import { Notice } from '../../../ui/notice'
import { PageShell } from '../../../ui/page-shell'
import { ChooseBusiness } from '../choose-business'
import { roleNames, wayWords } from '../business-words'
import './index.scss'

/** 业务与人员: one business, who is in it, and handing it on (M6). */
export default function Business() {
  const [bindingId] = useState(() => pageId('bindingId'))
  return bindingId === null ? <ChooseBusiness title="业务与人员" /> : <OneBusiness bindingId={bindingId} />
}

function OneBusiness({ bindingId }: { bindingId: number }) {
  const query = useQuery(getManagedBusiness, { bindingId })
  const removing = useMutation(removeAuxiliary)
  const givingUp = useMutation(giveUpBusiness)
  const [failure, setFailure] = useState<CallProblem | null>(null)

  const remove = async ({ auxiliaryId, name }: ManagedBusiness['auxiliaries'][number]) => {
    if (!(await ask({ title: `移除${name}`, content: `移除后${name}立即不能再审核这项业务，对方会收到通知。已作出的审核保留。`, confirmText: '移除' }))) return
    const outcome = await removing.send({ bindingId, auxiliaryId })
    setFailure(outcome.ok ? null : outcome.problem)
    if (outcome.ok) query.replace(outcome.data)
    else await query.refetch()
  }
  const giveUp = async ({ role, businessName, organizationName }: ManagedBusiness) => {
    const after = role === 'main' ? '之后由单位重新授权给他人。如果已有接手的人，请用“转移业务管理人”。' : '需要时可请业务管理人重新添加。'
    if (!(await ask({ title: `放弃“${businessName}”`, content: `您将立即不能再办理${organizationName}的这项业务。${after}`, confirmText: '放弃业务' }))) return
    const outcome = await givingUp.send({ bindingId })
    setFailure(outcome.ok ? null : outcome.problem)
    if (!outcome.ok) return
    say('已放弃业务')
    try {
      rememberMe(await call(getMe, {}))
    } catch (error) {
      setFailure(asCallProblem(error))
    }
    openTab('/pages/manage/index')
  }
  return (
    <PageShell title="业务与人员" query={query} skeleton="detail" footer={() => <PrimaryButton onTap={() => openPage(auditPaths.overview, { bindingId })}>申报列表</PrimaryButton>}>
      {(business) => (
        <View>
          {failure ? <Notice tone="stop">{failure.message}</Notice> : null}
          <Section title={business.businessName}>
            <FieldRow label="单位" value={business.organizationName} />
            <FieldRow label="我的身份" value={roleNames[business.role]} />
            <FieldRow label="开始时间" value={chinaTime(business.boundAt)} />
            <FieldRow label="授权方式" value={wayWords(business)} />
            {business.role === 'auxiliary' ? <FieldRow label="业务管理人" value={business.mainManager ? `${business.mainManager.name} ${groupNumber(business.mainManager.phone)}` : '暂无，请联系单位'} /> : null}
          </Section>
          {business.role === 'main' ? <Auxiliaries business={business} onRemove={remove} /> : null}
          {business.role === 'main' ? (
            <View className="managed__deed">
              <SecondaryButton onTap={() => openPage(managerPaths.change, { bindingId, change: 'transfer' })}>转移业务管理人</SecondaryButton>
            </View>
          ) : null}
          <LinkButton onTap={() => giveUp(business)}>放弃业务</LinkButton>
        </View>
      )}
    </PageShell>
  )
}

interface AuxiliariesProps {
  business: ManagedBusiness
  onRemove: (auxiliary: ManagedBusiness['auxiliaries'][number]) => Promise<void>
}

function Auxiliaries({ business: { bindingId, auxiliaries }, onRemove }: AuxiliariesProps) {
  return (
    <Section title="辅助管理员" note="辅助管理员可以审核申报，不能添加他人或转移业务。">
      {auxiliaries.length === 0 ? <View className="managed__none">还没有辅助管理员</View> : null}
      {auxiliaries.map((auxiliary) => (
        <View className="managed__person" key={auxiliary.auxiliaryId}>
          <View className="managed__who">
            <View>{auxiliary.name}</View>
            <View className="managed__since">{`${groupNumber(auxiliary.phone)}　${chinaTime(auxiliary.boundAt)} 添加`}</View>
          </View>
          <LinkButton onTap={() => onRemove(auxiliary)} label={`移除${auxiliary.name}`}>移除</LinkButton>
        </View>
      ))}
      <View className="managed__add">
        <SecondaryButton onTap={() => openPage(managerPaths.change, { bindingId, change: 'auxiliary' })}>添加辅助管理员</SecondaryButton>
      </View>
    </Section>
  )
}
