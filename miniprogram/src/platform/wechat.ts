interface Callbacks {
  success?: () => void
  fail?: (error: { errMsg: string }) => void
}

/** What we use of WeChat that Taro's types don't have yet; absent on older base libraries. */
interface Wechat {
  /** Base library 2.32.3. */
  requirePrivacyAuthorize?: (options: Callbacks) => void
  /** Base library 3.8.12. */
  requestFacialVerify?: (options: Callbacks & { verifyId: string }) => void
}

declare const wx: Wechat

export const wechat = (): Wechat => wx
