import { searchTransferUnits } from '@talent/shared/contract/transfers'
import { Select } from 'antd'
import { useState } from 'react'
import { useEndpoint } from '../../api/use-endpoint'
import { problemText } from '../../api/problem-text'
import { useSettled } from '../../ui/use-settled'
import styles from './transfers.module.css'
import type { TransferValues } from './transfer-values'

interface TargetUnitProps {
  /** From Form.Item. */
  id?: string
  value?: TransferValues['target']
  onChange?: (unit: TransferValues['target']) => void
}

/** An institution of the platform, by part of its name. */
export function TargetUnit({ id, value, onChange }: TargetUnitProps) {
  const [typed, setTyped] = useState('')
  const name = useSettled(typed.trim())
  const found = useEndpoint(searchTransferUnits, { name }, { enabled: name !== '', keepPrevious: true })
  const units = name === '' ? [] : (found.data?.items ?? [])
  const chosen = value ? [{ value: value.organizationId, label: value.name, above: null }] : []
  const options = units.map((unit) => ({ value: unit.organizationId, label: unit.name, above: unit.authorityName }))
  return (
    <Select<number, { value: number; label: string; above: string | null }>
      id={id}
      placeholder="输入单位名称的一部分，从列表中选择"
      showSearch={{ filterOption: false, onSearch: setTyped }}
      allowClear
      value={value?.organizationId}
      loading={found.isFetching}
      options={options.length > 0 ? options : chosen}
      optionRender={({ data }) => (
        <>
          {data.label} {data.above && <span className={styles.quiet}>{data.above}</span>}
        </>
      )}
      notFoundContent={found.error ? problemText(found.error) : name === '' ? '请输入单位名称' : found.isFetching ? '正在查找' : `平台内没有名称含“${name}”的单位，可改选“平台外的单位”`}
      onChange={(organizationId?: number) => {
        const unit = units.find((one) => one.organizationId === organizationId)
        onChange?.(unit ? { organizationId: unit.organizationId, name: unit.name } : null)
      }}
    />
  )
}
