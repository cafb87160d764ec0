import { listAuthorities } from '@talent/shared/contract/institution-changes'
import { labelOf } from '@talent/shared/dictionaries/index'
import { fixedFieldLabels, fixedFields, type FixedField } from '@talent/shared/domain/institution-change'
import { Alert, Button } from 'antd'
import { Comparison, type StaleField } from '../../api/stale-dialog'
import { useEndpoint } from '../../api/use-endpoint'
import { FormCard } from '../../ui/form-card'
import type { ChangeValues } from './change-draft'

interface OvertakenCardProps {
  mine: ChangeValues
  theirs: ChangeValues
  /** It waits for its review: nothing can be sent beside it. */
  pending: boolean
  onDrop: () => void
}

/** Both versions: what was typed here, now or the last time, beside what stands or was asked for meanwhile. */
export function OvertakenCard({ mine, theirs, pending, onDrop }: OvertakenCardProps) {
  const authorities = useEndpoint(listAuthorities, {})
  const shown = (values: ChangeValues, field: FixedField): string => {
    if (field === 'category') return labelOf('institutionCategory', values.category) ?? values.category
    return field === 'authorityId' ? (authorities.data?.items.find(({ id }) => id === values.authorityId)?.name ?? '') : values[field]
  }
  const fields: StaleField<ChangeValues>[] = [
    ...fixedFields.map((field): StaleField<ChangeValues> => ({ key: field, label: fixedFieldLabels[field], show: (values) => shown(values, field), same: (a, b) => a[field] === b[field] })),
    { key: 'reason', label: '修改原因', show: ({ reason }) => reason, same: (a, b) => a.reason.trim() === b.reason.trim() },
  ]
  return (
    <FormCard title="您填写的内容没有提交" extra={<Button onClick={onDrop}>放弃我填写的内容</Button>}>
      <Alert
        showIcon
        role="status"
        type="warning"
        style={{ marginBottom: 16 }}
        title={pending ? '同事已提交了一份申请' : '您填写以后，现有的内容有变化'}
        description={
          pending
            ? '需要改用您的内容时，请先撤回那份申请，您填写的内容会回到表单中。'
            : '您填写的内容仍在下面的表单中，请核对后再提交。'
        }
      />
      <Comparison mine={mine} current={theirs} fields={fields.filter((field) => !field.same(mine, theirs))} />
    </FormCard>
  )
}
