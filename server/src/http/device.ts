/** By what the browser or WeChat says of itself; the first that fits. */
const systems: readonly (readonly [sign: RegExp, name: string])[] = [
  [/iPad/, 'iPad'],
  [/iPhone/, 'iPhone'],
  [/HarmonyOS|OpenHarmony/i, '鸿蒙设备'],
  [/Android/, '安卓设备'],
  [/Windows/, 'Windows 电脑'],
  [/Macintosh|Mac OS X/, 'Mac 电脑'],
  [/Linux/, 'Linux 电脑'],
]
const programs: readonly (readonly [sign: RegExp, name: string])[] = [
  [/miniProgram|MiniProgramEnv/i, '微信小程序'],
  [/MicroMessenger/, '微信'],
  [/Edg\//, 'Edge 浏览器'],
  [/Firefox\//, 'Firefox 浏览器'],
  [/Chrome\//, 'Chrome 浏览器'],
  [/Safari\//, 'Safari 浏览器'],
]

const named = (names: typeof systems, userAgent: string): string | null => names.find(([sign]) => sign.test(userAgent))?.[1] ?? null

/**
 * A kind of device in words, e.g. 微信小程序 · iPhone, for people who look at where they are signed in. The line itself, which could
 * tell one phone from all others, is not kept. @returns null when it says nothing known
 */
export function deviceOf(userAgent: string): string | null {
  const line = userAgent.slice(0, 400)
  const parts = [named(programs, line), named(systems, line)].filter((part) => part !== null)
  return parts.length > 0 ? parts.join(' · ') : null
}
