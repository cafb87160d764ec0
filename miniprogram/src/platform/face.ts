import Taro from '@tarojs/taro'
import { isWeapp } from './target'
import { wechat } from './wechat'

/**
 * Shows the face check that the server began (`startFaceCheck`). `finished` says only that the person is
 * through: the result is the server's to fetch. `unavailable`: offer the manual way.
 */
export function showFaceCheck(check: { verifyId: string; pageUrl: string | null }): Promise<'finished' | 'cancelled' | 'unavailable'> {
  if (!isWeapp) return Promise.resolve(openFacePage(check.pageUrl))
  return new Promise((resolve) => {
    const start = wechat().requestFacialVerify
    if (!start) return resolve('unavailable')
    start({
      verifyId: check.verifyId,
      success: () => resolve('finished'),
      fail: ({ errMsg }) => resolve(/cancel/i.test(errMsg) ? 'cancelled' : 'finished'),
    })
  })
}

function openFacePage(pageUrl: string | null): 'finished' | 'unavailable' {
  if (pageUrl === null || Taro.getEnv() !== Taro.ENV_TYPE.WEB) return 'unavailable'
  window.open(pageUrl, '_blank', 'noopener')
  return 'finished'
}
