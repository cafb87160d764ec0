import { getFilings, revealFiling } from '@talent/shared/contract/candidate'
import { problem } from '@talent/shared/errors'
import { basic, filingOf, trial } from '../given-candidate'
import { OnFilingPage, without } from './on-filing-page'

let page: OnFilingPage
beforeEach(() => (page = new OnFilingPage()))
afterEach(() => page.end())

describe('section by section', () => {
  test('says what is left and until when there is time, and leads to the next', async () => {
    await page.open()
    expect(page.text).toContain('还差 3 项：基本信息、试用期填报、试用期第 1 段')
    expect(page.text).toContain('已核对 0/3 项')
    expect(page.text).toContain('2026-12-31 截止（含当天）')
    await page.tap('试用期填报无误')
    expect(page.text).toContain('还差 2 项：基本信息、试用期第 1 段')
    expect(page.app.callsOf('pageScrollTo').at(-1)).toMatchObject({ selector: '#section-segment-1' })
    await page.tap('继续核对，还差 2 项')
    expect(page.app.callsOf('pageScrollTo').at(-1)).toMatchObject({ selector: '#section-basic' })
  })

  test('what is right folds up and opens again by a tap', async () => {
    await page.open()
    expect(page.text).toContain('申报级别')
    await page.tap('试用期填报无误')
    expect(page.text).not.toContain('申报级别')
    await page.tap('展开试用期填报，无误')
    expect(page.text).toContain('申报级别')
    await page.tap('收起试用期填报，无误')
    expect(page.text).not.toContain('申报级别')
  })

  test('every section can be told by a screen reader: what it is, how it stands, and what a tap does', async () => {
    await page.open()
    await page.tap('基本信息无误')
    for (const words of ['展开基本信息，无误', '收起试用期填报，待核对', '试用期填报无误', '试用期填报有误']) expect(page.app.page.find(words)).toHaveLength(1)
  })
})

describe('numbers', () => {
  beforeEach(() => page.server.on(revealFiling, { fields: [{ section: 'basic', field: 'identityNumber', value: '420102199001010126' }, { section: 'basic', field: 'mobile', value: '13800000001' }] }))

  test('are masked until the owner asks, and hidden again after half a minute', async () => {
    await page.open()
    expect(page.text).toContain('4201 **** 26')
    await page.tap('显示证件号')
    expect(page.text).toContain('420102 19900101 0126')
    expect(page.text).toContain('138 **** 0001')
    await page.app.pass(31_000)
    expect(page.text).not.toContain('420102 19900101 0126')
    expect(page.server.sentTo(revealFiling)).toHaveLength(1)
  })

  test('are hidden by a second tap, and never kept on the phone', async () => {
    await page.open()
    await page.tap('显示手机号')
    await page.tap('隐藏手机号')
    expect(page.text).not.toContain('138 0000 0001')
    await page.tap('基本信息无误')
    expect(JSON.stringify(Object.fromEntries(page.app.storage))).not.toMatch(/13800000001|4201/)
  })

  test('that can not be had are said', async () => {
    page.server.on(revealFiling, problem('NOT_FOUND'))
    await page.open()
    await page.tap('显示证件号')
    expect(page.app.callsOf('showToast')).toHaveLength(1)
    expect(page.text).toContain('4201 **** 26')
  })
})

describe('several filings', () => {
  beforeEach(() => (page.filings = [filingOf({ trialId: 6, examYear: 2025, state: 'confirmed' }), filingOf()]))

  test('one chooses, those that wait first, and comes back to the choice', async () => {
    await page.open({}, without)
    expect(page.text.indexOf('2026 年度')).toBeLessThan(page.text.indexOf('2025 年度'))
    await page.tap('2026 年度 医师资格考试')
    expect(page.text).toContain('还差 3 项')
    await page.tap('查看其他填报')
    await page.tap('2025 年度 医师资格考试')
    expect(page.text).toContain('内容已锁定')
  })

  test('one that was taken back is said to be gone', async () => {
    await page.open({}, `${without}?trialId=5`)
    expect(page.text).toContain('要看的填报已不在')
    expect(page.text).toContain('2026 年度')
  })
})

describe('nothing filed', () => {
  test.each([
    ['noUnit', '还没有绑定单位', [], null, null],
    ['noFiling', '单位还没有填报', [], '武汉市某医院', { name: '人事科', phone: '027-80000000' }],
    ['notReady', '单位正在填报', ['还没有学历记录', '还没有照片'], '武汉市某医院', null],
  ] as const)('%s says what is missing and whom to ask', async (reason, title, lacks, unitName, contact) => {
    page.server.on(getFilings, { filings: [], missing: { reason, text: '请联系单位人事部门', lacks: [...lacks], unitName, contact } })
    await page.open()
    for (const words of [title, '请联系单位人事部门', ...lacks, unitName ?? '', contact?.name ?? '', contact?.phone ?? '']) expect(page.text).toContain(words)
    expect(page.text.includes('去绑定单位')).toBe(reason === 'noUnit')
    expect(page.text.includes('没有登记联系方式')).toBe(reason === 'notReady')
    expect(page.app.page.find(`第 ${reason === 'noUnit' ? 2 : 3} 步，共 4 步：${reason === 'noUnit' ? '绑定单位' : '单位填报'}`)).toHaveLength(1)
  })

  test('the unit is called by one tap', async () => {
    page.server.on(getFilings, { filings: [], missing: { reason: 'noFiling', text: '请联系单位人事部门', lacks: [], unitName: '某医院', contact: { name: '人事科', phone: '027-80000000' } } })
    await page.open()
    await page.tap('拨打人事科电话')
    expect(page.app.callsOf('makePhoneCall')).toMatchObject([{ phoneNumber: '02780000000' }])
  })
})

test('everything filed has its place: a section without a trial too', async () => {
  page.filings = [filingOf({ totalMonths: 0, sections: [basic, { ...trial, title: '学历：本科' }] })]
  await page.open()
  expect(page.text).toContain('学历：本科')
  expect(page.text).not.toContain('试用期共')
})
