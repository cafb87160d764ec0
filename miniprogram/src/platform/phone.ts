import Taro from '@tarojs/taro'

/** What can be dialled of an office number as people write it: `027-80000000转8001`, `（027）8000 0000`. Null: nothing. */
export function dialable(written: string): string | null {
  const [first = ''] = written.split(/[转,，;；、/]|分机|ext/i)
  const digits = first.replace(/[^\d+]/g, '')
  return /^\+?\d{5,15}$/.test(digits) ? digits : null
}

/** Opens the phone with the number filled in; the person decides to call. */
export function dial(phoneNumber: string): void {
  // Thinking better of it is a failure to WeChat.
  Taro.makePhoneCall({ phoneNumber }).catch(() => undefined)
}
