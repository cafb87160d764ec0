import { type Application, getApplication } from '@talent/shared/contract/candidate'
import { getPayment, type Payment } from '@talent/shared/contract/payments'
import { yuan } from '@talent/shared/domain/money'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { type QueryResult, useQuery } from '../../../api/use-query'
import { openPage, pageId } from '../../../platform/navigation'
import { candidatePaths } from '../../../platform/page-paths'
import { chinaTime } from '../../../platform/time'
import { PrimaryButton, SecondaryButton } from '../../../ui/buttons'
import { Card, Section } from '../../../ui/card'
import { Empty } from '../../../ui/empty'
import { FieldRow } from '../../../ui/field-row'
import { PageShell } from '../../../ui/page-shell'
import { StateTag } from '../../../ui/state-tag'
import { Timeline } from '../../../ui/timeline'
import './application.scss'
import { FeeCard } from './fee-card'
import { standingOf } from './standing'
import { SubmissionCode } from './submission-code'
import { WhatToDo } from './what-to-do'

/** 申报进度 (M9): where the application stands, what is to be done, its fee, its code and its form. */
export default function ApplicationPage() {
  const [applicationId] = useState(() => pageId('applicationId'))
  const query = useQuery(getApplication, applicationId === null ? null : { applicationId })
  const fee = useQuery(getPayment, applicationId === null ? null : { applicationId })
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
    <PageShell title="申报进度" query={query} skeleton="detail" footer={(application) => <Footer application={application} fee={fee.status === 'ready' ? fee.data : null} />}>
      {(application) => <Details application={application} fee={fee} />}
    </PageShell>
  )
}

/** The one thing to do next. */
function Footer({ application: { id, trialId, submission, institutionName }, fee }: { application: Application; fee: Payment | null }) {
  if (institutionName === null) return <PrimaryButton onTap={() => openPage(candidatePaths.unit)}>绑定新单位</PrimaryButton>
  const toFiling = () => openPage(candidatePaths.filing, { trialId: trialId ?? undefined })
  if (submission === 'draft') return <PrimaryButton onTap={toFiling}>重新核对并确认</PrimaryButton>
  if (fee?.mayPay) return <PrimaryButton onTap={() => openPage(candidatePaths.payment, { applicationId: id })}>{`去缴费 ${yuan(fee.amountFen)}`}</PrimaryButton>
  return trialId === null ? null : <SecondaryButton onTap={toFiling}>查看确认的内容</SecondaryButton>
}

function Details({ application, fee }: { application: Application; fee: QueryResult<Payment> }) {
  const standing = standingOf(application)
  const { examYear, examName, institutionName, internships, timeline } = application
  return (
    <View>
      <Card>
        <View className="application__head">
          <View className="application__exam">{`${examYear} 年度 ${examName}`}</View>
          <StateTag tone={standing.tone}>{standing.label}</StateTag>
        </View>
        <View className="application__by">{institutionName ?? '已从原单位移除，请绑定新单位'}</View>
      </Card>
      <WhatToDo application={application} feeWaits={fee.status === 'ready' && fee.data.mayPay} />
      <FeeCard query={fee} />
      <Section title="审核进度">
        <Timeline items={timeline.map(({ at, title, remark, tone, state }) => ({ title, tone: state === 'next' ? 'neutral' : tone, time: at ? chinaTime(at) : state === 'next' ? '还没到这一步' : null, remark }))} />
      </Section>
      {internships.length ? (
        <Section title="已认定的试用期">
          {internships.map(({ startDate, endDate, institutionName: by }) => (
            <FieldRow key={`${startDate} ${by}`} label={by} value={`${startDate} 至 ${endDate}`} />
          ))}
        </Section>
      ) : null}
      <SubmissionCode application={application} />
    </View>
  )
}
