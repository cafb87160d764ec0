import type { Filing } from '@talent/shared/contract/candidate'
import { useState } from 'react'
import { PrimaryButton } from '../../../ui/buttons'
import { ChoiceField } from '../../../ui/choice-field'
import { Sheet } from '../../../ui/sheet'
import { TextArea } from '../../../ui/text-field'
import { type DraftObjection, wholeSection } from './filing-draft'

interface Props {
  section: Filing['sections'][number]
  /** The one that is being changed. */
  former: DraftObjection | null
  onSave: (objection: DraftObjection) => void
  onClose: () => void
}

/** Which field is wrong, and what would be right. */
export function ObjectionSheet({ section, former, onSave, onClose }: Props) {
  const [field, setField] = useState<string | null>(former?.field ?? null)
  const [remark, setRemark] = useState(former?.remark ?? '')
  const [checked, setChecked] = useState(false)
  const filed = section.fields.find((one) => one.field === field)
  const choices = [...section.fields.map((one) => ({ value: one.field, label: one.label })), { value: wholeSection, label: '其他：缺少内容或整个栏目有误' }]

  const save = () => {
    setChecked(true)
    if (field !== null && remark.trim() !== '') onSave({ section: section.section, field, remark: remark.trim() })
  }
  return (
    <Sheet
      open
      title={`${section.title}有误`}
      about={filed ? `单位填报的${filed.label}：${filed.value || '未填写'}` : '选择有误的一项，写明应为什么。可以指出多处。'}
      onClose={onClose}
      footer={<PrimaryButton onTap={save}>记下这处有误</PrimaryButton>}
    >
      <ChoiceField label="有误的一项" choices={choices} value={field} onChange={setField} error={checked && field === null ? '请选择哪一项有误' : null} />
      <TextArea
        label="说明"
        value={remark}
        onChange={setRemark}
        maxLength={200}
        placeholder="例如：应为 2025-07-01"
        error={checked && remark.trim() === '' ? '请写明哪里有误、应为什么' : null}
      />
    </Sheet>
  )
}
