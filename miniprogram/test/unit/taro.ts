import { useEffect, useRef } from 'react'

/** The part of Taro that hooks and components use, without a platform below it. */
type Callback = () => void

const shown = new Set<Callback>()
const bottom = new Set<Callback>()
const storage = new Map<string, unknown>()

function useCallbackIn(list: Set<Callback>, callback: Callback): void {


  const latest = useRef(callback)
  latest.current = callback
  useEffect(() => {
    const run = () => latest.current()
    list.add(run)
    return () => void list.delete(run)
  }, [list])
}

export const useDidShow = (callback: Callback) => useCallbackIn(shown, callback)
export const useReachBottom = (callback: Callback) => useCallbackIn(bottom, callback)
export const useShareAppMessage = () => {}
export const useShareTimeline = () => {}
export const useLaunch = (callback: Callback) => callback()

/** For tests: the page comes back into view, or its end is reached. */
export const showPage = () => shown.forEach((run) => run())
export const reachBottom = () => bottom.forEach((run) => run())

const resolved = () => jest.fn(async () => ({}))
const Taro = {
  ENV_TYPE: { WEB: 'WEB', WEAPP: 'WEAPP' },
  getEnv: () => 'WEB',
  getStorageSync: (key: string) => storage.get(key) ?? '',
  setStorageSync: (key: string, value: unknown) => void storage.set(key, value),
  removeStorageSync: (key: string) => void storage.delete(key),
  getCurrentPages: () => [{}],
  getCurrentInstance: () => ({ router: { params: {} } }),
  setNavigationBarTitle: resolved(),
  setTabBarBadge: resolved(),
  removeTabBarBadge: resolved(),
  navigateTo: resolved(),
  redirectTo: resolved(),
  navigateBack: resolved(),
  switchTab: resolved(),
  showToast: resolved(),
  previewImage: resolved(),
  showModal: jest.fn(async () => ({ confirm: true })),
}
export default Taro
export const getEnv = Taro.getEnv
