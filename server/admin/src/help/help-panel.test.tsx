import { TransportProblem } from '@talent/shared/client'
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { Link } from 'react-router'
import { ProblemAlert } from '../api/problem-alert'
import { renderApp } from '../testing/render-app'
import { HelpFrame } from './help-context'
import { HelpButton } from './help-link'
import { topicOfCode } from './topic-of-problem'
import { topics } from './topics'

const page = (name: string) => (
  <>
    <HelpButton />
    <input aria-label="姓名" />
    <button>保存</button>
    <Link to="/posts">{`离开${name}`}</Link>
    <ProblemAlert error={new TransportProblem('offline')} />
  </>
)
const open = () => renderApp([{ Component: HelpFrame, children: [{ path: '/people', element: page('人员') }, { path: '/posts', element: page('岗位') }] }], '/people')
const panel = () => screen.findByRole('complementary', { name: '帮助' })
const heading = async (name: string) => within(await panel()).findByRole('heading', { level: 3, name })
const ask = (key: string, on: Element = document.body) => act(() => void on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })))
const search = async (words: string) => fireEvent.change(within(await panel()).getByLabelText('搜索帮助'), { target: { value: words } })

test('the button opens the text of this page beside it, and what was typed stays', async () => {
  open()
  fireEvent.change(screen.getByLabelText('姓名'), { target: { value: '张小燕' } })
  fireEvent.click(screen.getByRole('button', { name: '帮助' }))
  expect(await heading('人员信息管理')).toBeTruthy()
  expect(screen.getByLabelText('姓名')).toHaveProperty('value', '张小燕')
  fireEvent.click(screen.getByRole('link', { name: '离开人员' }))
  expect(await heading('机构岗位管理')).toBeTruthy()
})

test('? opens it and Esc closes it, back where the keyboard was', async () => {
  open()
  screen.getByRole('button', { name: '保存' }).focus()
  ask('?')
  await panel()
  expect(document.activeElement).toBe(screen.getByLabelText('搜索帮助'))
  fireEvent.keyDown(screen.getByLabelText('搜索帮助'), { key: 'Escape' })
  await waitFor(() => expect(screen.queryByRole('complementary', { name: '帮助' })).toBeNull())
  expect(document.activeElement).toBe(screen.getByRole('button', { name: '保存' }))
})

test('a question mark that is typed is a question mark; F1 opens it there too', async () => {
  open()
  ask('?', screen.getByLabelText('姓名'))
  expect(screen.queryByRole('complementary', { name: '帮助' })).toBeNull()
  ask('F1', screen.getByLabelText('姓名'))
  expect(await panel()).toBeTruthy()
})

test('a search shows where it was found, and leads there and back', async () => {
  open()
  ask('?')
  await heading('人员信息管理')
  await search('密码 规则')
  const hit = await waitFor(() => {
    const found = screen.getAllByRole('listitem').flatMap((item) => [...item.querySelectorAll('button')])[0]
    if (!found?.textContent?.startsWith('修改密码和密码规则')) throw new Error('not found yet')
    return found
  })
  expect([...hit.querySelectorAll('mark')].map((mark) => mark.textContent).slice(0, 3)).toEqual(['密码', '密码', '规则'])
  fireEvent.click(hit)
  expect(await heading('修改密码和密码规则')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: '全部帮助' }))
  const contents = within(await within(await panel()).findByRole('region', { name: '本页' }))
  expect(contents.getByRole('button', { name: '人员信息管理' })).toBeTruthy()
})

test('nothing found says what to try', async () => {
  open()
  ask('?')
  await heading('人员信息管理')
  await search('火星登陆')
  expect(await screen.findByText(/没有找到/)).toBeTruthy()
})

test('an error leads to what helps', async () => {
  open()
  fireEvent.click(screen.getByRole('button', { name: '怎么办' }))
  expect(await heading('连不上服务器时怎么办')).toBeTruthy()
})

test('every refusal with a text names one that is there', () => {
  for (const id of Object.values(topicOfCode)) expect(topics.map((topic) => topic.id)).toContain(id)
})
