import { deviceOf } from './device'

test.each([
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.50(0x18003231) NetType/WIFI Language/zh_CN', '微信 · iPhone'],
  ['Mozilla/5.0 (Linux; Android 12; HMA-AL00) AppleWebKit/537.36 Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0.50 MiniProgramEnv/android', '微信小程序 · 安卓设备'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 Edg/126.0', 'Edge 浏览器 · Windows 电脑'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15', 'Safari 浏览器 · Mac 电脑'],
  ['curl/8.5', null],
  ['', null],
])('%s', (userAgent, device) => {
  expect(deviceOf(userAgent)).toBe(device)
})

test('what a line holds besides does not come through, and no name is longer than its column', () => {
  for (const line of ['<script>iPhone</script> MicroMessenger', 'x'.repeat(100_000) + 'iPhone']) expect(deviceOf(line) ?? '').not.toMatch(/script|x{3}/)
  expect((deviceOf('MiniProgramEnv HarmonyOS') ?? '').length).toBeLessThanOrEqual(40)
})
