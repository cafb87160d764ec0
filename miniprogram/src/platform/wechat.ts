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

declare const wx: Wechat

export const wechat = (): Wechat => wx
