import { labelOf } from '@talent/shared/dictionaries/index'
import { View } from '@tarojs/components'
import { openPage } from '../../../platform/navigation'
import { chinaTime } from '../../../platform/time'
import { Card } from '../../../ui/card'
import { groupNumber } from '../../../ui/group-number'
import { StateTag } from '../../../ui/state-tag'
import { lookOf } from '../audit-states'
import { auditPaths } from '../../../platform/page-paths'
import type { AuditRow } from '../use-audit-list'

/** 执业医师 · 临床 */
const appliedFor = ({ applyLevel, applyCategory }: AuditRow): string =>
  [labelOf('applyLevel', applyLevel) ?? applyLevel, labelOf('applyCategory', applyCategory) ?? applyCategory].filter((word) => word !== '').join(' · ')

/** One application in the list. */
export function AuditRowCard({ bindingId, row }: { bindingId: number; row: AuditRow }) {
  const { label, tone } = lookOf(row.reviewState)
  return (
    <Card label={`${row.name}，${label}，${appliedFor(row)}`} onTap={() => openPage(auditPaths.review, { bindingId, applicationId: row.id })}>
      <View className="audit-row__head">
        <View className="audit-row__name">{row.name}</View>
        <StateTag tone={tone}>{label}</StateTag>
      </View>
      <View className="audit-row__line">{appliedFor(row)}</View>
      <View className="audit-row__line audit-row__line--quiet">{groupNumber(row.identityNumber)}</View>
      <View className="audit-row__line audit-row__line--quiet">{`${chinaTime(row.submittedAt)} 提交`}</View>
    </Card>
  )
}
