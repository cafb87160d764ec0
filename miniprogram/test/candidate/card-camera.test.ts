import { getIdentityVerification, submitManualVerification, uploadIdentityPhoto, verifyAutomatically } from '@talent/shared/contract/identity'
import { getHome, getMe, privacyVersion, signOutWechat } from '@talent/shared/contract/wechat-session'
import { problem } from '@talent/shared/errors'
import { type AppUnderTest, launchApp } from '../harness/app-under-test'
import { type Brightness, painted, print } from '../harness/fake-camera'
import { FakeServer } from '../harness/fake-server'
import { meOf, signedIn } from '../harness/fixtures'
import { weappDist } from '../harness/fresh-build'
import { goodNumber, verificationOf } from './given-candidate'

const agreed = meOf({ consents: (['privacy', 'identityCard'] as const).map((kind) => ({ kind, version: privacyVersion, givenAt: '2026-11-20T00:00:00Z' })) })
const verified = verificationOf({ state: 'verified', method: 'automatic', name: '陈晓', identityType: 'residentCard', identityNumber: '4201****26' })
const form = 'packages/candidate/identity-form/index?way=automatic'
const camera = 'packages/candidate/card-camera/index?side=front&document=residentCard'

let app: AppUnderTest
let server: FakeServer
let photoId: number
const open = async (path: string, storage: Record<string, unknown> = signedIn()) => {
  app = await launchApp({ dist: weappDist, server, storage, path })
}
const toPhotos = async (name = '陈晓') => {
  await app.input('姓名', name)
  await app.input('号', goodNumber)
  await app.tap('下一步：拍摄证件')
}
const take = async (label: string) => {
  await app.tap(`拍摄${label}`)
  await app.tap('拍照')
  await app.tap('使用这张照片')
}
const saved = () => app.callsOf('saveFile').map((call) => call['tempFilePath'])
const removed = () => app.callsOf('removeSavedFile').map((call) => call['filePath'])
const lamp: Brightness = (x, y) => (x > 100 && x < 200 && y > 80 && y < 160 ? 255 : print(x, y))

beforeEach(() => {
  photoId = 100
  server = new FakeServer().on(getMe, agreed).on(getHome, { todos: [] }).on(getIdentityVerification, verificationOf()).on(uploadIdentityPhoto, () => ({ photoId: ++photoId, width: 1000, height: 630 }))
})
afterEach(() => {
  expect(app.errors).toEqual([])
  expect(app.warnings).toEqual([])
  expect(server.unanswered).toEqual([])
  app.stop()
})

describe('the camera', () => {
  test('is asked for after the privacy window, and shows a frame with what belongs into it', async () => {
    await open(camera)
    expect(app.calls.map(({ name }) => name).filter((name) => name === 'requirePrivacyAuthorize' || name === 'authorize')).toEqual(['requirePrivacyAuthorize', 'authorize'])
    expect(app.callsOf('authorize')[0]).toMatchObject({ scope: 'scope.camera' })
    expect(app.page.text).toContain('把身份证人像面放进框内')
    expect(app.page.control('camera', '').attr['devicePosition'] ?? app.page.control('camera', '').attr['device-position']).toBe('back')
    expect(JSON.stringify(app.page.data)).toContain('card-frame__portrait')
  })

  test('of the back it outlines the emblem; of a passport the page of a booklet', async () => {
    await open('packages/candidate/card-camera/index?side=back&document=residentCard')
    expect(JSON.stringify(app.page.data)).toContain('card-frame__emblem')
    app.stop()
    await open('packages/candidate/card-camera/index?side=front&document=passport')
    expect(JSON.stringify(app.page.data)).toContain('card-frame--booklet')
    expect(JSON.stringify(app.page.data)).not.toContain('card-frame__portrait')
  })

  test('says what it sees while one aims, and takes it back', async () => {
    await open(camera)
    await app.native('camera', 'initdone')
    await app.seesFrame(painted(640, 480, () => 20))
    expect(app.page.text).toContain('光线较暗')
    await app.pass(1000)
    await app.seesFrame(painted(640, 480, print))
    expect(app.page.text).not.toContain('光线较暗')
  })

  test('a blurred or glaring photo gets a hint and may be used all the same', async () => {
    await open(form)
    await toPhotos()
    await app.tap('拍摄身份证人像面')
    app.photosShow(lamp)
    await app.tap('拍照')
    expect(app.page.text).toContain('可能有反光')
    await app.tap('重拍')
    app.photosShow((x) => 150 + 20 * Math.sin(x / 9))
    await app.tap('拍照')
    expect(app.page.text).toContain('可能不清楚')
    await app.tap('使用这张照片')
    expect(app.page.route).toBe('packages/candidate/identity-form/index')
    expect(app.page.text).toContain('已上传')
  })

  test('refused: how to open the setting, and the album as the other way', async () => {
    await open(form)
    await toPhotos()
    app.does('authorize', () => { throw 'auth deny' })
    await app.tap('拍摄身份证人像面')
    expect(app.page.text).toContain('没有使用相机的权限')
    app.does('openSetting', () => ({ authSetting: { 'scope.camera': false } }))
    await app.tap('打开设置')
    expect(app.page.text).toContain('没有使用相机的权限')
    await app.tap('从相册选择')
    await app.tap('使用这张照片')
    expect(server.sentTo(uploadIdentityPhoto)).toHaveLength(1)
  })

  test('the privacy window refused: said as that, and asked again when one has changed one’s mind', async () => {
    await open(form)
    await toPhotos()
    app.does('requirePrivacyAuthorize', () => { throw 'privacy permission is not authorized' })
    await app.tap('拍摄身份证人像面')
    expect(app.page.text).toContain('没有同意微信的隐私保护提示')
    await app.tap('重新授权')
    expect(app.page.text).toContain('没有同意微信的隐私保护提示')
    app.does('requirePrivacyAuthorize', () => ({}))
    await app.tap('重新授权')
    expect(app.callsOf('openSetting')).toEqual([])
    await app.tap('拍照')
    await app.tap('使用这张照片')
    expect(server.sentTo(uploadIdentityPhoto)).toHaveLength(1)
  })

  test('allowed in the settings it is there at once; taken away while it runs it says so', async () => {
    await open(camera, signedIn())
    await app.native('camera', 'error', { errMsg: 'operateCamera:fail:auth denied' })
    expect(app.page.text).toContain('没有使用相机的权限')
    app.does('openSetting', () => ({ authSetting: { 'scope.camera': true } }))
    await app.tap('打开设置')
    expect(app.page.text).toContain('拍照')
    expect(app.page.control('camera', '')).toBeDefined()
  })

  test('a camera that gives nothing is said, and nothing is lost', async () => {
    await open(camera)
    app.does('takePhoto', () => { throw 'busy' })
    await app.tap('拍照')
    expect(app.page.text).toContain('没有拍到照片')
  })

  test('too large a photo is shrunk on the phone; one that stays too large is not sent', async () => {
    await open(form)
    await toPhotos()
    const sizes: Record<string, number> = { 'wxfile://tmp/photo.jpg': 5_000_000, 'wxfile://tmp/smaller.jpg': 900_000 }
    app.does('getFileInfo', ({ filePath }) => ({ size: sizes[String(filePath)] ?? 1 }))
    await take('身份证人像面')
    expect(server.sentTo(uploadIdentityPhoto).map(({ file }) => file)).toEqual(['wxfile://store-smaller.jpg'])
    sizes['wxfile://tmp/smaller.jpg'] = 4_000_000
    await app.tap('拍摄身份证国徽面')
    await app.tap('拍照')
    await app.tap('使用这张照片')
    expect(app.page.text).toContain('超过 3 MB')
    expect(app.callsOf('compressImage').map((call) => call['quality'])).toEqual([80, 80, 60, 40])
    expect(server.sentTo(uploadIdentityPhoto)).toHaveLength(1)
  })

  test('whoever is not signed in is led to the sign-in first', async () => {
    await open(camera, {})
    expect(app.page.text).toContain('去登录')
  })
})

describe('a photo on its way', () => {
  test('goes up once: a lost network sends it again under the same key', async () => {
    let lost = true
    server.on(uploadIdentityPhoto, () => (lost ? 'offline' : { photoId: ++photoId, width: 1000, height: 630 }))
    await open(form)
    await toPhotos()
    await take('身份证人像面')
    await app.pass(5_000)
    expect(app.page.text).toContain('重新上传')
    lost = false
    await app.tap('重新上传身份证人像面')
    expect(app.page.text).toContain('已上传')
    expect(new Set(server.sentTo(uploadIdentityPhoto).map(({ headers }) => headers['Idempotency-Key'])).size).toBe(1)
  })

  test('survives the end of the app: it is sent from where it was kept, under its key, and both sides are there', async () => {
    server.on(uploadIdentityPhoto, 'offline')
    await open(form)
    await toPhotos()
    await take('身份证人像面')
    await app.pass(5_000)
    const key = server.sentTo(uploadIdentityPhoto)[0]?.headers['Idempotency-Key']
    expect(saved()).toEqual(['wxfile://tmp/photo.jpg'])
    const storage = Object.fromEntries(app.storage)
    expect(JSON.stringify(storage)).not.toContain(goodNumber)
    app.stop()

    server.on(uploadIdentityPhoto, () => ({ photoId: ++photoId, width: 1000, height: 630 })).on(verifyAutomatically, verified)
    server.requests.splice(0)
    await open(form, storage)
    await toPhotos()
    expect(server.sentTo(uploadIdentityPhoto)).toMatchObject([{ file: 'wxfile://store-photo.jpg', headers: { 'Idempotency-Key': key } }])
    await take('身份证国徽面')
    await app.tap('开始核验')
    expect(server.sentTo(verifyAutomatically)[0]?.input).toMatchObject({ frontPhotoId: 101, backPhotoId: 102 })
  })

  test('leaves the phone when it was handed in, and so does what is left of the draft', async () => {
    server.on(verifyAutomatically, verified)
    await open(form)
    await toPhotos()
    await take('身份证人像面')
    app.does('takePhoto', () => ({ tempImagePath: 'wxfile://tmp/back.jpg' }))
    await take('身份证国徽面')
    expect(removed()).toEqual([])
    await app.tap('开始核验')
    expect(removed()).toEqual(['wxfile://store-photo.jpg', 'wxfile://store-back.jpg'])
    expect([app.storage.has('drafts'), app.storage.has('kept-pictures')]).toEqual([false, false])
  })

  test('a retake puts the former one away and has a key of its own', async () => {
    await open(form)
    await toPhotos()
    await take('身份证人像面')
    app.does('takePhoto', () => ({ tempImagePath: 'wxfile://tmp/second.jpg' }))
    await app.tap('重拍身份证人像面')
    await app.tap('拍照')
    await app.tap('使用这张照片')
    expect(removed()).toEqual(['wxfile://store-photo.jpg'])
    expect(new Set(server.sentTo(uploadIdentityPhoto).map(({ headers }) => headers['Idempotency-Key'])).size).toBe(2)
  })

  test('what nobody came back for is swept away a day later', async () => {
    await open('pages/home/index', { ...signedIn(), 'kept-pictures': [{ path: 'wxfile://store-old.jpg', at: Date.parse('2026-11-20T01:00:00Z') }, { path: 'wxfile://store-new.jpg', at: Date.parse('2026-11-21T01:00:00Z') }] })
    expect(removed()).toEqual(['wxfile://store-old.jpg'])
    expect(app.storage.get('kept-pictures')).toEqual([{ path: 'wxfile://store-new.jpg', at: Date.parse('2026-11-21T01:00:00Z') }])
  })

  test('signing out takes it off the phone', async () => {
    server.on(signOutWechat, { ok: true })
    await open(form)
    await toPhotos()
    await take('身份证人像面')
    await app.goTo('/pages/me/index')
    await app.tap('退出登录')
    expect(removed()).toEqual(['wxfile://store-photo.jpg'])
    expect([app.storage.has('drafts'), app.storage.has('kept-pictures')]).toEqual([false, false])
  })

  test('one that the server no longer has is said at its side', async () => {
    server.on(submitManualVerification, problem('BAD_INPUT', [{ path: ['backPhotoId'], code: 'photo.missing', message: '证件国徽面（反面）照片已失效，请重新拍照上传' }]))
    await open('packages/candidate/identity-form/index?way=manual')
    await toPhotos()
    await take('身份证人像面')
    await take('身份证国徽面')
    await app.tap('提交人工审核')
    expect(app.page.text).toContain('照片已失效，请重新拍照上传')
  })

  test('sending before it has arrived says to wait, and sends nothing', async () => {
    server.on(uploadIdentityPhoto, 'silent')
    await open(form)
    await toPhotos()
    await take('身份证人像面')
    await take('身份证国徽面')
    await app.tap('开始核验')
    expect(app.page.text).toContain('照片还没有上传完')
    expect(server.sentTo(verifyAutomatically)).toEqual([])
  })
})
