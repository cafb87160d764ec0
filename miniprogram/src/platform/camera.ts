import Taro from '@tarojs/taro'
import { askPrivacyAuthorization } from './privacy'
import { isWeapp } from './target'
import type { SmallPicture } from './pictures'

/** Whether pages can show the camera themselves; in the browser the phone's own camera is opened instead. */
export const hasCamera = isWeapp

/** Whose question was answered with no: WeChat's privacy window asks again at the next use, the camera is allowed in the settings only. */
export type CameraRefusal = 'privacy' | 'camera'

/** After WeChat's privacy window, WeChat's question for the camera. Null: it may be used. */
export async function askForCamera(): Promise<CameraRefusal | null> {
  if (!(await askPrivacyAuthorization())) return 'privacy'
  return Taro.authorize({ scope: 'scope.camera' }).then(() => null, () => 'camera' as const)
}

/** Opens WeChat's settings of this mini-program. True: the camera is allowed now. */
export const openCameraSetting = (): Promise<boolean> => Taro.openSetting().then(({ authSetting }) => authSetting['scope.camera'] === true, () => false)

/** What the page's <Camera> sees now; null when it gave no picture. */
export const takePicture = (): Promise<string | null> =>
  new Promise((resolve) => {
    Taro.createCameraContext().takePhoto({ quality: 'high', success: ({ tempImagePath }) => resolve(tempImagePath), fail: () => resolve(null) })
  })

/** ms between looks: a hint that flickers is no help. */
const lookEvery = 800

/** Looks through the page's <Camera> from time to time. @returns how to stop */
export function watchCamera(look: (picture: SmallPicture) => void): () => void {
  let last = 0
  const listener = Taro.createCameraContext().onCameraFrame(({ width, height, data }) => {
    const now = Date.now()
    if (now - last < lookEvery) return
    last = now
    look({ width, height, data: new Uint8Array(data) })
  })
  listener.start()
  return () => listener.stop()
}
