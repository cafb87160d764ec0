import { fireEvent, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { renderApp } from '../testing/render-app'
import { useUnsavedGuard } from './use-unsaved-guard'

function Form() {
  const [dirty, setDirty] = useState(false)
  const leave = useUnsavedGuard(dirty)
  const navigate = useNavigate()
  return (
    <>
      <button onClick={() => setDirty(true)}>填写</button>
      <button onClick={() => leave(() => void navigate('/list'))}>已保存</button>
      <Link to="/list">返回列表</Link>
    </>
  )
}
const routes = [
  { path: '/form', Component: Form },
  { path: '/list', element: <p>列表</p> },
]

test('clean work is left without a question', async () => {
  renderApp(routes, '/form')
  fireEvent.click(screen.getByText('返回列表'))
  expect(await screen.findByText('列表')).toBeTruthy()
})

test('unsaved work is warned of; the person may stay or go', async () => {
  const { router } = renderApp(routes, '/form')
  fireEvent.click(screen.getByText('填写'))
  fireEvent.click(screen.getByText('返回列表'))
  fireEvent.click(await screen.findByRole('button', { name: '留在本页' }))
  expect(router.state.location.pathname).toBe('/form')
  await waitFor(() => expect(screen.queryByText('有内容还没有保存')).toBeNull())
  fireEvent.click(screen.getByText('返回列表'))
  fireEvent.click(await screen.findByRole('button', { name: '离开，不保存' }))
  expect(await screen.findByText('列表')).toBeTruthy()
})

test('closing the tab is warned of only while there is unsaved work', () => {
  const closing = () => {
    const event = new Event('beforeunload', { cancelable: true })
    window.dispatchEvent(event)
    return event.defaultPrevented
  }
  renderApp(routes, '/form')
  expect(closing()).toBe(false)
  fireEvent.click(screen.getByText('填写'))
  expect(closing()).toBe(true)
})

test('after a save the page is left without a question', async () => {
  renderApp(routes, '/form')
  fireEvent.click(screen.getByText('填写'))
  fireEvent.click(screen.getByText('已保存'))
  expect(await screen.findByText('列表')).toBeTruthy()
})
