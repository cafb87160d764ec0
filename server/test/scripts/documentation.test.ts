import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What operators are told is what the code reads and calls. */
const root = join(__dirname, '../../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const readme = read('README.md')
const wechat = read('server/docs/wechat.md')

const settings = ['server/src/config.ts', 'server/src/payment-settings.ts'].map(read).join('\n')
const inCode = new Set([
  ...[...settings.matchAll(/env\.([A-Z][A-Z0-9_]+)/g)].map((found) => found[1] ?? ''),
  ...[...settings.matchAll(/'((?:WECHAT|WECHATPAY|TENCENT|LIMIT|IDENTITY|DATABASE|FIELD|LOOKUP|SUBMISSION|PUBLIC|PORT)[A-Z0-9_]*)'/g)].map((found) => found[1] ?? ''),
])
/** Addresses of upstreams and switches of the demonstration: for tests and development, not for an operator. */
const forDevelopment = /_URL$|^(DEMO|SANDBOX|NODE_ENV|SECURE_COOKIES|TENCENT_REGION)$/
const forOperators = [...inCode].filter((name) => !forDevelopment.test(name) || name === 'DATABASE_URL' || name === 'PUBLIC_URL').sort()

test.each(forOperators)('the README says what %s is', (name) => {
  expect(readme).toContain(`\`${name}\``)
})

test('no setting is explained that the code does not read', () => {
  const named = [...`${readme}\n${wechat}`.matchAll(/`((?:WECHAT|WECHATPAY|TENCENT|LIMIT|IDENTITY|DATABASE|FIELD|LOOKUP|SUBMISSION|TRUSTED|PUBLIC|LOG|DATA)_[A-Z0-9_]+)`/g)].map((found) => found[1] ?? '')
  const others = new Set(['WECHATPAY_DIR'])
  expect([...new Set(named)].filter((name) => !inCode.has(name) && !others.has(name))).toEqual([])
})

function sources(folder: string): string {
  return readdirSync(join(root, folder), { withFileTypes: true }).map((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return sources(path)
    return /(?<!\.test)\.tsx?$/.test(entry.name) ? read(path) : ''
  }).join('\n')
}

test('every interface of the phone that touches the person is in the privacy guideline, and none that is not used', () => {
  const code = sources('miniprogram/src')
  const personal = ['chooseMedia', 'chooseImage', 'chooseMessageFile', 'getLocation', 'chooseLocation', 'setClipboardData', 'getClipboardData', 'saveImageToPhotosAlbum', 'createCameraContext', 'requestFacialVerify', 'getUserProfile', 'chooseAddress']
  const used = personal.filter((name) => new RegExp(`(Taro\\.|wechat\\(\\)\\.)${name}\\b`).test(code))
  const guideline = wechat.slice(wechat.indexOf('## 4.'), wechat.indexOf('## 5.'))
  expect(personal.filter((name) => guideline.includes(`\`${name}\``)).sort()).toEqual(used.sort())
})

test('pages, commands and fields that the guide names are there', () => {
  for (const page of wechat.match(/packages\/[\w-]+\/[\w-]+\/index/g) ?? []) expect(existsSync(join(root, 'miniprogram/src', `${page}.tsx`))).toBe(true)
  for (const file of wechat.match(/(?:miniprogram|server)\/src\/[\w./-]+\.ts/g) ?? []) expect(existsSync(join(root, file))).toBe(true)
  const [fields = ''] = /thing1: [\s\S]*?thing4: [^\n]*/.exec(read('server/src/features/messages/deliveries.service.ts')) ?? []
  for (const [, field = ''] of wechat.matchAll(/^\| `(\w+\d)` \|/gm)) expect(fields).toContain(`${field}:`)
  expect(read('server/src/http/page-links.ts')).toContain("position: '/packages/manager/position/index'")
})
