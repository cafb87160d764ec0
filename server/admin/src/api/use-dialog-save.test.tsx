import { SessionInfo } from '@talent/shared/contract/session'
import { Problem } from '@talent/shared/errors'
import { z } from '@talent/shared/zod'
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { sessionInfo } from '../testing/fake-server'
import { renderApp } from '../testing/render-app'
import { SessionProvider } from './session'
import { useDialogSave } from './use-dialog-save'

const Note = z.object({ id: z.number(), text: z.string(), version: z.number() })
type Note = z.output<typeof Note>
const NoteDraft = z.object({ version: z.nullable(z.number()), fields: z.object({ text: z.string() }) })

interface Sent {
  text: string
  version: number | null
}
type Answer = (sent: Sent) => Problem | null

function Dialog({ saved, answer, onClose }: { saved: Note; answer: Answer; onClose: () => void }) {
  const [form] = Form.useForm<{ text: string }>()
  const { save, staleDialog, close, done, changed, notice } = useDialogSave({
    form,
    schema: Note,
    editing: saved,
    draft: { name: `note:${saved.id}`, schema: NoteDraft },
    read: () => form.getFieldsValue(),
    toFields: ({ text }) => ({ text }),
    toValues: ({ text }) => ({ text }),
    staleFields: () => [{ key: 'text', label: '内容', show: (note) => note.text, same: (a, b) => a.text === b.text }],
    send: ({ text }, version, onError) => {
      const refusal = answer({ text, version })
      if (refusal) onError(refusal)
      else done()
    },
    onClose,
  })
  return (
    <Modal open title="便条" okText="保存" cancelText="取消" onOk={save} onCancel={close}>
      {notice}
      <Form form={form} initialValues={{ text: saved.text }} onValuesChange={changed}>
        <Form.Item name="text" label="内容">
          <Input />
        </Form.Item>
      </Form>
      {staleDialog}
    </Modal>
  )
}

function Page(props: { saved: Note; answer: Answer }) {
  const [shown, setShown] = useState(true)
  return shown ? <Dialog {...props} onClose={() => setShown(false)} /> : <p>已关闭</p>
}

function open(saved: Note, refusals: (Problem | null)[] = []) {
  const sent: Sent[] = []
  const answer: Answer = (one) => {
    sent.push(one)
    return refusals.shift() ?? null
  }
  renderApp([{ path: '/', element: <SessionProvider info={SessionInfo.parse(sessionInfo())}><Page saved={saved} answer={answer} /></SessionProvider> }])
  return sent
}
const first: Note = { id: 5, text: '原文', version: 3 }
const type = async (text: string) => fireEvent.change(await screen.findByLabelText('内容'), { target: { value: text } })
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }))
const stored = () => JSON.stringify({ ...sessionStorage })

test('an untouched dialog closes without a question', async () => {
  open(first)
  await press('取消')
  expect(await screen.findByText('已关闭')).toBeTruthy()
})

test('unsaved work in a dialog is asked for; it may stay or go', async () => {
  open(first)
  await type('改过')
  await waitFor(() => expect(stored()).toContain('改过'))
  await press('取消')
  await press('继续填写')
  expect(screen.queryByText('已关闭')).toBeNull()
  expect(screen.getByLabelText('内容')).toHaveProperty('value', '改过')
  await press('取消')
  await press('关闭，不保存')
  expect(await screen.findByText('已关闭')).toBeTruthy()
  await waitFor(() => expect(stored()).not.toContain('改过'))
})

test('after a save it closes by itself and leaves no draft', async () => {
  const sent = open(first)
  await type('改过')
  await press('保存')
  expect(await screen.findByText('已关闭')).toBeTruthy()
  expect(sent).toEqual([{ text: '改过', version: 3 }])
  await waitFor(() => expect(stored()).not.toContain('改过'))
})

test('a draft over an older version comes back and meets the newer one', async () => {
  open(first)
  await type('我的')
  await waitFor(() => expect(stored()).toContain('我的'))
  cleanup()
  const newer: Note = { id: 5, text: '别人的', version: 7 }
  const sent = open(newer, [new Problem('STALE', { data: newer })])
  await press('恢复')
  expect(screen.getByLabelText('内容')).toHaveProperty('value', '我的')
  await press('保存')
  expect(await screen.findByText(/有 1 项不同/)).toBeTruthy()
  await press('用我的内容覆盖')
  await waitFor(() => expect(sent).toEqual([{ text: '我的', version: 3 }, { text: '我的', version: 7 }]))
})
