import type { AuditDetail } from '@talent/shared/contract/audit'
import { payment } from '@talent/shared/domain/states/payment'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { chinaTime } from '../../../platform/time'
import { LinkButton } from '../../../ui/buttons'
import { Card, Section } from '../../../ui/card'
import { FieldRow } from '../../../ui/field-row'
import { PictureRow } from '../../../ui/picture-row'
import { PictureViewer } from '../../../ui/picture-viewer'
import { StateTag } from '../../../ui/state-tag'
import { Timeline } from '../../../ui/timeline'
import { lookOf } from '../audit-states'
import { viewedPicture, viewedPictures } from './viewed-pictures'

interface Props {
  bindingId: number
  detail: AuditDetail
  /** To the next one that waits without deciding this one; null when no other waits. */
  onSkip: (() => void) | null
}

/** What was confirmed and filed, with whole numbers and pictures, and how it stands at every level. */
export function FiledContent({ bindingId, detail, onSkip }: Props) {
  const [opened, setOpened] = useState<string | null>(null)
  return (
    <View>
      <Who detail={detail} onSkip={onSkip} />
      <Segments segments={detail.segments} totalMonths={detail.totalMonths} />
      {detail.sections.map(({ section, title, fields, pictures }) => (
        <Section key={section} title={title}>
          {fields.map(({ label, value }) => (
            <FieldRow key={label} label={label} value={value} />
          ))}
          <PictureRow pictures={pictures.map((picture) => viewedPicture(bindingId, detail.id, picture))} onOpen={setOpened} />
        </Section>
      ))}
      <Section title="审核进度">
        <Timeline items={detail.timeline.map(({ title, tone, at, remark }) => ({ title, tone, time: at === null ? null : chinaTime(at), remark }))} />
      </Section>
      <Internships detail={detail} />
      {opened === null ? null : <PictureViewer pictures={viewedPictures(bindingId, detail)} opened={opened} onClose={() => setOpened(null)} />}
    </View>
  )
}

function Who({ detail, onSkip }: Pick<Props, 'detail' | 'onSkip'>) {
  const { label, tone } = lookOf(detail.reviewState)
  const { lastDecision: last, paymentState } = detail
  return (
    <Card>
      <View className="filed__head">
        <View className="filed__name">{detail.name}</View>
        <StateTag tone={tone}>{label}</StateTag>
        {paymentState === 'notRequired' ? null : <StateTag tone={payment.looks[paymentState].tone}>{payment.looks[paymentState].label}</StateTag>}
        {onSkip === null ? null : (
          <View className="filed__skip">
            <LinkButton onTap={onSkip} label="跳过，看下一份待审核">下一份</LinkButton>
          </View>
        )}
      </View>
      <View className="filed__line">{detail.institutionName}</View>
      <View className="filed__line filed__line--quiet">{`${chinaTime(detail.submittedAt)} 提交`}</View>
      {detail.submissionCode === '' ? null : <View className="filed__line filed__line--quiet">{`提交编码 ${detail.submissionCode}`}</View>}
      {last === null ? null : <View className="filed__line filed__line--quiet">{`${last.reviewerName}于 ${chinaTime(last.decidedAt)} 审核为“${last.label}”`}</View>}
    </Card>
  )
}

/** An exam without a trial period has none. */
function Internships({ detail: { examYear, segments, internships } }: Pick<Props, 'detail'>) {
  if (segments.length === 0 && internships.length === 0) return null
  return (
    <Section title={`${examYear} 年度实习进度`}>
      {internships.length === 0 ? <View className="filed__none">还没有单位确认过实习日期</View> : null}
      {internships.map(({ startDate, endDate, institutionName }) => (
        <FieldRow key={`${institutionName}${startDate}`} label={institutionName} value={`${startDate} 至 ${endDate}`} />
      ))}
    </Section>
  )
}

/** What the decision hangs on comes first. */
function Segments({ segments, totalMonths }: Pick<AuditDetail, 'segments' | 'totalMonths'>) {
  if (segments.length === 0) return null
  return (
    <Section title="试用期" aside={<View className="filed__total">{`合计 ${totalMonths} 个月`}</View>}>
      {segments.map(({ own, unitName, startDate, endDate }) => (
        <View key={startDate} className="filed__segment">
          <View className="filed__dates">{`${startDate} 至 ${endDate}`}</View>
          <View className="filed__line filed__line--quiet">{own ? '申报单位' : unitName}</View>
        </View>
      ))}
    </Section>
  )
}
