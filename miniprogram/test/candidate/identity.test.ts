import { getIdentityVerification, submitManualVerification, uploadIdentityPhoto, verifyAutomatically, withdrawVerification } from '@talent/shared/contract/identity'
import { getPersonCheck, listManualChecks, type ManualCheck, requestManualCheck, startFaceCheck } from '@talent/shared/contract/person-checks'
import { getHome, getMe, giveConsent, privacyVersion, signInWithPhone } from '@talent/shared/contract/wechat-session'
import { problem } from '@talent/shared/errors'
import { type AppUnderTest, launchApp } from '../harness/app-under-test'
import { FakeServer } from '../harness/fake-server'
import { meOf, sessionOf, signedIn } from '../harness/fixtures'
import { weappDist } from '../harness/fresh-build'
import { goodNumber, verificationOf, verifiedMe } from './given-candidate'

const consents = (['privacy', 'identityCard'] as const).map((kind) => ({ kind, version: privacyVersion, givenAt: '2026-11-20T00:00:00Z' }))
const agreed = meOf({ consents })
const verified = verificationOf({ state: 'verified', method: 'automatic', name: '陈晓', identityType: 'residentCard', identityNumber: '4201****26' })
const pending = verificationOf({ state: 'pending', method: 'manual', name: '陈晓', identityType: 'residentCard', identityNumber: '4201****26', submittedAt: '2026-11-20T02:00:00Z' })

let app: AppUnderTest
let server: FakeServer
let photoId: number
const open = async (path: string, storage: Record<string, unknown> = signedIn()) => {
  app = await launchApp({ dist: weappDist, server, storage, path })
}
const fill = async (name: string, number: string) => {
  await app.input('姓名', name)
  await app.input('号', number)
  await app.tap('下一步：拍摄证件')
}
/** On the page of the camera: take, look, use. */
const shoot = async () => {
  await app.tap('拍照')
  await app.tap('使用这张照片')
}
const photograph = async (...labels: string[]) => {
  for (const label of labels) {
    await app.tap(`拍摄${label}`)
    await shoot()
  }
}
const bothSides = () => photograph('身份证人像面', '身份证国徽面')

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

describe('where it stands', () => {
  test('three ways; a tap opens the form of one', async () => {
    await open('packages/candidate/identity/index')
    for (const way of ['身份证（自动核验）', '身份证（人工审核）', '其他证件（人工审核）']) expect(app.page.text).toContain(way)
    await app.tap('其他证件（人工审核）')
    expect(app.page.route).toBe('packages/candidate/identity-form/index')
    expect(app.page.text).toContain('请选择证件类别')
  })

  test('tries that are left are told', async () => {
    server.on(getIdentityVerification, verificationOf({ automaticTriesLeft: 1 }))
    await open('packages/candidate/identity/index')
    expect(app.page.text).toContain('还可试 1 次')
  })

  test('after three failures the automatic way is closed until a moment, and says so', async () => {
    server.on(getIdentityVerification, verificationOf({ automaticTriesLeft: 0, automaticOpensAt: '2026-11-22T02:05:00Z' }))
    await open('packages/candidate/identity/index')
    expect(app.page.text).toContain('2026-11-22 10:05 后可以再试')
    await app.tap('身份证（自动核验）')
    expect(app.page.route).toBe('packages/candidate/identity/index')
    await app.tap('身份证（人工审核）')
    expect(app.page.route).toBe('packages/candidate/identity-form/index')
  })

  test('what waits can be withdrawn, after being asked', async () => {
    server.on(getIdentityVerification, pending).on(withdrawVerification, verificationOf())
    await open('packages/candidate/identity/index')
    expect(app.page.text).toContain('等待考试主管部门审核')
    app.does('showModal', () => ({ confirm: false }))
    await app.tap('撤回申请')
    expect(server.sentTo(withdrawVerification)).toEqual([])
    app.does('showModal', () => ({ confirm: true }))
    await app.tap('撤回申请')
    expect(app.page.text).toContain('请选择一种方式')
  })

  test('a withdrawal that comes too late shows what was decided', async () => {
    let answer = pending
    server.on(getIdentityVerification, () => answer).on(withdrawVerification, problem('IDENTITY_STATE', { detail: '您已完成实名认证' }))
    await open('packages/candidate/identity/index')
    answer = verified
    await app.tap('撤回申请')
    expect(app.page.text).toContain('您已完成实名认证')
    expect(app.page.text).toContain('已认证')
  })

  test('a rejection shows the opinion, and the ways on', async () => {
    const rejected = verificationOf({ ...pending, state: 'rejected', method: 'otherDocument', identityType: 'passport', opinion: '照片不清楚' })
    server.on(getIdentityVerification, rejected).on(withdrawVerification, verificationOf())
    await open('packages/candidate/identity/index')
    expect(app.page.text).toContain('审核意见：照片不清楚')
    await app.tap('修改后重新提交')
    expect(app.page.text).toContain('证件类别')
    await app.back()
    await app.tap('换一种方式认证')
    expect(app.page.text).toContain('请选择一种方式')
  })
})

describe('身份证（自动核验）', () => {
  const form = 'packages/candidate/identity-form/index?way=automatic'

  test('entry, photos, verified: one request with what was entered', async () => {
    server.on(verifyAutomatically, verified)
    await open(form)
    await fill(' 陈晓 ', '420102 19900101 0129')
    await bothSides()
    await app.tapTwice('开始核验')
    expect(server.sentTo(verifyAutomatically).map(({ input }) => input)).toEqual([{ name: '陈晓', identityNumber: goodNumber, frontPhotoId: 101, backPhotoId: 102 }])
    expect(app.page.text).toContain('认证成功')
    expect(app.storage.has('drafts')).toBe(false)
    server.on(getMe, verifiedMe())
    await app.tap('返回首页')
    expect(app.page.text).toContain('已认证')
  })

  test.each([
    ['陈晓', '420102199001010127', '第 18 位校验码不对，应为 9'],
    ['陈晓', '42010219900101', '应为 18 位，现为 14 位'],
    ['陈1', goodNumber, '姓名中有数字“1”'],
    ['', goodNumber, '请填写姓名'],
  ])('%j %s stays on the form: %s', async (name, number, sentence) => {
    await open(form)
    await fill(name, number)
    expect(app.page.text).toContain(sentence)
    expect(app.page.text).toContain('下一步')
  })

  test('a whole number that is wrong is told before the button; half a number is not', async () => {
    await open(form)
    await app.input('身份证号', '4201021990')
    expect(app.page.text).not.toContain('应为 18 位')
    await app.input('身份证号', '420102199001010127')
    expect(app.page.text).toContain('校验码不对')
  })

  test('the consent to the card comes before the photos', async () => {
    server.on(getMe, meOf()).on(giveConsent, agreed)
    await open(form)
    await fill('陈晓', goodNumber)
    expect(app.page.text).toContain('单独同意：使用身份证件信息')
    expect(app.page.text).not.toContain('身份证人像面')
    await app.tap('同意并继续')
    expect(server.sentTo(giveConsent).map(({ input }) => input)).toEqual([{ kind: 'identityCard', version: privacyVersion }])
    expect(app.page.text).toContain('身份证人像面')
  })

  test('a missing photo is said at its place, and nothing is sent', async () => {
    await open(form)
    await fill('陈晓', goodNumber)
    await photograph('身份证人像面')
    await app.tap('开始核验')
    expect(app.page.text).toContain('请拍摄或选择这张照片')
    expect(server.sentTo(verifyAutomatically)).toEqual([])
  })

  test('a bad photo is named; the retake replaces it', async () => {
    server.on(verifyAutomatically, problem('PHOTO_REJECTED', { detail: '照片无法用于核验，请按提示重新拍照，本次不计入次数', issues: [{ path: ['backPhotoId'], code: 'card.glare', message: '国徽面：照片反光，请换个角度重新拍照' }] }))
    await open(form)
    await fill('陈晓', goodNumber)
    await bothSides()
    await app.tap('开始核验')
    expect(app.page.text).toContain('国徽面：照片反光')
    server.on(verifyAutomatically, verified)
    await app.tap('重拍身份证国徽面')
    await shoot()
    expect(app.page.text).not.toContain('照片反光')
    await app.tap('开始核验')
    expect(server.sentTo(verifyAutomatically).at(-1)?.input).toMatchObject({ frontPhotoId: 101, backPhotoId: 103 })
  })

  test('a photo that does not arrive is kept and sent again', async () => {
    server.on(uploadIdentityPhoto, problem('TOO_MANY_REQUESTS'))
    await open(form)
    await fill('陈晓', goodNumber)
    await photograph('身份证人像面')
    expect(app.page.text).toContain('操作太频繁')
    server.on(uploadIdentityPhoto, () => ({ photoId: 200, width: 1000, height: 630 }))
    await app.tap('重新上传身份证人像面')
    expect(app.callsOf('takePhoto')).toHaveLength(1)
    expect(app.page.text).toContain('已上传')
  })

  test('a photo that met an ended session is sent by itself after the sign-in', async () => {
    server.on(uploadIdentityPhoto, ({ headers }) => (headers['Authorization'] === 'Bearer new' ? { photoId: 200, width: 1000, height: 630 } : problem('SESSION_EXPIRED')))
    await open(form, signedIn('phone', 'old'))
    await fill('陈晓', goodNumber)
    await photograph('身份证人像面')
    expect(app.page.text).toContain('登录已过期，已填写的内容还在')
    server.on(signInWithPhone, sessionOf(agreed, 'new'))
    await app.tap('重新登录')
    await app.tap('我已阅读并同意《隐私说明》')
    await app.input('手机号', '13800000001')
    await app.input('短信验证码', '123456')
    await app.tap('手机快捷登录')
    expect(app.page.text).toContain('已上传')
    expect(app.page.text).not.toContain('登录已过期')
    expect(app.callsOf('takePhoto')).toHaveLength(1)
  })

  test('a mismatch leads back to the field, with the server’s sentence at it', async () => {
    server.on(verifyAutomatically, problem('IDENTITY_MISMATCH', {
      detail: '核验未通过，还可以自动核验 2 次，也可以选择人工审核',
      issues: [{ path: ['name'], code: 'card.name', message: '照片上的姓名与填写的不一致，请核对' }],
      data: { automaticTriesLeft: 2, automaticOpensAt: null },
    }))
    await open(form)
    await fill('陈小', goodNumber)
    await bothSides()
    await app.tap('开始核验')
    expect(app.page.text).toContain('还可以自动核验 2 次')
    await app.tap('去修改')
    expect(app.page.text).toContain('照片上的姓名与填写的不一致')
    await fill('陈晓', goodNumber)
    server.on(verifyAutomatically, verified)
    await app.tap('开始核验')
    expect(server.sentTo(verifyAutomatically).at(-1)?.input).toMatchObject({ name: '陈晓', frontPhotoId: 101 })
  })

  test.each([
    ['the third failure', problem('IDENTITY_MISMATCH', { detail: '核验未通过，自动核验的次数已用完', data: { automaticTriesLeft: 0, automaticOpensAt: '2026-11-22T02:00:00Z' } })],
    ['a closed way', problem('IDENTITY_AUTOMATIC_CLOSED')],
    ['a number that another user has', problem('IDENTITY_TAKEN')],
  ])('after %s the manual way takes entry and photos over', async (_, refusal) => {
    server.on(verifyAutomatically, refusal).on(submitManualVerification, pending)
    await open(form)
    await fill('陈晓', goodNumber)
    await bothSides()
    await app.tap('开始核验')
    expect(app.page.text).not.toContain('开始核验')
    await app.tap('改用人工审核')
    await app.tap('提交人工审核')
    expect(server.sentTo(submitManualVerification).map(({ input }) => input)).toEqual([
      { name: '陈晓', identityType: 'residentCard', identityNumber: goodNumber, frontPhotoId: 101, backPhotoId: 102 },
    ])
    expect(app.page.text).toContain('已提交，等待审核')
  })

  test('what was entered is there again after leaving; the storage has the name only', async () => {
    await open(form)
    await fill('陈晓', goodNumber)
    await photograph('身份证人像面')
    expect(JSON.stringify([...app.storage])).toContain('陈晓')
    expect(JSON.stringify([...app.storage])).not.toContain(goodNumber)
    await app.goTo('/pages/home/index')
    await app.goTo(`/${form}`)
    await app.tap('下一步：拍摄证件')
    await photograph('身份证国徽面')
    server.on(verifyAutomatically, verified)
    await app.tap('开始核验')
    expect(server.sentTo(verifyAutomatically)[0]?.input).toMatchObject({ name: '陈晓', identityNumber: goodNumber, frontPhotoId: 101, backPhotoId: 102 })
  })

  test('another user of the phone finds nothing of it', async () => {
    await open(form)
    await fill('陈晓', goodNumber)
    server.on(getMe, meOf({ id: 2, consents }))
    await app.goTo('/pages/home/index')
    await app.goTo(`/${form}`)
    await app.tap('下一步：拍摄证件')
    expect(app.page.text).toContain('请填写姓名')
  })
})

describe('其他证件（人工审核）', () => {
  test('the kind of document decides the rule', async () => {
    server.on(submitManualVerification, { ...pending, method: 'otherDocument', identityType: 'passport', identityNumber: 'E****8' })
    await open('packages/candidate/identity-form/index?way=otherDocument')
    await fill('LI WEI', 'E1234')
    expect(app.page.text).toContain('请选择身份证件类别')
    await app.pick('证件类别', 0)
    expect(app.page.text).toContain('应为 H 或 M 加 8 位数字')
    await app.pick('港澳居民来往内地通行证', 4)
    await app.tap('下一步：拍摄证件')
    await photograph('证件正面（有照片的一面）', '证件反面（护照请拍签发页）')
    await app.tap('提交人工审核')
    expect(server.sentTo(submitManualVerification)[0]?.input).toMatchObject({ name: 'LI WEI', identityType: 'passport', identityNumber: 'E1234' })
    expect(app.page.text).toContain('等待审核')
  })
})

describe('giving a verified identity back', () => {
  const page = 'packages/candidate/identity/index'
  const me = verifiedMe()
  beforeEach(() => {
    server.on(getMe, me).on(getIdentityVerification, verified).on(listManualChecks, { items: [] })
      .on(withdrawVerification, ({ input }) => (hasCheck(input) ? verificationOf() : problem('FACE_NOT_PASSED', { detail: '撤回实名认证前，请先完成人脸核验或人工核验' })))
      .on(startFaceCheck, { checkId: 5, verifyId: 'v', expiresAt: '2026-11-21T03:00:00Z', pageUrl: null })
      .on(getPersonCheck, { method: 'face', state: 'passed' })
  })
  const hasCheck = (input: unknown) => typeof input === 'object' && input !== null && 'checkId' in input && input.checkId !== null

  test('by face: told what it means, checked, given back', async () => {
    await open('pages/me/index')
    await app.goTo(`/${page}`)
    await app.tap('证件有变化？撤回后重新认证')
    expect(app.page.text).toContain('单位绑定一并解除')
    await app.tap('人脸核验并撤回')
    expect(server.sentTo(startFaceCheck).map(({ input }) => input)).toEqual([{ purpose: 'withdrawIdentity' }])
    expect(server.sentTo(withdrawVerification).map(({ input }) => input)).toEqual([{ checkId: null }, { checkId: 5 }])
    expect(app.page.text).toContain('请选择一种方式')
  })

  test('nobody is checked while something stands against it', async () => {
    server.on(withdrawVerification, problem('APPLICATION_UNDER_WAY', { detail: '您有申报正在进行，办结后才能撤回实名认证' }))
    await open(page)
    await app.tap('证件有变化？撤回后重新认证')
    expect(app.page.text).toContain('您有申报正在进行')
    expect(app.page.text).not.toContain('人脸核验并撤回')
  })

  test('the consent to the face comes first; without it the manual way is there', async () => {
    server.on(getMe, verifiedMe({ consents: me.consents.filter(({ kind }) => kind !== 'face') })).on(requestManualCheck, () => waiting)
    await open('pages/me/index')
    await app.goTo(`/${page}`)
    await app.tap('证件有变化？撤回后重新认证')
    await app.tap('人脸核验并撤回')
    expect(app.page.text).toContain('请先同意使用人脸信息')
    expect(server.sentTo(startFaceCheck)).toEqual([])
    await app.tap('不愿或不能做人脸核验')
    await app.write('不做人脸核验的原因', '不愿使用')
    server.on(listManualChecks, { items: [waiting] })
    await app.tap('申请人工核验')
    expect(server.sentTo(requestManualCheck).map(({ input }) => input)).toEqual([{ subject: { purpose: 'withdrawIdentity' }, reason: '不愿使用' }])
    expect(app.page.text).toContain('武汉市卫健委')
    expect(app.page.text).not.toContain('撤回认证')
  })

  test('a manual check that has passed is used', async () => {
    server.on(listManualChecks, { items: [{ ...waiting, state: 'passed', expiresAt: '2026-11-27T00:00:00Z' }] })
    await open(page)
    await app.tap('证件有变化？撤回后重新认证')
    await app.tap('撤回认证')
    expect(server.sentTo(withdrawVerification).at(-1)?.input).toEqual({ checkId: 8 })
    expect(app.page.text).toContain('请选择一种方式')
  })

  test('a failed face check changes nothing and says what to try', async () => {
    server.on(getPersonCheck, { method: 'face', state: 'failed' })
    await open('pages/me/index')
    await app.goTo(`/${page}`)
    await app.tap('证件有变化？撤回后重新认证')
    await app.tap('人脸核验并撤回')
    expect(app.page.text).toContain('人脸核验未通过')
    expect(app.page.text).toContain('已认证')
  })

  const waiting: ManualCheck = {
    checkId: 8, purpose: 'withdrawIdentity', subjectKey: 'identity', about: '撤回实名认证', trialId: null, bindingId: null, state: 'pending', reason: '不愿使用',
    authorityName: '武汉市卫健委', opinion: null, requestedAt: '2026-11-21T02:00:00Z', decidedAt: null, expiresAt: null,
  }
})
