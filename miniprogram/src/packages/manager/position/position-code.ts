import { isPositionCode, normalizeCode, positionCodeLength } from '@talent/shared/domain/codes'

/** The code alone, or the one in the address that the QR code holds; WeChat hands an address over encoded, as `q`. */
export function codeIn(scanned: string): string {
  const address = /[?&]code=([^&#\s]+)/i.exec(decoded(scanned))
  return normalizeCode(address?.[1] ?? scanned)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** What is wrong with a typed code before the server is asked. */
export function codeProblem(typed: string): string | null {
  const code = codeIn(typed)
  if (code === '') return '请输入或扫描定位码'
  return isPositionCode(code) ? null : `定位码是 ${positionCodeLength} 位字母和数字，请核对电脑上显示的内容`
}
