import Taro from '@tarojs/taro'
import { degrees, type Position } from '@talent/shared/domain/position'
import { askPrivacyAuthorization } from './privacy'
import { isWeapp } from './target'

export interface Measured extends Position {
  /** metres; null where the device does not say */
  accuracy: number | null
}

/** `refused`: the person has to allow it in the settings; `failed`: no signal, or no such device. */
export type Measurement = { kind: 'measured'; position: Measured } | { kind: 'refused' } | { kind: 'failed' }

/** Where the device is now, as exactly as it can say within ten seconds. Never rejects. */
export const measurePosition = (): Promise<Measurement> => (isWeapp ? measureInWechat() : measureInBrowser())

async function measureInWechat(): Promise<Measurement> {
  if (!(await askPrivacyAuthorization())) return { kind: 'refused' }
  try {
    const { longitude, latitude, accuracy } = await Taro.getLocation({ type: 'gcj02', isHighAccuracy: true, highAccuracyExpireTime: waitMs })
    return measured(longitude, latitude, accuracy, 'GCJ-02')
  } catch (error) {
    // Refused once, WeChat asks no more; the settings page can change it.
    return { kind: /auth|deny|denied/i.test(errorText(error)) ? 'refused' : 'failed' }
  }
}

const errorText = (error: unknown): string => (typeof error === 'object' && error !== null && 'errMsg' in error ? String(error.errMsg) : '')

function measureInBrowser(): Promise<Measurement> {
  const { geolocation } = navigator
  // Absent where the page is not served over TLS.
  if (!geolocation) return Promise.resolve({ kind: 'failed' })
  return new Promise((resolve) => {
    geolocation.getCurrentPosition(
      ({ coords }) => resolve(measured(coords.longitude, coords.latitude, coords.accuracy, 'WGS-84')),
      (error) => resolve({ kind: error.code === error.PERMISSION_DENIED ? 'refused' : 'failed' }),
      { enableHighAccuracy: true, timeout: waitMs, maximumAge: 0 },
    )
  })
}

const waitMs = 10_000

const measured = (longitude: number, latitude: number, accuracy: number | undefined, datum: Position['datum']): Measurement => ({
  kind: 'measured',
  position: { longitude: degrees(longitude), latitude: degrees(latitude), datum, accuracy: accuracy === undefined || !(accuracy >= 0) ? null : accuracy },
})

/** Where the person can allow the position after all; in a browser that is the address bar. */
export function openLocationSettings(): void {
  if (isWeapp) Taro.openSetting().catch(() => undefined)
}
