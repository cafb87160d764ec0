import { askSubscription } from '../../../api/subscription'
import { useMe } from '../../../api/use-me'
import { openPage, openTab, replacePage } from '../../../platform/navigation'
import { candidatePaths, managerPaths } from '../../../platform/page-paths'
import { PrimaryButton, SecondaryButton } from '../../../ui/buttons'
import { Empty } from '../../../ui/empty'
import { PageShell } from '../../../ui/page-shell'
import { Steps } from '../../../ui/steps'
import { Done } from '../explained'
import { FormStep } from './form-step'
import './hr-account.scss'
import { SearchStep } from './search-step'
import { UnitStep } from './unit-step'
import { type HrAccountForm, useHrAccount } from './use-hr-account'

const titles = ['选择单位', '核对单位', '上传申请表', '完成'] as const
const stages = ['search', 'unit', 'proofs', 'done'] as const

/** 单位人事账号管理 → 申请账号 (M4). */
export default function HrAccount() {
  const me = useMe()
  // What was chosen outlives a refresh of `me`, and the frame stays the same one.
  if (me.status === 'ready' && me.data.identity.state === 'verified') return <Apply userId={me.data.id} />
  return (
    <PageShell title="申请人事账号" query={me}>
      {({ identity }) => (
        <Empty title="请先完成实名认证" detail={identity.state === 'pending' ? '您的实名认证正在人工审核，通过后即可申请。' : '人事账号管理本单位人员的个人信息，所以须先确认您本人的身份。认证后回到这里申请。'}>
          <PrimaryButton onTap={() => openPage(candidatePaths.identity)}>{identity.state === 'pending' ? '查看认证进度' : '去认证'}</PrimaryButton>
        </Empty>
      )}
    </PageShell>
  )
}

function Apply({ userId }: { userId: number }) {
  const form = useHrAccount(userId)
  const { stage, unit } = form
  return (
    <PageShell title="申请人事账号" footer={stage === 'search' ? null : <Footer form={form} />}>
      <Steps titles={titles} current={stages.indexOf(stage)} />
      {stage === 'search' || unit === null ? <SearchStep onChoose={form.choose} /> : null}
      {stage === 'unit' && unit ? <UnitStep unit={unit} /> : null}
      {stage === 'proofs' && unit ? <FormStep form={form} unit={unit} /> : null}
      {stage === 'done' ? <Submitted unitName={form.made?.unit.name ?? ''} /> : null}
    </PageShell>
  )
}

function Footer({ form }: { form: HrAccountForm }) {
  const { stage, go, submit, made } = form
  if (stage === 'unit') {
    return (
      <>
        <PrimaryButton onTap={() => go('proofs')}>信息无误，下一步</PrimaryButton>
        <SecondaryButton onTap={() => go('search')}>重新查找单位</SecondaryButton>
      </>
    )
  }
  if (stage === 'proofs') {
    return (
      <>
        <PrimaryButton onTap={submit}>提交申请</PrimaryButton>
        <SecondaryButton onTap={() => go('unit')}>上一步</SecondaryButton>
      </>
    )
  }
  const leave = async () => {
    await askSubscription('verification')
    replacePage(managerPaths.hrApplication, { hrApplicationId: made?.id })
  }
  return (
    <>
      <PrimaryButton onTap={leave}>查看申请进度</PrimaryButton>
      <SecondaryButton onTap={() => openTab('/pages/manage/index')}>返回管理</SecondaryButton>
    </>
  )
}

const Submitted = ({ unitName }: { unitName: string }) => (
  <Done title="申请已提交">{`您对${unitName}人事账号的申请已提交主管单位审核，结果会在“消息”中通知您。`}</Done>
)
