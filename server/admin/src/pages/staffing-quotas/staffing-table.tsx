import { labelOf } from '@talent/shared/dictionaries/index'
import { maxStaffing, staffingTypes } from '@talent/shared/domain/staffing-quota'
import { InputNumber, Table, type TableProps } from 'antd'
import { StateTag } from '../../ui/state-tag'
import { useWide } from '../../ui/use-wide'
import { numberOf, type StaffingRow } from './staffing-rows'
import styles from './staffing.module.css'

interface StaffingTableProps {
  rows: StaffingRow[]
  /** Null: only to look at. */
  onChange: ((departmentId: number, type: string, number: number) => void) | null
}

/** The tree of departments; the number of each type is typed in its place, Tab goes from one to the next. */
export function StaffingTable({ rows, onChange }: StaffingTableProps) {
  const wide = useWide()
  const columns: NonNullable<TableProps<StaffingRow>['columns']> = [
    { key: 'name', title: '科室', fixed: wide ? 'start' : undefined, width: wide ? 220 : 120, render: (_, row) => row.name },
    ...staffingTypes.map((type) => ({
      key: type,
      title: labelOf('staffing', type) ?? type,
      children: [
        { key: `${type}-number`, title: '分配', width: 120, render: (_: unknown, row: StaffingRow) => <Assigned row={row} type={type} onChange={onChange} /> },
        { key: `${type}-used`, title: '在用', width: 80, align: 'right' as const, render: (_: unknown, row: StaffingRow) => numberOf(row.used, type) },
        { key: `${type}-free`, title: '空余', width: 110, align: 'right' as const, render: (_: unknown, row: StaffingRow) => <Free row={row} type={type} /> },
      ],
    })),
  ]
  return <Table<StaffingRow> size="small" rowKey="key" columns={columns} dataSource={rows} pagination={false} expandable={{ defaultExpandAllRows: true }} scroll={{ x: 'max-content' }} bordered />
}

function Assigned({ row, type, onChange }: { row: StaffingRow; type: string } & Pick<StaffingTableProps, 'onChange'>) {
  const number = numberOf(row.numbers, type)
  if (!onChange) return <>{number}</>
  return (
    <InputNumber
      className={styles.number}
      aria-label={`${row.name}的${labelOf('staffing', type) ?? type}`}
      min={0}
      max={maxStaffing}
      precision={0}
      value={number}
      onFocus={(event) => event.target.select()}
      onChange={(value) => onChange(row.key, type, value ?? 0)}
    />
  )
}

function Free({ row, type }: { row: StaffingRow; type: string }) {
  const free = numberOf(row.numbers, type) - numberOf(row.used, type)
  return free < 0 ? <StateTag tone="stop">{`超用 ${-free} 人`}</StateTag> : <>{free}</>
}
