import Taro from '@tarojs/taro'
import { isWeapp } from './target'

/** Whether there is a camera to scan with; elsewhere the code is typed. */
export const canScan = isWeapp

/** The text of a scanned code; null when the person turned back. `cameraOnly`: not from a picture that somebody sent. */
export async function scanCode(cameraOnly = false): Promise<string | null> {
  if (!isWeapp) return null
  try {
    const { result } = await Taro.scanCode({ onlyFromCamera: cameraOnly, scanType: ['qrCode', 'barCode'] })
    return result.trim() || null
  } catch {
    return null
  }
}
