import Taro from '@tarojs/taro'

/** Reads what `write` stored; null when there is nothing or it is not what `isExpected` wants. */
export function read<T>(key: string, isExpected: (value: unknown) => value is T): T | null {
  try {
    const value: unknown = Taro.getStorageSync(key)
    return isExpected(value) ? value : null
  } catch {
    return null
  }
}

/** A full or forbidden storage costs only what was to be remembered. */
export function write(key: string, value: unknown): void {
  try {
    if (value === null) Taro.removeStorageSync(key)
    else Taro.setStorageSync(key, value)
  } catch {
    // The session or the setting then lasts until the app is closed.
  }
}
