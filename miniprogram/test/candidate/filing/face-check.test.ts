import { confirmFiling } from '@talent/shared/contract/candidate'
import { getPersonCheck, listManualChecks, type ManualCheck, requestManualCheck, startFaceCheck } from '@talent/shared/contract/person-checks'
import { getMe, giveConsent, privacyVersion } from '@talent/shared/contract/wechat-session'
import { problem } from '@talent/shared/errors'
import { filingOf, verifiedMe, withValue } from '../given-candidate'
import { OnFilingPage } from './on-filing-page'

let page: OnFilingPage
beforeEach(() => (page = new OnFilingPage()))
afterEach(() => page.end())

describe('confirming with a face check', () => {
  let manualChecks: ManualCheck[]
  const check = { checkId: 5, verifyId: 'v-5', expiresAt: '2026-11-21T03:00:00Z', pageUrl: null }
  beforeEach(() => {
    page.filings = [filingOf({ faceCheckRequired: true })]
    page.server.on(startFaceCheck, check).on(listManualChecks, () => ({ items: manualChecks }))
    manualChecks = []
  })

  test('passes and is submitted with it', async () => {
    page.server.on(getPersonCheck, { method: 'face', state: 'passed' }).on(confirmFiling, page.confirmed)
    await page.open()
    await page.toSheet()
    await page.app.tapTwice('人脸核验并提交')
    expect(page.app.callsOf('requestFacialVerify').map((call) => call['verifyId'])).toEqual(['v-5'])
    expect(page.server.sentTo(confirmFiling).map(({ input }) => input)).toEqual([expect.objectContaining({ checkId: 5 })])
    expect(page.text).toContain('已确认并提交')
    expect(page.app.storage.has('face-check')).toBe(false)
  })

  test('the consent to face is asked for separately', async () => {
    page.server.on(getMe, verifiedMe({ consents: verifiedMe().consents.filter(({ kind }) => kind !== 'face') })).on(giveConsent, verifiedMe()).on(getPersonCheck, { method: 'face', state: 'passed' }).on(confirmFiling, page.confirmed)
    await page.open()
    await page.toSheet()
    await page.tap('人脸核验并提交')
    expect(page.text).toContain('请先同意使用人脸信息')
    expect(page.server.sentTo(startFaceCheck)).toEqual([])
    await page.tap('我单独同意使用我的人脸信息')
    await page.tap('人脸核验并提交')
    expect(page.server.sentTo(giveConsent).map(({ input }) => input)).toEqual([{ kind: 'face', version: privacyVersion }])
    expect(page.text).toContain('已确认并提交')
  })

  test('the result is waited for', async () => {
    let asked = 0
    page.server.on(getPersonCheck, () => ({ method: 'face' as const, state: ++asked < 3 ? ('pending' as const) : ('passed' as const) })).on(confirmFiling, page.confirmed)
    await page.open()
    await page.toSheet()
    await page.tap('人脸核验并提交')
    expect(page.text).toContain('正在查询人脸核验的结果')
    await page.app.pass(5_000)
    expect(page.text).toContain('已确认并提交')
  })

  test('a failed one can be repeated, a cancelled one too, and each says so', async () => {
    page.server.on(getPersonCheck, { method: 'face', state: 'failed' })
    await page.open()
    await page.toSheet()
    page.app.does('requestFacialVerify', () => {
      throw 'user cancel'
    })
    await page.tap('人脸核验并提交')
    expect(page.text).toContain('您退出了人脸核验')
    page.app.does('requestFacialVerify', () => ({}))
    await page.tap('人脸核验并提交')
    expect(page.text).toContain('人脸核验未通过')
    page.server.on(getPersonCheck, { method: 'face', state: 'passed' }).on(confirmFiling, page.confirmed)
    await page.tap('人脸核验并提交')
    expect(page.text).toContain('已确认并提交')
  })

  test('no result yet: one asks again without another check', async () => {
    page.server.on(getPersonCheck, { method: 'face', state: 'pending' })
    await page.open()
    await page.toSheet()
    await page.tap('人脸核验并提交')
    await page.app.pass(15_000)
    expect(page.text).toContain('还没有收到人脸核验的结果')
    page.server.on(getPersonCheck, { method: 'face', state: 'passed' }).on(confirmFiling, page.confirmed)
    await page.tap('已做完，再查一次结果')
    expect(page.server.sentTo(startFaceCheck)).toHaveLength(1)
    expect(page.text).toContain('已确认并提交')
  })

  test('a confirmation that did not arrive does not cost a second check', async () => {
    page.server.on(getPersonCheck, { method: 'face', state: 'passed' }).on(confirmFiling, problem('UPSTREAM_UNAVAILABLE'))
    await page.open()
    await page.toSheet()
    await page.tap('人脸核验并提交')
    expect(page.text).toContain('对方系统暂时没有响应')
    page.server.on(confirmFiling, page.confirmed)
    await page.tap('人脸核验并提交')
    expect(page.server.sentTo(startFaceCheck)).toHaveLength(1)
    expect(page.text).toContain('已确认并提交')
  })

  test('whoever comes back after the check finds it submitted', async () => {
    page.server.on(getPersonCheck, 'offline')
    await page.open()
    await page.toSheet()
    await page.tap('人脸核验并提交')
    await page.app.pass(5_000)
    await page.reopen(() => {
      page.server.on(getPersonCheck, { method: 'face', state: 'passed' }).on(confirmFiling, page.confirmed)
    })
    expect(page.server.sentTo(confirmFiling).map(({ input }) => input)).toEqual([expect.objectContaining({ checkId: 5, contentHash: 'hash-1' })])
    expect(page.text).toContain('已确认并提交')
  })

  test('whoever comes back to changed content is not confirmed', async () => {
    page.server.on(getPersonCheck, 'offline')
    await page.open()
    await page.toSheet()
    await page.tap('人脸核验并提交')
    await page.app.pass(5_000)
    await page.reopen(() => {
      page.server.on(getPersonCheck, { method: 'face', state: 'passed' })
      page.filings = [withValue(filingOf({ faceCheckRequired: true }), 'trial', 'applyCategory', '口腔', 'hash-2')]
    })
    expect(page.server.sentTo(confirmFiling)).toEqual([])
    expect(page.text).toContain('请重新核对')
  })

  describe('is made by hand', () => {
    const passport = verifiedMe({ identity: { state: 'verified', name: 'LI WEI', identityNumber: 'E****8', identityType: 'passport' } })
    const waiting: ManualCheck = {
      checkId: 41, purpose: 'confirmFiling', subjectKey: 'trial:7', about: '确认填报信息', trialId: 7, bindingId: null, state: 'pending', reason: '使用护照', authorityName: '东湖里区卫健委',
      opinion: null, requestedAt: '2026-11-21T02:00:00Z', decidedAt: null, expiresAt: null,
    }
    const passed: ManualCheck = { ...waiting, state: 'passed', decidedAt: '2026-11-21T02:00:00Z', expiresAt: '2026-11-28T02:00:00Z' }
    const openSheet = async () => {
      await page.open()
      await page.allRight()
      await page.tap('确认信息')
    }

    test('for a document that can not be checked by face: nothing is confirmed before the authority has said yes', async () => {
      page.server.on(getMe, passport).on(confirmFiling, page.confirmed).on(requestManualCheck, () => {
        manualChecks = [waiting]
        return waiting
      })
      await openSheet()
      expect(page.app.page.find('确认并提交')).toEqual([])
      await page.app.write('不做人脸核验的原因', '使用护照')
      await page.tap('申请人工核验')
      expect(page.server.sentTo(requestManualCheck).map(({ input }) => input)).toEqual([{ subject: { purpose: 'confirmFiling', trialId: 7 }, reason: '使用护照' }])
      expect(page.text).toContain('待核验')
      manualChecks = [passed]
      await page.tap('查询结果')
      await page.tap('我已阅读并同意以上承诺')
      await page.tap('确认并提交')
      expect(page.server.sentTo(startFaceCheck)).toEqual([])
      expect(page.server.sentTo(confirmFiling).map(({ input }) => input)).toEqual([expect.objectContaining({ checkId: 41 })])
      expect(page.text).toContain('已确认并提交')
    })

    test('for who does not want the face, and the face may be used after all', async () => {
      await openSheet()
      await page.tap('不愿或不能做人脸核验')
      expect(page.text).toContain('申请人工核验')
      await page.tap('改用人脸核验')
      expect(page.text).toContain('人脸核验并提交')
    })

    test('one that has passed is found when the app is opened again', async () => {
      manualChecks = [passed]
      page.server.on(confirmFiling, page.confirmed)
      await openSheet()
      await page.tap('我已阅读并同意以上承诺')
      await page.tap('确认并提交')
      expect(page.server.sentTo(confirmFiling).map(({ input }) => input)).toEqual([expect.objectContaining({ checkId: 41 })])
    })
  })
})
