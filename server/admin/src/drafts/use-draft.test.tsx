import { SessionInfo } from '@talent/shared/contract/session'
import { z } from '@talent/shared/zod'
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { Link } from 'react-router'
import { SessionProvider } from '../api/session'
import { abandonOpenWork, hasOpenWork } from '../layout/open-work'
import { useUnsavedGuard } from '../layout/use-unsaved-guard'
import { sessionInfo } from '../testing/fake-server'
import { renderApp } from '../testing/render-app'
import { useDraft } from './use-draft'

const schema = z.object({ note: z.string() })

function Form() {
  const [note, setNote] = useState('')
  const [dirty, setDirty] = useState(false)
  const draft = useDraft({
    name: 'note:1',
    schema,
    onRestore: (content) => {
      setNote(content.note)
      setDirty(true)
    },
  })
  useUnsavedGuard(dirty, draft.clear)
  const type = (typed: string) => {
    setNote(typed)
    setDirty(true)
    draft.keep({ note: typed })
  }
  const save = () => {
    draft.clear()
    setDirty(false)
  }
  return (
    <>
      {draft.notice}
      <input aria-label="备注" value={note} onChange={(event) => type(event.target.value)} />
      <button onClick={save}>保存</button>
      <Link to="/list">返回列表</Link>
    </>
  )
}

const open = (accountId = 1) =>
  renderApp(
    [
      { path: '/form', element: <SessionProvider info={SessionInfo.parse(sessionInfo({ id: accountId }))}><Form /></SessionProvider> },
      { path: '/list', element: <p>列表</p> },
    ],
    '/form',
  )
const type = (text: string) => fireEvent.change(screen.getByLabelText('备注'), { target: { value: text } })
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }))
const stored = () => Object.keys(sessionStorage).map((name) => sessionStorage.getItem(name) ?? '').join()
/** As the browser does: the page goes, what it had in its hands goes with it. */
async function reload(accountId?: number) {
  await waitFor(() => expect(stored()).toContain('note'))
  cleanup()
  open(accountId)
}
/** Reading the storage takes a turn or two. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 20))

test('what was typed is offered after a reload, with its time, and comes back', async () => {
  open()
  type('王芳的学历')
  await reload()
  expect(await screen.findByText(/上次填写的内容还没有保存（\d{4}-\d\d-\d\d \d\d:\d\d）/)).toBeTruthy()
  expect(screen.getByLabelText('备注')).toHaveProperty('value', '')
  await press('恢复')
  expect(screen.getByLabelText('备注')).toHaveProperty('value', '王芳的学历')
  expect(screen.queryByText(/上次填写的内容/)).toBeNull()
  expect(hasOpenWork()).toBe(true)
  await reload()
  expect(await screen.findByRole('button', { name: '恢复' })).toBeTruthy()
})

test('given up is gone', async () => {
  open()
  type('不要了')
  await reload()
  await press('放弃')
  await waitFor(() => expect(stored()).toBe(''))
})

test('saved is gone', async () => {
  open()
  type('要保存的')
  await waitFor(() => expect(stored()).toContain('要保存的'))
  await press('保存')
  await waitFor(() => expect(stored()).toBe(''))
})

test('the last letters before the page goes are kept too', async () => {
  open()
  type('刚输入')
  cleanup()
  await waitFor(() => expect(stored()).toContain('刚输入'))
})

test('an offer that nobody answered outlives the saving of something else', async () => {
  open()
  type('第一位')
  await reload()
  await screen.findByRole('button', { name: '恢复' })
  type('第二位')
  await waitFor(() => expect(stored()).toContain('第二位'))
  await press('保存')
  await waitFor(() => expect(stored()).toContain('第一位'))
  expect(screen.getByRole('button', { name: '恢复' })).toBeTruthy()
})

test('giving up the old one keeps what was typed since', async () => {
  open()
  type('第一位')
  await reload()
  await screen.findByRole('button', { name: '恢复' })
  type('第二位')
  await waitFor(() => expect(stored()).toContain('第二位'))
  await press('放弃')
  await settle()
  expect(stored()).toContain('第二位')
})

test('leaving without saving gives the draft up', async () => {
  open()
  type('离开')
  await waitFor(() => expect(stored()).toContain('离开'))
  fireEvent.click(screen.getByText('返回列表'))
  await press('离开，不保存')
  expect(await screen.findByText('列表')).toBeTruthy()
  await waitFor(() => expect(stored()).toBe(''))
})

test('so does signing out after the question', async () => {
  open()
  type('退出')
  await waitFor(() => expect(stored()).toContain('退出'))
  abandonOpenWork()
  await waitFor(() => expect(stored()).toBe(''))
})

test('another account is offered nothing', async () => {
  open()
  type('协和的草稿')
  await reload(2)
  await settle()
  expect(screen.queryByRole('button', { name: '恢复' })).toBeNull()
})

test('a draft of another shape is dropped', async () => {
  sessionStorage.setItem('draft:account:1:10:note:1', JSON.stringify({ savedAt: new Date().toISOString(), sealed: '{"text":7}' }))
  open()
  await waitFor(() => expect(stored()).toBe(''))
  expect(screen.queryByRole('button', { name: '恢复' })).toBeNull()
})
