import { type Application, getApplication } from '@talent/shared/contract/candidate'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useQuery } from '../../../api/use-query'
import { copyText } from '../../../platform/files'
import { say } from '../../../platform/dialogs'
import { openPage, pageId } from '../../../platform/navigation'
import { chinaTime } from '../../../platform/time'
import { LinkButton, PrimaryButton, SecondaryButton } from '../../../ui/buttons'
import { Card, Section } from '../../../ui/card'
import { Empty } from '../../../ui/empty'
import { FieldRow } from '../../../ui/field-row'
import { Notice } from '../../../ui/notice'
import { PageShell } from '../../../ui/page-shell'
import { StateTag } from '../../../ui/state-tag'
import { Timeline } from '../../../ui/timeline'
import { candidatePaths } from '../../../platform/page-paths'
import './application.scss'
import { PrintForm } from './print-form'
import { standingOf } from './standing'

export default function ApplicationPage() {
  const [applicationId] = useState(() => pageId('applicationId'))
  const query = useQuery(getApplication, applicationId === null ? null : { applicationId })
  if (applicationId === null) {
    return (
      <PageShell title="申报进度">
        <Empty title="没有指明是哪份申报" detail="请从“我的申报”中选择。">
          <PrimaryButton onTap={() => openPage(candidatePaths.applications)}>查看我的申报</PrimaryButton>
        </Empty>
      </PageShell>
    )
  }
  return (
    <PageShell title="申报进度" query={query} skeleton="detail" footer={(application) => <Footer application={application} />}>
      {(application) => <Details application={application} />}
    </PageShell>
  )
}

function Footer({ application: { trialId, submission } }: { application: Application }) {
  if (trialId === null) return null
  const open = () => openPage(candidatePaths.filing, { trialId })
  return submission === 'draft' ? <PrimaryButton onTap={open}>重新核对并确认</PrimaryButton> : <SecondaryButton onTap={open}>查看确认的内容</SecondaryButton>
}

function Details({ application }: { application: Application }) {
  const standing = standingOf(application)
  const { id, submission, examYear, examName, institutionName, nextStep, submissionCode, submittedAt, internships, timeline } = application
  return (
    <View>
      <Card>
        <View className="application__head">
          <View className="application__exam">{`${examYear} 年度 ${examName}`}</View>
          <StateTag tone={standing.tone}>{standing.label}</StateTag>
        </View>
        <View className="application__by">{institutionName ?? '已从原单位移除，请绑定新单位'}</View>
      </Card>
      <Notice tone={nextStep === null ? 'neutral' : standing.tone}>{nextStep ?? '现在不需要您做什么。有新的审核结果会发消息通知您。'}</Notice>
      <Section title="审核进度">
        <Timeline items={timeline.map(({ at, title, remark, tone, state }) => ({ title, tone: state === 'next' ? 'neutral' : tone, time: at ? chinaTime(at) : state === 'next' ? '还没到这一步' : null, remark }))} />
      </Section>
      {submissionCode ? (
        <Section title="提交编码" note="凭此编码可核对打印件与系统内容一致" aside={<LinkButton onTap={() => copy(submissionCode)}>复制</LinkButton>}>
          <View className="application__code">{submissionCode}</View>
          {submittedAt ? <FieldRow label="提交时间" value={chinaTime(submittedAt)} /> : null}
          {submission === 'submitted' ? <PrintForm applicationId={id} /> : null}
        </Section>
      ) : null}
      {internships.length ? (
        <Section title="已认定的试用期">
          {internships.map(({ startDate, endDate, institutionName: by }) => (
            <FieldRow key={`${startDate} ${by}`} label={by} value={`${startDate} 至 ${endDate}`} />
          ))}
        </Section>
      ) : null}
    </View>
  )
}

async function copy(code: string): Promise<void> {
  say((await copyText(code)) ? '已复制提交编码' : '没有复制成功，请手动记下')
}
