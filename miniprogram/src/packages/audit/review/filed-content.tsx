import type { AuditDetail } from '@talent/shared/contract/audit'
import { View } from '@tarojs/components'
import { chinaTime } from '../../../platform/time'
import { Card, Section } from '../../../ui/card'
import { FieldRow } from '../../../ui/field-row'
import { StateTag } from '../../../ui/state-tag'
import { Timeline } from '../../../ui/timeline'
import { lookOf } from '../audit-states'

/** What was confirmed and filed, with whole numbers, and how it stands at every level. */
export function FiledContent({ detail }: { detail: AuditDetail }) {
  return (
    <View>
      <Who detail={detail} />
      <Segments segments={detail.segments} totalMonths={detail.totalMonths} />
      {detail.sections.map(({ section, title, fields }) => (
        <Section key={section} title={title}>
          {fields.map(({ label, value }) => (
            <FieldRow key={label} label={label} value={value} />
          ))}
        </Section>
      ))}
      <Section title="审核进度">
        <Timeline items={detail.timeline.map(({ title, tone, at, remark }) => ({ title, tone, time: at === null ? null : chinaTime(at), remark }))} />
      </Section>
      <Section title={`${detail.examYear} 年度实习进度`}>
        {detail.internships.length === 0 ? <View className="filed__none">还没有单位确认过实习日期</View> : null}
        {detail.internships.map(({ startDate, endDate, institutionName }) => (
          <FieldRow key={`${institutionName}${startDate}`} label={institutionName} value={`${startDate} 至 ${endDate}`} />
        ))}
      </Section>
    </View>
  )
}

function Who({ detail }: { detail: AuditDetail }) {
  const { label, tone } = lookOf(detail.reviewState)
  return (
    <Card>
      <View className="filed__head">
        <View className="filed__name">{detail.name}</View>
        <StateTag tone={tone}>{label}</StateTag>
      </View>
      <View className="filed__line">{detail.institutionName}</View>
      <View className="filed__line filed__line--quiet">{`${chinaTime(detail.submittedAt)} 提交`}</View>
      {detail.submissionCode === '' ? null : <View className="filed__line filed__line--quiet">{`提交编码 ${detail.submissionCode}`}</View>}
    </Card>
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
          <View className="filed__line filed__line--quiet">{own ? '本单位' : unitName}</View>
        </View>
      ))}
    </Section>
  )
}
