import { createKeyGroup, getKeyGroup, KeyGroup, listKeyGroups, maxMembersAtOnce, updateKeyGroup } from '@talent/shared/contract/key-groups'
import { App, Form, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { ProblemAlert } from '../../api/problem-alert'
import type { StaleField } from '../../api/stale-dialog'
import { useDialogSave } from '../../api/use-dialog-save'
import { useEndpointMutation } from '../../api/use-endpoint'
import { FieldGrid } from '../../ui/form-card'
import type { Chosen } from './chosen-people'
import { colorChoices, GroupTag } from './group-tag'
import styles from './key-groups.module.css'
import { PeopleChooser } from './people-chooser'

type Fields = Pick<KeyGroup, 'name' | 'note' | 'color'>

/** A new group with its people, or the name, note and colour of one that is there. */
export function GroupDialog({ editing, onClose }: { editing: KeyGroup | null; onClose: () => void }) {
  const { message } = App.useApp()
  const navigate = useNavigate()
  const [form] = Form.useForm<Fields>()
  const [chosen, setChosen] = useState<Chosen[]>([])
  const refreshes = [listKeyGroups, getKeyGroup]
  const create = useEndpointMutation(createKeyGroup, { refreshes, onSuccess: (group) => saved(group) })
  const update = useEndpointMutation(updateKeyGroup, { refreshes, onSuccess: (group) => saved(group) })

  function saved(group: KeyGroup) {
    void message.success(editing ? `已保存“${group.name}”` : `已新增“${group.name}”，共 ${group.people} 人`)
    done(() => !editing && void navigate(`/key-groups/${group.id}`))
  }
  const { error, save, staleDialog, close, done, changed } = useDialogSave({
    onClose,
    form,
    schema: KeyGroup,
    editing,
    read: () => readFields(form.getFieldsValue()),
    toFields: readFields,
    toValues: readFields,
    staleFields: () => staleFields,
    fieldOf: { KEY_GROUP_NAME_TAKEN: 'name' },
    send: (values, version, onError) => {
      if (editing && version !== null) update.mutate({ keyGroupId: editing.id, ...values, version }, { onError })
      else create.mutate({ ...values, personIds: chosen.map(({ id }) => id) }, { onError })
    },
  })
  const choose = (people: Chosen[]) => {
    setChosen(people)
    changed()
  }
  const tooMany = chosen.length > maxMembersAtOnce
  return (
    <Modal
      open
      title={editing ? `修改标签“${editing.name}”` : '新增标签'}
      width={editing ? 520 : 820}
      // With the list of people the buttons stay in sight on a small screen.
      style={{ top: 24 }}
      okText={editing ? '保存' : '确定'}
      cancelText="取消"
      confirmLoading={create.isPending || update.isPending}
      okButtonProps={{ disabled: tooMany }}
      mask={{ closable: false }}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <ProblemAlert error={error} />
      <Form<Fields> form={form} name="key-group" layout="vertical" initialValues={editing ?? { name: '', note: '', color: '' }} onValuesChange={changed} onFinish={save}>
        <FieldGrid>
          <Form.Item name="name" label="标签名称" rules={[{ required: true, whitespace: true, message: '请填写标签名称' }]}>
            <Input maxLength={20} showCount autoFocus autoComplete="off" placeholder="如 抢救骨干" />
          </Form.Item>
          <Form.Item name="note" label="说明">
            <Input maxLength={200} autoComplete="off" placeholder="选填，如 夜间可随时到岗" />
          </Form.Item>
        </FieldGrid>
        <Form.Item name="color" label="颜色">
          <Radio.Group className={styles.colors} options={colorChoices.map(({ value, label }) => ({ value, label: <GroupTag color={value} name={label} /> }))} />
        </Form.Item>
      </Form>
      {!editing && <PeopleChooser chosen={chosen} onChange={choose} />}
      {tooMany && <p role="alert" className={styles.missing}>一次最多选择 {maxMembersAtOnce} 人，其余的请在新增后再添加</p>}
      {staleDialog}
    </Modal>
  )
}

const readFields = ({ name, note, color }: Partial<Fields>): Fields => ({ name: name?.trim() ?? '', note: note?.trim() ?? '', color: color ?? '' })

const staleFields: StaleField<Fields>[] = [
  { key: 'name', label: '标签名称', show: ({ name }) => name, same: (mine, current) => mine.name === current.name },
  { key: 'note', label: '说明', show: ({ note }) => note, same: (mine, current) => mine.note === current.note },
  { key: 'color', label: '颜色', show: ({ color }) => colorChoices.find(({ value }) => value === color)?.label ?? '', same: (mine, current) => mine.color === current.color },
]
