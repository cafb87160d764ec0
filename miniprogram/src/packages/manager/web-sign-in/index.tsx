import type { WebSignInRequest } from '@talent/shared/contract/manager-sign-in'
import type { Me } from '@talent/shared/contract/wechat-session'
import { isWebSignInCode } from '@talent/shared/domain/codes'
import { useState } from 'react'
import { useMe } from '../../../api/use-me'
import { openPage, openTab } from '../../../platform/navigation'
import { accountPaths, managerPaths } from '../../../platform/page-paths'
import { chinaTime } from '../../../platform/time'
import { PrimaryButton, SecondaryButton } from '../../../ui/buttons'
import { Section } from '../../../ui/card'
import { ChoiceField } from '../../../ui/choice-field'
import { CodeField } from '../../../ui/code-field'
import { Empty } from '../../../ui/empty'
import { FieldRow } from '../../../ui/field-row'
import { Notice } from '../../../ui/notice'
import { PageShell } from '../../../ui/page-shell'
import { roleNames } from '../business-words'
import { scannedBy } from '../scanned-code'
import { useWebSignIn, type WebSignIn } from './use-web-sign-in'

type Binding = Me['managerBindings'][number]

const title = '扫码登录网页'

/** P6: a manager lets a browser audit, for one business of one unit; what that grants, and to which browser, is said first. */
export default function WebSignInPage() {
  const me = useMe()
  const signIn = useWebSignIn()
  const { stage } = signIn
  if (me.status !== 'ready') return <PageShell title={title} query={me}>{() => null}</PageShell>
  const { managerBindings } = me.data
  if (managerBindings.length === 0) return <NoBusiness />
  if (stage.at === 'code') return <CodeStep signIn={signIn} />
  if (stage.at === 'asked') return <AskedStep signIn={signIn} request={stage.request} bindings={managerBindings} />
  return stage.at === 'granted' ? <Granted /> : <Refused again={signIn.again} />
}

const NoBusiness = () => (
  <PageShell title={title}>
    <Empty title="您还没有绑定业务" detail="只有业务管理人和辅助管理员可以扫码登录网页审核。请先用单位的授权码绑定业务。">
      <PrimaryButton onTap={() => openPage(managerPaths.bind)}>添加业务</PrimaryButton>
    </Empty>
  </PageShell>
)

const CodeStep = ({ signIn: { code, enterCode, codeError, lookUp, looking } }: { signIn: WebSignIn }) => (
  <PageShell title={title} footer={<PrimaryButton onTap={lookUp} busy={looking}>下一步</PrimaryButton>}>
    <Notice tone="ask">请在电脑上打开管理端登录页，选择“业务管理人扫码登录”，再扫描屏幕上的二维码。</Notice>
    <CodeField label="登录码" value={code} onChange={enterCode} maxLength={300} scan="camera" read={scannedBy(isWebSignInCode)} placeholder="10 位字母和数字" error={codeError} hint="3 分钟内有效，只能用一次" />
  </PageShell>
)

const wordsOf = ({ organizationName, businessName }: Binding): string => `${organizationName} · ${businessName}`

function AskedStep({ signIn, request, bindings }: { signIn: WebSignIn; request: WebSignInRequest; bindings: Binding[] }) {
  const { confirm, confirming, refuse, refusing, problem } = signIn
  // Of several nothing is chosen beforehand: it decides what the browser may open.
  const [chosen, setChosen] = useState<string | null>(bindings.length === 1 ? String(bindings[0]?.bindingId) : null)
  const [missing, setMissing] = useState(false)
  const binding = bindings.find(({ bindingId }) => String(bindingId) === chosen)
  const allow = async () => {
    setMissing(!binding)
    if (binding) await confirm(binding.bindingId)
  }
  return (
    <PageShell
      title={title}
      footer={
        <>
          <PrimaryButton onTap={allow} busy={confirming}>确认登录</PrimaryButton>
          <SecondaryButton tone="stop" onTap={refuse} busy={refusing}>不是我，拒绝登录</SecondaryButton>
        </>
      }
    >
      {problem ? <Notice tone="stop">{problem.message}</Notice> : null}
      <Notice tone="wait">只有您自己正在电脑前登录时才确认。二维码是别人发来的，或下面的电脑不是您的，请拒绝：确认后对方能查看考生信息并代您审核。</Notice>
      <Section title="请求登录的电脑">
        <FieldRow label="浏览器" value={request.device ?? '未知浏览器'} />
        <FieldRow label="网络地址" value={request.source} />
        <FieldRow label="请求时间" value={chinaTime(request.requestedAt)} />
        <FieldRow label="有效期至" value={chinaTime(request.expiresAt)} />
      </Section>
      <Section title="登录后可以" note="只能打开这项业务的审核页面。30 分钟不操作自动退出，也可随时在“我的—登录设备”中退出。">
        {bindings.length > 1 ? (
          <ChoiceField
            label="审核的业务"
            choices={bindings.map((one) => ({ value: String(one.bindingId), label: wordsOf(one) }))}
            value={chosen}
            onChange={(value) => {
              setChosen(value)
              setMissing(false)
            }}
            error={missing ? '请选择要在电脑上审核的业务' : null}
          />
        ) : null}
        {binding ? (
          <>
            <FieldRow label="单位" value={binding.organizationName} />
            <FieldRow label="业务" value={binding.businessName} />
            <FieldRow label="身份" value={roleNames[binding.role]} />
          </>
        ) : null}
      </Section>
    </PageShell>
  )
}

const home = () => openTab('/pages/manage/index')

const Granted = () => (
  <PageShell
    title={title}
    footer={
      <>
        <PrimaryButton onTap={home}>完成</PrimaryButton>
        <SecondaryButton onTap={() => openPage(accountPaths.sessions)}>查看登录设备</SecondaryButton>
      </>
    }
  >
    <Empty title="已确认登录" detail="电脑会自动进入审核页面。离开电脑时请在网页上退出登录。" />
  </PageShell>
)

const Refused = ({ again }: { again: () => void }) => (
  <PageShell
    title={title}
    footer={
      <>
        <PrimaryButton onTap={home}>完成</PrimaryButton>
        <SecondaryButton onTap={again}>重新扫描</SecondaryButton>
      </>
    }
  >
    <Empty title="已拒绝登录" detail="那台电脑没有登录。请不要扫描别人发来的登录二维码。" />
  </PageShell>
)
