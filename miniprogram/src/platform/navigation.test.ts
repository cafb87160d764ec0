import Taro from '@tarojs/taro'
import { say } from './dialogs'
import { goBack, openPage, replacePage } from './navigation'

jest.mock('./target', () => ({ isWeapp: true }))
jest.mock('./dialogs', () => ({ say: jest.fn() }))
const pages = jest.spyOn(Taro, 'getCurrentPages')
const navigateTo = jest.mocked(Taro.navigateTo)
const depth = (pagesOpen: number) => pages.mockReturnValue(Array.from({ length: pagesOpen }, () => ({})) as ReturnType<typeof Taro.getCurrentPages>)

beforeEach(() => {
  jest.clearAllMocks()
  depth(1)
  replacePage('/pages/home/index')
})

test('a second tap opens nothing twice, before the page is there and once it is; after the way back it opens again', async () => {
  openPage('/packages/audit/review/index', { applicationId: 7 })
  openPage('/packages/audit/review/index', { applicationId: 7 })
  expect(navigateTo).toHaveBeenCalledTimes(1)
  await Promise.resolve()
  depth(2)
  openPage('/packages/audit/review/index', { applicationId: 7 })
  expect(navigateTo).toHaveBeenCalledTimes(1)
  openPage('/packages/audit/review/index', { applicationId: 8 })
  expect(navigateTo).toHaveBeenCalledTimes(2)
  await Promise.resolve()
  depth(1)
  openPage('/packages/audit/review/index', { applicationId: 8 })
  expect(navigateTo).toHaveBeenCalledTimes(3)
})

test('two taps on 返回 lead back once', async () => {
  depth(3)
  goBack()
  goBack()
  expect(Taro.navigateBack).toHaveBeenCalledTimes(1)
  await Promise.resolve()
  goBack()
  expect(Taro.navigateBack).toHaveBeenCalledTimes(2)
})

test('a page whose package can’t be fetched says so, and the next tap tries again', async () => {
  navigateTo.mockRejectedValueOnce({ errMsg: 'navigateTo:fail loadSubpackage' })
  openPage('/packages/audit/overview/index')
  await Promise.resolve()
  expect(say).toHaveBeenCalledWith('页面没有打开，请检查网络后再点一次')
  openPage('/packages/audit/overview/index')
  expect(navigateTo).toHaveBeenCalledTimes(2)
})
