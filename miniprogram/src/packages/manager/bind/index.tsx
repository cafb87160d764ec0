import type { Me } from '@talent/shared/contract/wechat-session'
import { isAuthorizationCode } from '@talent/shared/domain/codes'
import { askSubscription } from '../../../api/subscription'
import { useMe } from '../../../api/use-me'
import { openPage, openTab, replacePage } from '../../../platform/navigation'
import { PrimaryButton, SecondaryButton } from '../../../ui/buttons'
import { CodeField } from '../../../ui/code-field'
import { Empty } from '../../../ui/empty'
import { PageShell } from '../../../ui/page-shell'
import { Steps } from '../../../ui/steps'
import { auditPaths, candidatePaths } from '../../../platform/page-paths'
import { Done, Explained } from '../explained'
import { scannedBy } from '../scanned-code'
import { GrantedStep } from './granted-step'
import { stepTitles } from './step-titles'
import { type Binding, type Grant, useBinding } from './use-binding'

/** 添加业务: a code and a face make a verified person the business manager of a unit (M5). */
export default function Bind() {
  const me = useMe()
  // What was entered outlives a refresh of `me`, and the frame stays the same one.
  if (me.status === 'ready' && me.data.identity.state === 'verified') return <BindVerified me={me.data} />
  return (
    <PageShell title="添加业务" query={me}>
      {({ identity }) => (
        <Empty title="请先完成实名认证" detail={identity.state === 'pending' ? '您的实名认证正在人工审核，通过后即可绑定业务。' : '业务管理人能看到考生的个人信息，所以须先确认您本人的身份。认证后回到这里输入授权码。'}>
          <PrimaryButton onTap={() => openPage(candidatePaths.identity)}>{identity.state === 'pending' ? '查看认证进度' : '去认证'}</PrimaryButton>
        </Empty>
      )}
    </PageShell>
  )
}

function BindVerified({ me }: { me: Me }) {
  const binding = useBinding()
  const { stage } = binding
  if (stage.at === 'bound') return <Bound bindingId={stage.bindingId} grant={stage.grant} />
  if (stage.at === 'grant') return <GrantedStep me={me} binding={binding} grant={stage.grant} code={stage.code} checked={stage.checkId !== null} />
  return <CodeStep binding={binding} />
}

const CodeStep = ({ binding: { code, enterCode, codeError, lookUp } }: { binding: Binding }) => (
  <PageShell title="添加业务" footer={<PrimaryButton onTap={lookUp}>查看授权内容</PrimaryButton>}>
    <Steps titles={stepTitles} current={0} />
    <CodeField
      label="授权码"
      value={code}
      onChange={enterCode}
      maxLength={20}
      scan
      read={scannedBy(isAuthorizationCode)}
      placeholder="10 位字母和数字"
      error={codeError}
      hint="连续输错 5 次将锁定 30 分钟"
    />
    <Explained question="授权码从哪里来">由单位（或主管卫健委）的人事管理员在管理端“机构人事业务管理”中生成，交给本人使用。授权码只能用一次，请勿转发他人。</Explained>
  </PageShell>
)

function Bound({ bindingId, grant }: { bindingId: number; grant: Grant }) {
  const start = async () => {
    await askSubscription('manager')
    replacePage(auditPaths.overview, { bindingId })
  }
  return (
    <PageShell
      title="添加业务"
      footer={
        <>
          <PrimaryButton onTap={start}>开始审核</PrimaryButton>
          <SecondaryButton onTap={() => openTab('/pages/manage/index')}>返回管理</SecondaryButton>
        </>
      }
    >
      <Steps titles={stepTitles} current={3} />
      <Done title="绑定成功">{`您已成为${grant.organizationName}“${grant.businessName}”的业务管理人，可以查看并审核考生的申报材料。`}</Done>
    </PageShell>
  )
}
