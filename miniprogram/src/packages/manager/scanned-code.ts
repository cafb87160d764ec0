import { normalizeCode } from '@talent/shared/domain/codes'

/** The code alone, or the one in the address that the QR code holds; WeChat hands an address over encoded, as `q`. */
export function codeIn(scanned: string): string {
  const address = /[?&]code=([^&#\s]+)/i.exec(decoded(scanned))
  return normalizeCode(address?.[1] ?? scanned)
}

/** For a field that is scanned into: null where the QR code is of something else. */
export const scannedBy = (isCode: (code: string) => boolean) => (scanned: string): string | null => {
  const code = codeIn(scanned)
  return isCode(code) ? code : null
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
