import { fireEvent, screen, within } from '@testing-library/react'
import { renderApp } from '../testing/render-app'
import { HelpFrame } from './help-context'
import { HelpLink } from './help-link'
import { serverDownId } from './server-down'

jest.mock('./topics', () => {
  throw new TypeError('Failed to fetch dynamically imported module')
})

test('when the manual can not be loaded, what to try without a server is there all the same', async () => {
  renderApp([{ Component: HelpFrame, children: [{ path: '/', element: <HelpLink topic={serverDownId} /> }] }])
  fireEvent.click(screen.getByRole('button', { name: '怎么办' }))
  const panel = within(await screen.findByRole('complementary', { name: '帮助' }))
  expect(await panel.findByRole('heading', { name: '连不上服务器时怎么办' })).toBeTruthy()
  expect(await panel.findByText(/帮助没有加载完整/)).toBeTruthy()
  expect(panel.getByRole('button', { name: '重新加载' })).toBeTruthy()
})
