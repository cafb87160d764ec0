import { createPost, listPosts, Post, updatePost } from '@talent/shared/contract/organization'
import { labelOf } from '@talent/shared/dictionaries/index'
import { App, Form, Input, Modal, Select } from 'antd'
import { ProblemAlert } from '../../api/problem-alert'
import type { StaleField } from '../../api/stale-dialog'
import { useDialogSave } from '../../api/use-dialog-save'
import { useEndpointMutation } from '../../api/use-endpoint'
import { clearable } from '../../ui/clearable'
import { standardPostOptions } from './standard-posts'

interface Fields {
  name: string
  standardPostCode?: string
}

export function PostDialog({ editing, onClose }: { editing: Post | null; onClose: () => void }) {
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const mutation = { onSuccess: saved, refreshes: [listPosts] }
  const create = useEndpointMutation(createPost, mutation)
  const update = useEndpointMutation(updatePost, mutation)

  function saved(post: Post) {
    void message.success(editing ? `已保存“${post.name}”` : `已新增“${post.name}”`)
    done()
  }
  const { error, save, staleDialog, close, done, changed } = useDialogSave({
    onClose,
    form,
    schema: Post,
    editing,
    read: () => toInput(form.getFieldsValue()),
    toFields,
    toValues: (post) => post,
    staleFields: () => staleFields,
    fieldOf: { POST_NAME_TAKEN: 'name' },
    send: (post, version, onError) => {
      if (editing && version !== null) update.mutate({ postId: editing.id, ...post, version }, { onError })
      else create.mutate(post, { onError })
    },
  })
  return (
    <Modal
      open
      title={editing ? `编辑岗位“${editing.name}”` : '新增岗位'}
      okText="保存"
      cancelText="取消"
      confirmLoading={create.isPending || update.isPending}
      mask={{ closable: false }}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <ProblemAlert error={error} />
      <Form<Fields> form={form} name="post" layout="vertical" initialValues={editing ? toFields(editing) : {}} onValuesChange={changed} onFinish={save}>
        <Form.Item name="name" label="岗位名称" rules={[{ required: true, whitespace: true, message: '请填写岗位名称' }]}>
          <Input maxLength={40} autoFocus autoComplete="off" placeholder="如 主治医师" />
        </Form.Item>
        <Form.Item name="standardPostCode" label="标准岗位" extra="可以稍后再选；没有映射的岗位会标为“待映射”">
          <Select options={standardPostOptions} allowClear={clearable} showSearch={{ optionFilterProp: 'label' }} placeholder="请选择标准岗位" notFoundContent="没有这个标准岗位" />
        </Form.Item>
      </Form>
      {staleDialog}
    </Modal>
  )
}

type PostValues = ReturnType<typeof toInput>

const toInput = ({ name, standardPostCode }: Fields) => ({ name: name.trim(), standardPostCode: standardPostCode ?? null })
const toFields = (post: Post): Fields => ({ name: post.name, standardPostCode: post.standardPostCode ?? undefined })

const staleFields: StaleField<PostValues>[] = [
  { key: 'name', label: '岗位名称', show: (post) => post.name, same: (mine, current) => mine.name === current.name },
  {
    key: 'standardPostCode',
    label: '标准岗位',
    show: ({ standardPostCode: code }) => code && labelOf('standardPost', code),
    same: (mine, current) => mine.standardPostCode === current.standardPostCode,
  },
]
