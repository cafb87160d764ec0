import { isWeapp } from './target'
import { wechat } from './wechat'

/**
 * WeChat's own privacy authorisation, asked before any use of a phone number, camera, album, face check, clipboard or position.
 * WeChat shows its window by itself; true when the person agreed, or where there is nothing to ask.
 */
export function askPrivacyAuthorization(): Promise<boolean> {
  if (!isWeapp) return Promise.resolve(true)
  return new Promise((resolve) => {
    const ask = wechat().requirePrivacyAuthorize
    if (!ask) resolve(true)
    else ask({ success: () => resolve(true), fail: () => resolve(false) })
  })
}
