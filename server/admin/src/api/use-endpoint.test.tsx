import { listDepartments, listPosts, updatePost } from '@talent/shared/contract/organization'
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { fakeServer, ok } from '../testing/fake-server'
import { renderApp } from '../testing/render-app'
import { useEndpoint, useEndpointMutation } from './use-endpoint'

const postOf = (version: number) => ({ id: 1, name: '护师', standardPostCode: null, people: 0, version })

function Editor({ version, onSaved }: { version: number; onSaved: (version: number) => void }) {
  const save = useEndpointMutation(updatePost, { refreshes: [listPosts, listDepartments] })
  return (
    <button type="button" onClick={() => save.mutate({ postId: 1, name: '护师', standardPostCode: null, version }, { onSuccess: (saved) => onSaved(saved.version) })}>
      {`保存第 ${version} 版`}
    </button>
  )
}

function Page() {
  const posts = useEndpoint(listPosts, {})
  useEndpoint(listDepartments, {})
  const [saved, setSaved] = useState(0)
  const [open, setOpen] = useState(true)
  const version = posts.data?.items[0]?.version
  return (
    <>
      <p>{`已保存 ${saved}`}</p>
      <button type="button" onClick={() => setOpen(false)}>离开</button>
      {open && version !== undefined && <Editor key={version} version={version} onSaved={setSaved} />}
    </>
  )
}

function show() {
  let version = 1
  const requests = fakeServer(({ method, path }) => {
    if (method === 'PUT') version = 2
    if (path === '/api/departments') return { ...ok({ items: [] }), isLate: true }
    return ok(method === 'PUT' ? postOf(2) : { items: [postOf(version)] })
  })
  renderApp([{ path: '/', element: <Page /> }])
  return requests
}

test('what follows a save follows also when the refreshed answers put a new form in the place of the saved one', async () => {
  show()
  fireEvent.click(await screen.findByRole('button', { name: '保存第 1 版' }))
  expect(await screen.findByRole('button', { name: '保存第 2 版' })).toBeTruthy()
  expect(await screen.findByText('已保存 2')).toBeTruthy()
})

test('what is on its way is not sent once more', async () => {
  const requests = show()
  const save = await screen.findByRole('button', { name: '保存第 1 版' })
  fireEvent.click(save)
  fireEvent.click(save)
  expect(await screen.findByText('已保存 2')).toBeTruthy()
  expect(requests.filter(({ method }) => method === 'PUT')).toHaveLength(1)
  fireEvent.click(screen.getByRole('button', { name: '保存第 2 版' }))
  await waitFor(() => expect(requests.filter(({ method }) => method === 'PUT')).toHaveLength(2))
})

test('nothing follows for a form that was left before the answer came', async () => {
  show()
  const save = await screen.findByRole('button', { name: '保存第 1 版' })
  act(() => {
    fireEvent.click(save)
    fireEvent.click(screen.getByRole('button', { name: '离开' }))
  })
  await act(() => new Promise((resolve) => setTimeout(resolve, 50)))
  expect(screen.getByText('已保存 0')).toBeTruthy()
})
