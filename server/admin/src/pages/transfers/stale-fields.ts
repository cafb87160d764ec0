import { labelOf } from '@talent/shared/dictionaries/index'
import { transferDateLabels, type TransferKind } from '@talent/shared/domain/transfer'
import type { StaleField } from '../../api/stale-dialog'
import type { OwnChoices } from '../../ui/field-input'
import type { TransferValues } from './transfer-values'

const unitOf = ({ targetWay, target, toUnitName }: TransferValues): string => (targetWay === 'known' ? (target?.name ?? '') : targetWay === 'outside' ? toUnitName : '')

/** What two people may have typed differently into one change. */
export function staleFields(kind: TransferKind, choices: OwnChoices): StaleField<TransferValues>[] {
  const field = (key: string, label: string, show: (values: TransferValues) => string): StaleField<TransferValues> => ({ key, label, show, same: (a, b) => show(a) === show(b) })
  return [
    ...(kind === 'out' ? [field('target', '调往单位', unitOf)] : []),
    ...(kind === 'in' ? [field('department', '调入后的科室', ({ department }) => choices.department?.find(({ value }) => value === department)?.label ?? department)] : []),
    ...(kind === 'resignation' ? [field('resignationType', '离职类型', ({ resignationType }) => labelOf('resignationType', resignationType) ?? resignationType)] : []),
    field('date', transferDateLabels[kind], ({ date }) => date),
    field('note', '说明', ({ note }) => note),
  ]
}
