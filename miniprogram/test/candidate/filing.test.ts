import { getPersonCheck, listManualChecks, type ManualCheck, requestManualCheck, startFaceCheck } from '@talent/shared/contract/person-checks'
import { confirmFiling, type Filing, getApplication, getFilings, objectToFiling, revealFiling } from '@talent/shared/contract/candidate'
import { getClientSettings } from '@talent/shared/contract/system'
import { getHome, getMe, giveConsent, privacyVersion } from '@talent/shared/contract/wechat-session'
import { problem } from '@talent/shared/errors'
import { type AppUnderTest, launchApp } from '../harness/app-under-test'
import { FakeServer } from '../harness/fake-server'
import { signedIn } from '../harness/fixtures'
import { weappDist } from '../harness/fresh-build'
import { applicationOf, basic, filingOf, segment, verifiedMe, withValue } from './given-candidate'

let app: AppUnderTest
let server: FakeServer
let filings: Filing[]
const path = 'packages/candidate/filing/index?trialId=7'
const open = async (storage: Record<string, unknown> = {}, at = path) => {
  app = await launchApp({ dist: weappDist, server, storage: { ...signedIn(), ...storage }, path: at })
}
const allRight = async () => {
  for (const title of ['基本信息', '试用期填报', '试用期第 1 段']) await app.tap(`${title}无误`)
}
const pointAt = async (title: string, choice: number, remark: string) => {
  await app.tap(`${title}有误`)
  await app.pick('有误的一项', choice)
  await app.write('说明', remark)
  await app.tap('记下这处有误')
}
const confirmed = () => {
  filings = [filingOf({ ...filings[0], state: 'confirmed', confirmedAt: '2026-11-21T02:00:00Z', applicationId: 31 })]
  return { applicationId: 31 }
}

beforeEach(() => {
  filings = [filingOf()]
  server = new FakeServer().on(getMe, verifiedMe()).on(getHome, { todos: [] }).on(getFilings, () => ({ filings, missing: null }))
})
afterEach(() => {
  expect(app.errors).toEqual([])
  expect(app.warnings).toEqual([])
  expect(server.unanswered).toEqual([])
  app.stop()
})

describe('looking', () => {
  test('says what is left, section by section', async () => {
    await open()
    expect(app.page.text).toContain('还差 3 项：基本信息、试用期填报、试用期第 1 段')
    await app.tap('试用期填报无误')
    expect(app.page.text).toContain('还差 2 项：基本信息、试用期第 1 段')
    await app.tap('继续核对，还差 2 项')
    expect(app.callsOf('pageScrollTo').at(-1)).toMatchObject({ selector: '#section-basic' })
  })

  test('numbers are masked until the owner asks, and hidden again after half a minute', async () => {
    server.on(revealFiling, { fields: [{ section: 'basic', field: 'identityNumber', value: '420102199001010126' }, { section: 'basic', field: 'mobile', value: '13800000001' }] })
    await open()
    expect(app.page.text).toContain('4201****26')
    await app.tap('显示证件号')
    expect(app.page.text).toContain('420102 19900101 0126')
    expect(app.page.text).toContain('138 **** 0001')
    await app.pass(31_000)
    expect(app.page.text).not.toContain('420102 19900101 0126')
    expect(app.page.text).toContain('显示')
  })

  test('a verdict survives leaving the page and closing the app', async () => {
    await open()
    await app.tap('基本信息无误')
    await pointAt('试用期第 1 段', 1, '应为 2025-02-01')
    const kept = Object.fromEntries(app.storage)
    app.stop()
    await open(kept)
    expect(app.page.text).toContain('还差 1 项：试用期填报')
    expect(app.page.text).toContain('有误：应为 2025-02-01')
    expect(JSON.stringify(kept)).not.toContain('陈晓')
  })

  test('several filings: one chooses, those that wait first', async () => {
    filings = [filingOf({ trialId: 6, examYear: 2025, state: 'confirmed' }), filingOf()]
    await open({}, 'packages/candidate/filing/index')
    expect(app.page.text.indexOf('2026 年度')).toBeLessThan(app.page.text.indexOf('2025 年度'))
    await app.tap('2026 年度 医师资格考试')
    expect(app.page.text).toContain('还差 3 项')
  })

  test('the old values stand beside the new after a reopening', async () => {
    filings = [filingOf({ reopenReason: '更正开始日期', sections: [basic, { ...segment, fields: segment.fields.map((field) => (field.field === 'startDate' ? { ...field, before: '2025-02-01' } : field)) }] })]
    await open()
    expect(app.page.text).toContain('原因：更正开始日期')
    expect(app.page.text).toContain('有 1 处改动')
    expect(app.page.text).toContain('原为：2025-02-01')
  })

  test.each([
    ['noUnit', '还没有绑定单位', null, null],
    ['noFiling', '单位还没有填报', '武汉市某医院', { name: '人事科', phone: '027-80000000' }],
    ['notReady', '单位正在填报', '武汉市某医院', null],
  ] as const)('nothing filed (%s) says what is missing and whom to ask', async (reason, title, unitName, contact) => {
    server.on(getFilings, { filings: [], missing: { reason, text: '请联系单位人事部门', unitName, contact } })
    await open()
    for (const words of [title, '请联系单位人事部门', unitName ?? '', contact?.name ?? '', contact?.phone ?? '']) expect(app.page.text).toContain(words)
    expect(app.page.text.includes('去绑定单位')).toBe(reason === 'noUnit')
  })

  test('no network is said, and the retry helps', async () => {
    server.on(getFilings, 'offline')
    await open()
    await app.pass(5_000)
    expect(app.page.text).toContain('连接不上服务器')
    server.on(getFilings, { filings, missing: null })
    await app.tap('重试')
    expect(app.page.text).toContain('还差 3 项')
  })
})

describe('objecting', () => {
  test('several fields, sent once; then it waits for the answer', async () => {
    server.on(objectToFiling, () => {
      filings = [filingOf({ state: 'objected', sections: [basic, { ...segment, objections: [{ id: 1, trialId: 7, section: 'segment-1', field: 'startDate', fieldLabel: '开始日期', remark: '应为 2025-02-01', createdAt: '2026-11-21T02:00:00Z', answer: null, answeredAt: null }] }] })]
      return filings[0] ?? filingOf()
    })
    await open()
    await app.tap('基本信息无误')
    await app.tap('试用期填报无误')
    await pointAt('试用期第 1 段', 1, '应为 2025-02-01')
    await app.tap('试用期第 1 段再指出一处')
    await app.pick('有误的一项', 4)
    await app.write('说明', '缺第二段')
    await app.tap('记下这处有误')
    expect(app.page.text).toContain('有误 2 处')
    await app.tapTwice('提交 2 处异议')
    expect(server.sentTo(objectToFiling).map(({ input }) => input)).toEqual([
      { contentHash: 'hash-1', objections: [{ section: 'segment-1', field: 'startDate', remark: '应为 2025-02-01' }, { section: 'segment-1', field: '*', remark: '缺第二段' }] },
    ])
    expect(app.page.text).toContain('1 处等待单位答复')
    expect(app.page.text).toContain('您的异议：应为 2025-02-01')
    expect(app.storage.has('drafts')).toBe(false)
  })

  test('a field and a reason are needed', async () => {
    await open()
    await app.tap('基本信息有误')
    await app.tap('记下这处有误')
    expect(app.page.text).toContain('请选择哪一项有误')
    expect(app.page.text).toContain('请写明哪里有误、应为什么')
  })

  test('one that was written is changed or taken back; 无误 takes back all of the section', async () => {
    await open()
    await pointAt('基本信息', 3, '应为硕士')
    await app.tap('修改')
    await app.write('说明', '应为大专')
    await app.tap('记下这处有误')
    expect(app.page.text).toContain('有误：应为大专')
    expect(app.page.text).not.toContain('应为硕士')
    await app.tap('撤销')
    expect(app.page.text).toContain('还差 3 项')
    await pointAt('基本信息', 3, '应为硕士')
    await app.tap('基本信息无误')
    expect(app.page.text).toContain('还差 2 项')
  })

  test('in a hurry the objection goes before all is looked at', async () => {
    server.on(objectToFiling, filingOf({ state: 'objected' }))
    await open()
    await pointAt('基本信息', 3, '应为硕士')
    await app.tap('先提交 1 处异议')
    expect(server.sentTo(objectToFiling)).toHaveLength(1)
  })

  test('the answers of the unit stand under their field when it is to be confirmed again', async () => {
    filings = [filingOf({ sections: [{ ...basic, objections: [{ id: 1, trialId: 7, section: 'basic', field: 'education', fieldLabel: '学历', remark: '应为硕士', createdAt: '2026-11-20T02:00:00Z', answer: '以毕业证为准，请补交', answeredAt: '2026-11-20T03:00:00Z' }] }] })]
    await open()
    expect(app.page.text).toContain('单位答复：以毕业证为准，请补交')
    expect(app.page.text).toContain('2026-11-20 11:00')
    expect(app.page.text).toContain('还差 1 项')
  })
})

describe('confirming without a face check', () => {
  test('every section right, the declaration, one request, locked', async () => {
    server.on(confirmFiling, confirmed).on(getApplication, applicationOf())
    await open()
    await allRight()
    await app.tap('确认信息')
    expect(app.page.text).toContain('本人承诺')
    await app.tap('确认并提交')
    expect(app.page.text).toContain('请先阅读并同意承诺书')
    expect(server.sentTo(confirmFiling)).toEqual([])
    await app.tap('我已阅读并同意以上承诺')
    await app.tapTwice('确认并提交')
    expect(server.sentTo(confirmFiling).map(({ input }) => input)).toEqual([
      { contentHash: 'hash-1', declarationAccepted: true, sections: ['basic', 'trial', 'segment-1'], checkId: null },
    ])
    expect(app.page.text).toContain('已确认并提交')
    expect(app.page.text).not.toContain('基本信息 无误')
    await app.tap('查看申报进度')
    expect(app.page.text).toContain('考点（县级）待审核')
  })

  test('on the way to the progress WeChat asks, once, whether it may tell of the review', async () => {
    server.on(getClientSettings, { subscriptionTemplates: { review: 'r', verification: 'v', payment: 'p', binding: 'b' } }).on(confirmFiling, confirmed).on(getApplication, applicationOf())
    await open()
    app.does('requestSubscribeMessage', () => ({ r: 'reject', p: 'accept' }))
    await allRight()
    await app.tap('确认信息')
    await app.tap('我已阅读并同意以上承诺')
    await app.tap('确认并提交')
    expect(app.callsOf('requestSubscribeMessage')).toEqual([])
    await app.tap('查看申报进度')
    expect(app.callsOf('requestSubscribeMessage').map((one) => one['tmplIds'])).toEqual([['r', 'p']])
    expect(app.page.text).toContain('考点（县级）待审核')
    expect(app.storage.get('subscription-refusals')).toEqual(['r'])
  })

  test('what was changed meanwhile is shown, and only that is looked at again', async () => {
    server.on(confirmFiling, () => {
      filings = [withValue(filingOf(), 'segment-1', 'endDate', '2026-01-15', 'hash-2')]
      return problem('FILING_CHANGED')
    })
    await open()
    await allRight()
    await app.tap('确认信息')
    await app.tap('我已阅读并同意以上承诺')
    await app.tap('确认并提交')
    expect(app.page.text).toContain('单位刚刚修改了填报内容')
    expect(app.page.text).toContain('试用期第 1 段 · 结束日期')
    expect(app.page.text).toContain('原为：2025-12-31')
    expect(app.page.text).toContain('现为：2026-01-15')
    // What is masked may have changed unseen.
    expect(app.page.text).toContain('还差 2 项：基本信息、试用期第 1 段')
    expect(app.page.text).not.toContain('本人承诺')
  })

  test('a change that came while the page was away drops its verdict too', async () => {
    await open()
    await allRight()
    const kept = Object.fromEntries(app.storage)
    app.stop()
    filings = [withValue(filingOf(), 'trial', 'applyCategory', '口腔', 'hash-2')]
    await open(kept)
    expect(app.page.text).toContain('请重新核对：基本信息、试用期填报')
  })

  test('a closed year is said in the sheet, and nothing is lost', async () => {
    server.on(confirmFiling, problem('EXAM_YEAR_CLOSED'))
    await open()
    await allRight()
    await app.tap('确认信息')
    await app.tap('我已阅读并同意以上承诺')
    await app.tap('确认并提交')
    expect(app.page.text).toContain('本年度填报未开放或已截止')
    expect(app.page.text).toContain('本人承诺')
  })
})

describe('confirming with a face check', () => {
  let manualChecks: ManualCheck[]
  const check = { checkId: 5, verifyId: 'v-5', expiresAt: '2026-11-21T03:00:00Z', pageUrl: null }
  beforeEach(() => {
    filings = [filingOf({ faceCheckRequired: true })]
    server.on(startFaceCheck, check).on(listManualChecks, () => ({ items: manualChecks }))
    manualChecks = []
  })
  const toSheet = async () => {
    await allRight()
    await app.tap('确认信息')
    await app.tap('我已阅读并同意以上承诺')
  }

  test('passes and is submitted with it', async () => {
    server.on(getPersonCheck, { method: 'face', state: 'passed' }).on(confirmFiling, confirmed)
    await open()
    await toSheet()
    await app.tapTwice('人脸核验并提交')
    expect(app.callsOf('requestFacialVerify').map((call) => call['verifyId'])).toEqual(['v-5'])
    expect(server.sentTo(confirmFiling).map(({ input }) => input)).toEqual([expect.objectContaining({ checkId: 5 })])
    expect(app.page.text).toContain('已确认并提交')
    expect(app.storage.has('face-check')).toBe(false)
  })

  test('the consent to face is asked for separately', async () => {
    server.on(getMe, verifiedMe({ consents: verifiedMe().consents.filter(({ kind }) => kind !== 'face') })).on(giveConsent, verifiedMe()).on(getPersonCheck, { method: 'face', state: 'passed' }).on(confirmFiling, confirmed)
    await open()
    await toSheet()
    await app.tap('人脸核验并提交')
    expect(app.page.text).toContain('请先同意使用人脸信息')
    expect(server.sentTo(startFaceCheck)).toEqual([])
    await app.tap('我单独同意使用我的人脸信息')
    await app.tap('人脸核验并提交')
    expect(server.sentTo(giveConsent).map(({ input }) => input)).toEqual([{ kind: 'face', version: privacyVersion }])
    expect(app.page.text).toContain('已确认并提交')
  })

  test('the result is waited for', async () => {
    let asked = 0
    server.on(getPersonCheck, () => ({ method: 'face' as const, state: ++asked < 3 ? ('pending' as const) : ('passed' as const) })).on(confirmFiling, confirmed)
    await open()
    await toSheet()
    await app.tap('人脸核验并提交')
    expect(app.page.text).toContain('正在查询人脸核验的结果')
    await app.pass(5_000)
    expect(app.page.text).toContain('已确认并提交')
  })

  test('a failed one can be repeated, a cancelled one too, and each says so', async () => {
    server.on(getPersonCheck, { method: 'face', state: 'failed' })
    await open()
    await toSheet()
    app.does('requestFacialVerify', () => {
      throw 'user cancel'
    })
    await app.tap('人脸核验并提交')
    expect(app.page.text).toContain('您退出了人脸核验')
    app.does('requestFacialVerify', () => ({}))
    await app.tap('人脸核验并提交')
    expect(app.page.text).toContain('人脸核验未通过')
    server.on(getPersonCheck, { method: 'face', state: 'passed' }).on(confirmFiling, confirmed)
    await app.tap('人脸核验并提交')
    expect(app.page.text).toContain('已确认并提交')
  })

  test('no result yet: one asks again without another check', async () => {
    server.on(getPersonCheck, { method: 'face', state: 'pending' })
    await open()
    await toSheet()
    await app.tap('人脸核验并提交')
    await app.pass(15_000)
    expect(app.page.text).toContain('还没有收到人脸核验的结果')
    server.on(getPersonCheck, { method: 'face', state: 'passed' }).on(confirmFiling, confirmed)
    await app.tap('已做完，再查一次结果')
    expect(server.sentTo(startFaceCheck)).toHaveLength(1)
    expect(app.page.text).toContain('已确认并提交')
  })

  test('a confirmation that did not arrive does not cost a second check', async () => {
    server.on(getPersonCheck, { method: 'face', state: 'passed' }).on(confirmFiling, problem('UPSTREAM_UNAVAILABLE'))
    await open()
    await toSheet()
    await app.tap('人脸核验并提交')
    expect(app.page.text).toContain('对方系统暂时没有响应')
    server.on(confirmFiling, confirmed)
    await app.tap('人脸核验并提交')
    expect(server.sentTo(startFaceCheck)).toHaveLength(1)
    expect(app.page.text).toContain('已确认并提交')
  })

  test('whoever comes back after the check finds it submitted', async () => {
    server.on(getPersonCheck, 'offline')
    await open()
    await toSheet()
    await app.tap('人脸核验并提交')
    await app.pass(5_000)
    const kept = Object.fromEntries(app.storage)
    app.stop()
    server.on(getPersonCheck, { method: 'face', state: 'passed' }).on(confirmFiling, confirmed)
    await open(kept)
    expect(server.sentTo(confirmFiling).map(({ input }) => input)).toEqual([expect.objectContaining({ checkId: 5, contentHash: 'hash-1' })])
    expect(app.page.text).toContain('已确认并提交')
  })

  test('whoever comes back to changed content is not confirmed', async () => {
    server.on(getPersonCheck, 'offline')
    await open()
    await toSheet()
    await app.tap('人脸核验并提交')
    await app.pass(5_000)
    const kept = Object.fromEntries(app.storage)
    app.stop()
    server.on(getPersonCheck, { method: 'face', state: 'passed' })
    filings = [withValue(filingOf({ faceCheckRequired: true }), 'trial', 'applyCategory', '口腔', 'hash-2')]
    await open(kept)
    expect(server.sentTo(confirmFiling)).toEqual([])
    expect(app.page.text).toContain('请重新核对')
  })

  describe('is made by hand', () => {
    const passport = verifiedMe({ identity: { state: 'verified', name: 'LI WEI', identityNumber: 'E****8', identityType: 'passport' } })
    const waiting: ManualCheck = {
      checkId: 41, purpose: 'confirmFiling', subjectKey: 'trial:7', about: '确认填报信息', trialId: 7, bindingId: null, state: 'pending', reason: '使用护照', authorityName: '东湖里区卫健委',
      opinion: null, requestedAt: '2026-11-21T02:00:00Z', decidedAt: null, expiresAt: null,
    }
    const passed: ManualCheck = { ...waiting, state: 'passed', decidedAt: '2026-11-21T02:00:00Z', expiresAt: '2026-11-28T02:00:00Z' }
    const openSheet = async () => {
      await open()
      await allRight()
      await app.tap('确认信息')
    }

    test('for a document that can not be checked by face: nothing is confirmed before the authority has said yes', async () => {
      server.on(getMe, passport).on(confirmFiling, confirmed).on(requestManualCheck, () => {
        manualChecks = [waiting]
        return waiting
      })
      await openSheet()
      expect(app.page.find('确认并提交')).toEqual([])
      await app.write('不做人脸核验的原因', '使用护照')
      await app.tap('申请人工核验')
      expect(server.sentTo(requestManualCheck).map(({ input }) => input)).toEqual([{ subject: { purpose: 'confirmFiling', trialId: 7 }, reason: '使用护照' }])
      expect(app.page.text).toContain('待核验')
      manualChecks = [passed]
      await app.tap('查询结果')
      await app.tap('我已阅读并同意以上承诺')
      await app.tap('确认并提交')
      expect(server.sentTo(startFaceCheck)).toEqual([])
      expect(server.sentTo(confirmFiling).map(({ input }) => input)).toEqual([expect.objectContaining({ checkId: 41 })])
      expect(app.page.text).toContain('已确认并提交')
    })

    test('for who does not want the face, and the face may be used after all', async () => {
      await openSheet()
      await app.tap('不愿或不能做人脸核验')
      expect(app.page.text).toContain('申请人工核验')
      await app.tap('改用人脸核验')
      expect(app.page.text).toContain('人脸核验并提交')
    })

    test('one that has passed is found when the app is opened again', async () => {
      manualChecks = [passed]
      server.on(confirmFiling, confirmed)
      await openSheet()
      await app.tap('我已阅读并同意以上承诺')
      await app.tap('确认并提交')
      expect(server.sentTo(confirmFiling).map(({ input }) => input)).toEqual([expect.objectContaining({ checkId: 41 })])
    })
  })
})
