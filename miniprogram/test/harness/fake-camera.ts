import type { Deed } from './fake-wx'

/** RGBA, as a camera frame or a canvas gives it. */
export interface FakeFrame {
  width: number
  height: number
  data: ArrayBuffer
}

/** Brightness of a point, 0 to 255. */
export type Brightness = (x: number, y: number) => number
/** Lines of print: nothing to find fault with. */
export const print: Brightness = (x, y) => (x % 6 < 2 && y % 10 < 6 ? 30 : 210)

export function painted(width: number, height: number, brightness: Brightness): FakeFrame {
  const data = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) data.fill(brightness(x, y), (y * width + x) * 4, (y * width + x) * 4 + 3)
  return { width, height, data: data.buffer }
}

/** What the camera, the album's files and a canvas do unless a test says otherwise. */
export const cameraDefaults: Record<string, Deed> = {
  authorize: () => ({}),
  takePhoto: () => ({ tempImagePath: 'wxfile://tmp/photo.jpg' }),
  getImageInfo: () => ({ width: 1280, height: 960 }),
  getFileInfo: () => ({ size: 400_000 }),
  compressImage: () => ({ tempFilePath: 'wxfile://tmp/smaller.jpg' }),
  saveFile: ({ tempFilePath }) => ({ savedFilePath: String(tempFilePath).replace('wxfile://', 'wxfile://store-').replace('tmp/', '') }),
  removeSavedFile: () => ({}),
}

type Api = (options?: Record<string, unknown>) => void
interface Surroundings {
  /** An asynchronous API that the test can change and whose calls it sees. */
  api: (name: string) => Api
  guard: (name: string) => void
  later: (run: () => void) => void
  /** Whoever watches the camera now. */
  watchers: Set<(frame: FakeFrame) => void>
  /** What a photo looks like when it is read back. */
  picture: () => Brightness
}

export function cameraApi({ api, guard, later, watchers, picture }: Surroundings) {
  return {
    createCameraContext: () => {
      guard('createCameraContext')
      return {
        takePhoto: api('takePhoto'),
        onCameraFrame: (watch: (frame: FakeFrame) => void) => ({ start: () => void watchers.add(watch), stop: () => void watchers.delete(watch) }),
      }
    },
    getFileSystemManager: () => ({ readFileSync: () => '', saveFile: api('saveFile'), removeSavedFile: api('removeSavedFile'), getFileInfo: api('getFileInfo'), unlink: api('unlink') }),
    createOffscreenCanvas: ({ width, height }: { width: number; height: number }) => ({
      createImage: () => {
        const image = { onload: () => {}, onerror: () => {}, set src(_path: string) { later(() => image.onload()) } }
        return image
      },
      getContext: () => ({ drawImage: () => {}, getImageData: () => ({ data: new Uint8ClampedArray(painted(width, height, picture()).data) }) }),
    }),
  }
}
