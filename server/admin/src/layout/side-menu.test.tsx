import { fireEvent, screen } from '@testing-library/react'
import { ok, fakeServer, sessionInfo } from '../testing/fake-server'
import { renderApp } from '../testing/render-app'
import { RequireSession } from './require-session'
import { SideMenu } from './side-menu'

test('the page of the menu comes into view, in browsers that answer with a promise too', async () => {
  const shown: (string | null)[] = []
  Object.assign(Element.prototype, {
    scrollIntoView(this: Element) {
      shown.push(this.textContent)
      return Promise.resolve()
    },
  })
  fakeServer(() => ok(sessionInfo({ permissions: ['person.read', 'post.read'] })))
  const frame = (
    <RequireSession>
      <SideMenu onGo={() => {}} />
    </RequireSession>
  )
  renderApp([{ path: '*', element: frame, HydrateFallback: () => null }], '/people')
  fireEvent.click(await screen.findByRole('link', { name: '机构岗位管理' }))
  expect((await screen.findByRole('link', { name: '机构岗位管理', current: 'page' })).textContent).toBe('机构岗位管理')
  expect(shown).toEqual(['人员信息管理', '机构岗位管理'])
})
