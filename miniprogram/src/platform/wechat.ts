interface Callbacks {
  success?: () => void
  fail?: (error: { errMsg: string }) => void
}

export interface AppBaseInfo {
  /** Of WeChat's own 字体大小 setting; absent on older versions. */
  fontSizeScaleFactor?: number
  /** The same in px. */
  fontSizeSetting?: number
}

/** What we use of WeChat that Taro's types don't have yet; absent on older base libraries. */
interface Wechat {
  /** Base library 2.20.1. */
  getAppBaseInfo?: () => AppBaseInfo
  getDeviceInfo?: () => { platform?: string }
  /** Base library 2.32.3. */
  requirePrivacyAuthorize?: (options: Callbacks) => void
  /** Base library 3.8.12. */
  requestFacialVerify?: (options: Callbacks & { verifyId: string }) => void
}

/** What Taro's own would wait half a second for. */
interface Observers {
  createIntersectionObserver: (component: object) => {
    relativeToViewport: (margins: { top: number; bottom: number }) => {
      observe: (selector: string, onSeen: (seen: { intersectionRatio: number; boundingClientRect: { height: number } }) => void) => void
    }
    disconnect: () => void
  }
}

declare const wx: Wechat & Observers

export const wechat = (): Wechat & Observers => wx
