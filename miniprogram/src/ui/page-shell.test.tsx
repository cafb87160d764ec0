import { TransportProblem } from '@talent/shared/client'
import { problem } from '@talent/shared/errors'
import { act, fireEvent, render, screen } from '@testing-library/react'
import Taro from '@tarojs/taro'
import { endSession, loseSession } from '../api/session'
import type { QueryResult } from '../api/use-query'
import { setElderMode } from '../platform/elder-mode'
import { PageShell } from './page-shell'

const controls = { refetch: jest.fn(async () => {}), replace: jest.fn() }
const show = (query: QueryResult<string[]>) =>
  render(
    <PageShell title="我的申报" query={query} empty={(list) => (list.length ? null : { title: '还没有申报', detail: '确认信息后会出现在这里' })} footer={() => <button type="button">提交</button>}>
      {(list) => <p>{list.join('、')}</p>}
    </PageShell>,
  )
const ready = (data: string[]) => ({ status: 'ready' as const, data, refreshing: false, stale: null, ...controls })

test('loading shows the shape of the page and no button', () => {
  show({ status: 'loading', ...controls })
  expect(screen.getByLabelText('正在加载')).toBeTruthy()
  expect(screen.queryByText('提交')).toBeNull()
})

test('content comes with its button', () => {
  show(ready(['甲', '乙']))
  expect(screen.getByText('甲、乙')).toBeTruthy()
  expect(screen.getByText('提交')).toBeTruthy()
})

test('an empty page says why and what next, without the button', () => {
  show(ready([]))
  expect(screen.getByText('确认信息后会出现在这里')).toBeTruthy()
  expect(screen.queryByText('提交')).toBeNull()
})

test('a failure says what to try, and tries', async () => {
  show({ status: 'error', problem: new TransportProblem('offline'), ...controls })
  expect(screen.getByText('连接不上服务器，请检查网络后重试')).toBeTruthy()
  await act(async () => fireEvent.click(screen.getByText('重试')))
  expect(controls.refetch).toHaveBeenCalledTimes(1)
})

test.each(['NOT_SIGNED_IN', 'SESSION_EXPIRED'] as const)('%s leads to the sign-in page', (code) => {
  show({ status: 'error', problem: problem(code), ...controls })
  fireEvent.click(screen.getByText('去登录'))
  expect(Taro.navigateTo).toHaveBeenLastCalledWith({ url: '/pages/sign-in/index' })
})

test('a session that ended in the middle of something says that nothing is lost', () => {
  loseSession({ kept: false })
  const { unmount } = show({ status: 'error', problem: problem('SESSION_EXPIRED'), ...controls })
  expect(screen.getByText(/已填写的内容还在/)).toBeTruthy()
  unmount()
  show(ready(['甲']))
  expect(screen.getByText('甲')).toBeTruthy()
  fireEvent.click(screen.getByText('重新登录'))
  expect(Taro.navigateTo).toHaveBeenLastCalledWith({ url: '/pages/sign-in/index' })
  act(() => endSession())
  expect(screen.queryByText(/已填写的内容还在/)).toBeNull()
})

test('what is old says so', () => {
  show({ ...ready(['甲']), stale: new TransportProblem('timeout') })
  expect(screen.getByText(/下面是上次的内容/)).toBeTruthy()
  expect(screen.getByText('甲')).toBeTruthy()
})

test('elder mode enlarges every page at once', () => {
  const { container } = show(ready(['甲']))
  const scale = () => container.querySelector<HTMLElement>('.shell')?.style.getPropertyValue('--text-scale')
  expect(scale()).toBe('1')
  act(() => setElderMode(true))
  expect(scale()).toBe('1.25')
  act(() => setElderMode(false))
})

test('what is over leads home, and is not tried again', async () => {
  show({ status: 'error', problem: problem('NOT_FOUND'), ...controls })
  expect(screen.getByText('这里已没有内容')).toBeTruthy()
  expect(screen.queryByText('重试')).toBeNull()
  await act(async () => fireEvent.click(screen.getByText('回到首页')))
  expect(Taro.switchTab).toHaveBeenCalledWith({ url: '/pages/home/index' })
})

test.each([
  ['IDENTITY_REQUIRED', '查看实名认证', '/packages/candidate/identity/index'],
  ['PHONE_REQUIRED', '绑定手机号', '/pages/sign-in/index?step=bindPhone'],
  ['CONSENT_REQUIRED', '阅读隐私说明', '/packages/candidate/privacy/index?agree=1'],
] as const)('%s leads to what has to be done first', (code, button, url) => {
  show({ status: 'error', problem: problem(code), ...controls })
  expect(screen.queryByText('重试')).toBeNull()
  fireEvent.click(screen.getByText(button))
  expect(Taro.navigateTo).toHaveBeenLastCalledWith({ url })
})
