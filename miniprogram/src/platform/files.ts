import Taro from '@tarojs/taro'
import { askPrivacyAuthorization } from './privacy'
import { isWeapp } from './target'

/** A picture that the person chose, ready as the `file` of an upload. */
export interface PickedFile {
  /** Where an <Image> can show it. */
  path: string
  /** bytes */
  size: number
  /** Only in the browser. */
  blob?: Blob
}

/** What a file endpoint answers: where it can be shown or opened. */
export interface DownloadedFile {
  path: string
}

export type PictureSource = 'camera' | 'album'

/** One picture, compressed by WeChat; null when the person turned back. Rejects with nothing. */
export async function pickPicture(sources: PictureSource[]): Promise<PickedFile | null> {
  if (!isWeapp) return pickInBrowser(sources)
  if (!(await askPrivacyAuthorization())) return null
  // Taro passes this API on as it is: with callbacks it does not depend on WeChat's own promises.
  return new Promise((resolve) => {
    void Taro.chooseMedia({
      count: 1,
      mediaType: ['image'],
      sourceType: sources,
      sizeType: ['compressed'],
      success: ({ tempFiles: [first] }) => resolve(first ? { path: first.tempFilePath, size: first.size } : null),
      fail: () => resolve(null),
    })
  })
}

function pickInBrowser(sources: PictureSource[]): Promise<PickedFile | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = 'image/jpeg,image/png'
    input.style.display = 'none'
    if (sources.length === 1 && sources[0] === 'camera') input.setAttribute('capture', 'environment')
    const finish = (picked: PickedFile | null) => {
      input.remove()
      resolve(picked)
    }
    input.addEventListener('cancel', () => finish(null))
    input.addEventListener('change', () => {
      const file = input.files?.[0]
      finish(file ? { path: URL.createObjectURL(file), size: file.size, blob: file } : null)
    })
    document.body.append(input)
    input.click()
  })
}

/** A downloaded or chosen file is not needed any more and goes from the phone; WeChat clears what it does not let us remove. */
export function discardFile(path: string): void {
  if (isWeapp) Taro.getFileSystemManager().unlink({ filePath: path, fail: () => undefined })
  else URL.revokeObjectURL(path)
}

/** Shows pictures in full, with zoom. */
export function viewPictures(paths: string[], current: number): void {
  void Taro.previewImage({ urls: paths, current: paths[current] })
}

/** Opens a downloaded document: WeChat's viewer (with its own share and save), or a new tab. */
export async function openDocument(file: DownloadedFile): Promise<boolean> {
  if (!isWeapp) return window.open(file.path, '_blank', 'noopener') !== null
  try {
    await Taro.openDocument({ filePath: file.path, showMenu: true })
    return true
  } catch {
    return false
  }
}

export async function copyText(text: string): Promise<boolean> {
  try {
    if (!isWeapp) await navigator.clipboard.writeText(text)
    else if (await askPrivacyAuthorization()) await Taro.setClipboardData({ data: text })
    else return false
    return true
  } catch {
    return false
  }
}
