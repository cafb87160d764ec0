import { listStaffingGrants, saveStaffingGrant, StaffingGrant } from '@talent/shared/contract/staffing-quotas'
import { labelOf } from '@talent/shared/dictionaries/index'
import { maxStaffing, staffingTypes, type StaffingNumbers } from '@talent/shared/domain/staffing-quota'
import { App, Form, InputNumber, Modal } from 'antd'
import { ProblemAlert } from '../../api/problem-alert'
import type { StaleField } from '../../api/stale-dialog'
import { useDialogSave } from '../../api/use-dialog-save'
import { useEndpointMutation } from '../../api/use-endpoint'
import { numberOf } from './staffing-rows'

interface Fields {
  numbers: StaffingNumbers
}

/** How many posts an institution has, by type; never fewer than its departments hold already. */
export function GrantDialog({ grant, onClose }: { grant: StaffingGrant; onClose: () => void }) {
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const update = useEndpointMutation(saveStaffingGrant, {
    refreshes: [listStaffingGrants],
    onSuccess: ({ name }) => {
      void message.success(`已保存“${name}”的编制`)
      done()
    },
  })
  const { error, save, staleDialog, close, done, changed } = useDialogSave({
    onClose,
    form,
    schema: StaffingGrant,
    editing: grant,
    read: () => ({ numbers: allTypes(form.getFieldsValue().numbers) }),
    toFields: ({ given }) => ({ numbers: allTypes(given) }),
    toValues: ({ given }) => ({ numbers: allTypes(given) }),
    staleFields: () => staleFields,
    send: ({ numbers }, version, onError) => update.mutate({ institutionId: grant.institutionId, numbers, version: version ?? grant.version }, { onError }),
  })
  return (
    <Modal open title={`核定“${grant.name}”的编制`} okText="保存" cancelText="取消" confirmLoading={update.isPending} mask={{ closable: false }} onOk={() => form.submit()} onCancel={close}>
      <ProblemAlert error={error} />
      <Form<Fields> form={form} name="staffing-grant" layout="vertical" initialValues={{ numbers: allTypes(grant.given) }} onValuesChange={changed} onFinish={save}>
        {staffingTypes.map((type, index) => (
          <Form.Item
            key={type}
            name={['numbers', type]}
            label={labelOf('staffing', type) ?? type}
            extra={`已分配到科室 ${numberOf(grant.divided, type)} 个，在用 ${numberOf(grant.used, type)} 人`}
            rules={[{ required: true, message: '请填写编制数，没有的填 0' }]}
          >
            <InputNumber min={0} max={maxStaffing} precision={0} autoFocus={index === 0} style={{ width: '100%' }} onFocus={(event) => event.target.select()} />
          </Form.Item>
        ))}
      </Form>
      {staleDialog}
    </Modal>
  )
}

const allTypes = (numbers: StaffingNumbers | undefined): StaffingNumbers => Object.fromEntries(staffingTypes.map((type) => [type, numberOf(numbers, type)]))

const staleFields: StaleField<Fields>[] = staffingTypes.map((type) => ({
  key: type,
  label: labelOf('staffing', type) ?? type,
  show: ({ numbers }) => String(numberOf(numbers, type)),
  same: (mine, current) => numberOf(mine.numbers, type) === numberOf(current.numbers, type),
}))
