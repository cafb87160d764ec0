import { type Brightness, cameraApi, cameraDefaults, type FakeFrame } from './fake-camera'
import type { FakeServer, Failure, Reply } from './fake-server'

export interface Call {
  name: string
  options: Record<string, unknown>
}

type Callback = (result: Record<string, unknown>) => void
interface Options extends Record<string, unknown> {
  success?: Callback
  fail?: Callback
  complete?: Callback
}

/** What a deed of the phone or its owner comes to; throw a string to fail with it as errMsg. */
export type Deed = (options: Record<string, unknown>) => Record<string, unknown>

/** What the phone and the person do unless a test says otherwise. */
const defaults: Record<string, Deed> = {
  login: () => ({ code: 'login-code' }),
  showToast: () => ({}),
  hideToast: () => ({}),
  showLoading: () => ({}),
  hideLoading: () => ({}),
  showModal: () => ({ confirm: true, cancel: false }),
  showActionSheet: () => ({ tapIndex: 0 }),
  setNavigationBarTitle: () => ({}),
  setTabBarBadge: () => ({}),
  removeTabBarBadge: () => ({}),
  pageScrollTo: () => ({}),
  stopPullDownRefresh: () => ({}),
  setClipboardData: () => ({}),
  chooseMedia: () => ({ type: 'image', tempFiles: [{ tempFilePath: 'wxfile://picture.jpg', size: 120_000, fileType: 'image' }] }),
  previewImage: () => ({}),
  scanCode: () => ({ result: 'SCANNED-CODE', scanType: 'QR_CODE' }),
  openDocument: () => ({}),
  requestSubscribeMessage: () => ({}),
  requestPayment: () => ({}),
  requirePrivacyAuthorize: () => ({}),
  requestFacialVerify: () => ({}),
  getLocation: () => ({ latitude: 30.5454, longitude: 114.3423, accuracy: 20 }),
  getSetting: () => ({ authSetting: {} }),
  openSetting: () => ({ authSetting: {} }),
  getNetworkType: () => ({ networkType: 'wifi' }),
  makePhoneCall: () => ({}),
  ...cameraDefaults,
}

/** What WeChat gives only after its own privacy window (its list of interfaces that touch personal data). */
export const personalApis = new Set([
  'chooseMedia', 'chooseImage', 'chooseVideo', 'chooseMessageFile', 'getLocation', 'getFuzzyLocation', 'chooseLocation', 'startLocationUpdate',
  'requestFacialVerify', 'setClipboardData', 'getClipboardData', 'saveImageToPhotosAlbum', 'createCameraContext', 'chooseAddress', 'getUserProfile',
])

const phone = { brand: 'devtools', model: 'phone', system: 'Android 12', platform: 'android', SDKVersion: '3.8.12', version: '8.0.50', language: 'zh_CN', theme: 'light' }
const screen = { pixelRatio: 2, screenWidth: 375, screenHeight: 812, windowWidth: 375, windowHeight: 724, statusBarHeight: 44, safeArea: { top: 44, bottom: 778, left: 0, right: 375, width: 375, height: 734 } }

interface Surroundings {
  server: FakeServer
  storage: Map<string, unknown>
  calls: Call[]
  deeds: Map<string, Deed>
  /** Runs later, as a part of what `settled` waits for. */
  later: (run: () => void) => void
  navigate: (name: string, options: Record<string, unknown>) => void
  /** What the app did that WeChat would not allow. */
  complain: (words: string) => void
  updates: Updates
  /** Whoever watches the camera. */
  watchers: Set<(frame: FakeFrame) => void>
  /** What a photo looks like when it is read back. */
  picture: () => Brightness
  /** What `getAppBaseInfo` tells beyond the usual. */
  appBaseInfo: Record<string, unknown>
}

/** WeChat's update manager, told by the test. */
export interface Updates {
  ready: (() => void)[]
  applied: number
}

/** The `wx` of a phone: storage, network, dialogs, camera, all answered by the test. */
export function createWx({ server, storage, calls, deeds, later, navigate, complain, updates, watchers, picture, appBaseInfo }: Surroundings): Record<string, unknown> {
  const settle = (name: string, options: Options, outcome: () => Record<string, unknown>) => {
    later(() => {
      try {
        const result = { errMsg: `${name}:ok`, ...outcome() }
        options.success?.(result)
        options.complete?.(result)
      } catch (error) {
        if (typeof error !== 'string') throw error
        const result = { errMsg: `${name}:fail ${error}` }
        options.fail?.(result)
        options.complete?.(result)
      }
    })
  }
  const wx: Record<string, unknown> = {}
  let authorized = false
  const guard = (name: string) => {
    if (personalApis.has(name) && !authorized) complain(`wx.${name} before requirePrivacyAuthorize`)
  }
  const api = (name: string) => (options: Options = {}) => {
    calls.push({ name, options })
    guard(name)
    settle(name, options, () => {
      const result = (deeds.get(name) ?? defaults[name] ?? (() => ({})))(options)
      authorized ||= name === 'requirePrivacyAuthorize'
      return result
    })
  }
  for (const name of Object.keys(defaults)) wx[name] = api(name)
  for (const name of ['navigateTo', 'redirectTo', 'switchTab', 'navigateBack', 'reLaunch']) {
    wx[name] = (options: Options = {}) => {
      calls.push({ name, options })
      settle(name, options, () => {
        try {
          navigate(name, options)
        } catch (error) {
          complain(`wx.${name}: ${String(error)}`)
          throw error
        }
        return {}
      })
    }
  }
  return Object.assign(wx, network(server, calls, settle), storageApi(storage, settle), environment(updates, appBaseInfo), cameraApi({ api, guard, later, watchers, picture }))
}

type Settle = (name: string, options: Options, outcome: () => Record<string, unknown>) => void

function network(server: FakeServer, calls: Call[], settle: Settle) {
  const start = (name: string, options: Options, body: unknown, method: string, shape: (reply: Reply) => Record<string, unknown>, file?: string) => {
    let aborted = false
    calls.push({ name, options })
    const headers = (options['header'] ?? {}) as Record<string, string>
    let answer: Reply | Failure | undefined
    const ask = () => (answer ??= server.handle({ method, url: String(options['url']), headers, body, ...(file ? { file } : {}) }))
    settle(name, { success: (r) => aborted || options.success?.(r), fail: (r) => aborted || options.fail?.(r), complete: (r) => aborted || options.complete?.(r) }, () => {
      const reply = ask()
      if (reply === 'silent') aborted = true
      if (reply === 'offline' || reply === 'silent') throw 'connection lost'
      return shape(reply)
    })
    return { abort: () => { aborted = true }, onProgressUpdate: () => {}, offProgressUpdate: () => {}, onHeadersReceived: () => {}, offHeadersReceived: () => {} }
  }
  return {
    request: (options: Options) =>
      start('request', options, options['data'], String(options['method'] ?? 'GET'), ({ status, body }) => ({
        statusCode: status,
        header: {},
        data: options['dataType'] === 'json' || options['dataType'] === undefined ? JSON.parse(body) : body,
      })),
    uploadFile: (options: Options) => {
      const form = (options['formData'] ?? {}) as Record<string, unknown>
      return start('uploadFile', options, form['input'], 'POST', ({ status, body }) => ({ statusCode: status, data: body }), String(options['filePath']))
    },
    downloadFile: (options: Options) =>
      start('downloadFile', options, undefined, 'GET', ({ status }) => ({ statusCode: status, tempFilePath: 'wxfile://download' })),
  }
}

function storageApi(storage: Map<string, unknown>, settle: Settle) {
  return {
    getStorageSync: (key: string) => storage.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => void storage.set(key, JSON.parse(JSON.stringify(value))),
    removeStorageSync: (key: string) => void storage.delete(key),
    clearStorageSync: () => storage.clear(),
    getStorage: (options: Options) => settle('getStorage', options, () => ({ data: storage.get(String(options['key'])) ?? '' })),
    setStorage: (options: Options) => settle('setStorage', options, () => {
      storage.set(String(options['key']), options['data'])
      return {}
    }),
  }
}

function environment(updates: Updates, appBaseInfo: Record<string, unknown>) {
  const nothing = () => {}
  const updateManager = {
    onCheckForUpdate: nothing,
    onUpdateReady: (listener: () => void) => void updates.ready.push(listener),
    onUpdateFailed: nothing,
    applyUpdate: () => { updates.applied += 1 },
  }
  // Everything is near: nothing is ever told.
  const observer = { relativeTo: () => observer, relativeToViewport: () => observer, observe: nothing, disconnect: nothing }
  const query = { select: () => query, selectAll: () => query, in: () => query, boundingClientRect: () => query, scrollOffset: () => query, fields: () => query, exec: nothing }
  return {
    canIUse: () => true,
    nextTick: (run: () => void) => void Promise.resolve().then(run),
    getSystemInfoSync: () => ({ ...phone, ...screen }),
    getWindowInfo: () => screen,
    getDeviceInfo: () => phone,
    getAppBaseInfo: () => ({ ...phone, ...appBaseInfo }),
    getSystemSetting: () => ({}),
    getAccountInfoSync: () => ({ miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' } }),
    getLaunchOptionsSync: () => ({ path: 'pages/home/index', query: {}, scene: 1001 }),
    getEnterOptionsSync: () => ({ path: 'pages/home/index', query: {}, scene: 1001 }),
    getMenuButtonBoundingClientRect: () => ({ top: 48, left: 281, right: 368, bottom: 80, width: 87, height: 32 }),
    getUpdateManager: () => updateManager,
    createSelectorQuery: () => query,
    createIntersectionObserver: () => observer,
    onThemeChange: nothing,
    offThemeChange: nothing,
    onNetworkStatusChange: nothing,
    onUnhandledRejection: nothing,
    onError: nothing,
    env: { USER_DATA_PATH: 'wxfile://usr' },
  }
}
