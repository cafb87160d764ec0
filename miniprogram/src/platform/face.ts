import { askPrivacyAuthorization } from './privacy'
import { isWeapp } from './target'
import { wechat } from './wechat'

/** `finished`: the person is through, as far as the phone knows. `left`: the browser goes to the page that does it and comes back to this address. */
export type FaceShown = 'finished' | 'cancelled' | 'unavailable' | 'left'

/**
 * Shows the face check that the server began (`startFaceCheck`). It proves nothing: the result is the server's
 * to fetch. `unavailable`: offer another way.
 */
export async function showFaceCheck(check: { verifyId: string; pageUrl: string | null }): Promise<FaceShown> {
  if (!isWeapp) return goToFacePage(check.pageUrl)
  if (!(await askPrivacyAuthorization())) return 'cancelled'
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

function goToFacePage(pageUrl: string | null): FaceShown {
  if (pageUrl === null) return 'unavailable'
  window.location.assign(withReturn(pageUrl, window.location.href))
  return 'left'
}

/** Fills in where the page leads back to (contract/authorization.ts). */
export const withReturn = (pageUrl: string, here: string): string => pageUrl.replace('{return}', () => encodeURIComponent(here))
