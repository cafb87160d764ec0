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

/** A PDF of the computer or phone; only in the browser. */
export const pickDocument = (): Promise<PickedFile | null> => pickFile('application/pdf', false)

const pickInBrowser = (sources: PictureSource[]): Promise<PickedFile | null> =>
  pickFile('image/jpeg,image/png', sources.length === 1 && sources[0] === 'camera')

function pickFile(accept: string, capture: boolean): Promise<PickedFile | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = accept
    input.style.display = 'none'
    if (capture) input.setAttribute('capture', 'environment')
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

/** Opens a downloaded document: WeChat's viewer (with its own share and save), or a new tab. `type` when the file's name does not say it. */
export async function openDocument(file: DownloadedFile, type?: 'pdf'): Promise<boolean> {
  // With `noopener` the answer is always null; what is opened is a file of our own.
  if (!isWeapp) return window.open(file.path, '_blank') !== null
  try {
    await Taro.openDocument({ filePath: file.path, showMenu: true, ...(type ? { fileType: type } : {}) })
    return true
  } catch {
    return false
  }
}

/** The browser saves what is at this address under the name that the server gives it. */
export function downloadInBrowser(address: string): void {
  const link = document.createElement('a')
  link.href = address
  link.download = ''
  document.body.append(link)
  link.click()
  link.remove()
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
