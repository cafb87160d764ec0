import { isPositionCode } from '@talent/shared/domain/codes'
import { useMe } from '../../../api/use-me'
import { openLocationSettings } from '../../../platform/location'
import { openTab } from '../../../platform/navigation'
import { isWeapp } from '../../../platform/target'
import { chinaTime } from '../../../platform/time'
import { PrimaryButton, SecondaryButton } from '../../../ui/buttons'
import { Section } from '../../../ui/card'
import { CodeField } from '../../../ui/code-field'
import { Empty } from '../../../ui/empty'
import { FieldRow } from '../../../ui/field-row'
import { Notice } from '../../../ui/notice'
import { PageShell } from '../../../ui/page-shell'
import { Explained } from '../explained'
import { scannedBy } from '../scanned-code'
import './index.scss'
import { PlaceMap } from './place-map'
import { type PositionSending, type Request, type Stage, usePositionSending } from './use-position-sending'

const title = '发送机构位置'

/** M13: a phone at the institution sends its position to the form that is open on a computer. */
export default function Position() {
  const me = useMe()
  const sending = usePositionSending()
  const { stage } = sending
  if (me.status !== 'ready') return <PageShell title={title} query={me}>{() => null}</PageShell>
  if (stage.at === 'code') return <CodeStep sending={sending} />
  if (stage.at === 'sent') return <Sent request={stage.request} again={sending.again} />
  return <PlaceStep sending={sending} stage={stage} />
}

const CodeStep = ({ sending: { code, enterCode, codeError, lookUp, looking } }: { sending: PositionSending }) => (
  <PageShell title={title} footer={<PrimaryButton onTap={lookUp} busy={looking}>下一步</PrimaryButton>}>
    <CodeField label="定位码" value={code} onChange={enterCode} maxLength={300} scan read={scannedBy(isPositionCode)} placeholder="10 位字母和数字" error={codeError} hint="10 分钟内有效，只能用一次" />
    <Explained question="定位码从哪里来">在电脑上打开“机构信息维护”，点“用手机获取”，扫描显示的二维码，或输入二维码下面的定位码。</Explained>
  </PageShell>
)

function PlaceStep({ sending, stage }: { sending: PositionSending; stage: Extract<Stage, { at: 'place' | 'measured' }> }) {
  const { measure, measuring, send, again, problem, trouble } = sending
  return (
    <PageShell
      title={title}
      footer={
        <>
          {stage.at === 'measured' ? <PrimaryButton onTap={send} busy={sending.sending}>发送位置</PrimaryButton> : <PrimaryButton onTap={measure} busy={measuring}>获取当前位置</PrimaryButton>}
          {stage.at === 'measured' ? <SecondaryButton onTap={measure} busy={measuring}>重新定位</SecondaryButton> : <SecondaryButton onTap={again}>换一个定位码</SecondaryButton>}
        </>
      }
    >
      {problem ? <Notice tone="stop">{problem.message}</Notice> : null}
      {trouble === 'refused' ? <Refused /> : null}
      {trouble === 'failed' ? <Notice tone="stop">没有取得位置。请打开手机定位，到室外或窗边后再试；也可以在电脑上直接填写经纬度。</Notice> : null}
      <Section title="发送给">
        <FieldRow label="机构" value={stage.request.organizationName} />
        <FieldRow label="有效期至" value={chinaTime(stage.request.expiresAt)} />
      </Section>
      {stage.at === 'measured' ? <Place stage={stage} /> : <Explained>请到机构所在地再定位。位置只发送一次，填入电脑上正在编辑的机构信息，不会用于其他用途。</Explained>}
    </PageShell>
  )
}

const Refused = () => (
  <Notice tone="wait" action={isWeapp ? { text: '去设置', onTap: openLocationSettings } : undefined}>
    {isWeapp ? '没有获得位置权限。请在设置中允许使用位置信息，再点“获取当前位置”。' : '浏览器没有获得位置权限。请在地址栏的网站设置中允许使用位置，再点“获取当前位置”。'}
  </Notice>
)

const Place = ({ stage: { position } }: { stage: Extract<Stage, { at: 'measured' }> }) => (
  <Section title="当前位置">
    <PlaceMap longitude={Number(position.longitude)} latitude={Number(position.latitude)} />
    <FieldRow label="经度" value={position.longitude} />
    <FieldRow label="纬度" value={position.latitude} />
    <FieldRow label="误差" value={position.accuracy === null ? '未知' : `约 ${Math.round(position.accuracy)} 米`} />
  </Section>
)

const Sent = ({ request, again }: { request: Request; again: () => void }) => (
  <PageShell
    title={title}
    footer={
      <>
        <PrimaryButton onTap={() => openTab('/pages/home/index')}>完成</PrimaryButton>
        <SecondaryButton onTap={again}>再发送一处</SecondaryButton>
      </>
    }
  >
    <Empty title="位置已发送" detail={`请回到电脑前，核对填入的经纬度后保存“${request.organizationName}”的机构信息。`} />
  </PageShell>
)
