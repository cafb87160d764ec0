import { applyCategoryLabel, labelOf } from '@talent/shared/dictionaries/index'
import { payment } from '@talent/shared/domain/states/payment'
import { View } from '@tarojs/components'
import { chinaTime } from '../../../platform/time'
import { Card } from '../../../ui/card'
import { groupNumber } from '../../../ui/group-number'
import { StateTag } from '../../../ui/state-tag'
import { lookOf } from '../audit-states'
import type { AuditRow } from '../use-audit-list'

/** 执业医师 · 临床 */
const appliedFor = ({ applyLevel, applyCategory }: AuditRow): string =>
  [labelOf('applyLevel', applyLevel) ?? applyLevel, applyCategoryLabel(applyCategory)].filter((word) => word !== '').join(' · ')

/** Beside the state: what else the desk has to know of it. */
const notesOf = ({ submission, paymentState }: AuditRow): string[] => [
  ...(submission === 'draft' ? ['重新填报中'] : submission === 'detached' ? ['已从单位移除'] : []),
  ...(paymentState === 'notRequired' ? [] : [payment.looks[paymentState].label]),
]

interface Props {
  row: AuditRow
  /** A level above has many units. */
  showUnit: boolean
  onOpen: (row: AuditRow) => void
}

/** One application in the list: few elements, for a desk has hundreds. */
export function AuditRowCard({ row, showUnit, onOpen }: Props) {
  const { label, tone } = lookOf(row.reviewState)
  const lines = [[appliedFor(row), ...notesOf(row)].join(' · '), ...(showUnit ? [row.institutionName] : [])]
  return (
    <Card label={`${row.name}，${label}，${appliedFor(row)}`} onTap={() => onOpen(row)}>
      <View className="audit-row__head">
        <View className="audit-row__name">{row.name}</View>
        <StateTag tone={tone}>{label}</StateTag>
      </View>
      {lines.map((line) => (
        <View key={line} className="audit-row__line">{line}</View>
      ))}
      <View className="audit-row__line audit-row__line--quiet">{`${groupNumber(row.identityNumber)}　${chinaTime(row.submittedAt)} 提交`}</View>
    </Card>
  )
}
