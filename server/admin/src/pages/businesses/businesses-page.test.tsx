import type { Permission } from '@talent/shared/contract/permissions'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { ok, refused } from '../../testing/fake-server'
import { renderPage, type Answers } from '../../testing/render-page'
import { routes } from './routes'

const at = '2026-03-10T01:00:00.000Z'
const exam = {
  businessCode: '05', businessName: '医师资格考试', period: { year: 2026, openDate: '2026-01-01', closeDate: '2026-03-31' },
  code: { id: 7, state: 'issued', hint: 'X9', createdAt: at, expiresAt: at, usedAt: null }, managers: [],
}
const title = {
  businessCode: '03',
  businessName: '卫生专业技术资格考试',
  period: null,
  code: { id: 6, state: 'used', hint: 'K4', createdAt: at, expiresAt: at, usedAt: at },
  managers: [
    { bindingId: 21, role: 'main', name: '李建国', phone: '139****0001', boundAt: at, way: 'code', grantedBy: '人事科' },
    { bindingId: 22, role: 'auxiliary', name: '陈晓', phone: '138****0002', boundAt: at, way: 'auxiliary', grantedBy: '李建国' },
  ],
}
const training = { businessCode: '58', businessName: '培训平台', period: null, code: null, managers: [] }
const issue = 'POST /api/businesses/58/authorization-codes'

const show = (answers: Answers = {}, permissions: Permission[] = ['authorization.read', 'authorization.write']) =>
  renderPage(routes, '/businesses', { permissions, answers: { 'GET /api/businesses': ok({ items: [exam, title, training] }), ...answers } })
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }))
const answer = async (action: string) => fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: action }))

test('every business shows the state of its code in words, and who manages it', async () => {
  show()
  const rows = (await screen.findAllByRole('row')).map((row) => row.textContent)
  expect(rows[0]).toBe('业务编码业务名称业务日期授权码激活状态激活日期用户名用户手机号操作')
  expect(rows[1]).toMatch(/^05医师资格考试2026 年度2026-01-01 至2026-03-31待使用 尾号 X92026-03-10 \d\d:\d\d 过期未激活—未绑定—/)
  expect(rows[2]).toMatch(/长期已激活 尾号 K42026-03-10 \d\d:\d\d 使用已激活2026-03-10李建国凭 人事科 生成的授权码绑定解除授权陈晓辅助管理员 138\*{4}0002李建国 添加解除授权139\*{4}0001记录$/)
  expect(rows[3]).toContain('未生成未激活')
})

test('a new code is shown whole once, and the dialog stays until it is closed on purpose', async () => {
  show({ [issue]: ok({ code: '34679ACDEF', expiresAt: at }) })
  await press('为“培训平台”生成授权码')
  expect(await screen.findByText('34679 ACDEF')).toBeTruthy()
  fireEvent.keyDown(document.body, { key: 'Escape' })
  expect(screen.getByText('34679 ACDEF')).toBeTruthy()
  await press('已交给业务管理人，关闭')
  await waitFor(() => expect(screen.queryByText('34679 ACDEF')).toBeNull())
})

test('making a new code while one waits asks first, since the old one dies', async () => {
  const { sent } = show()
  await press('为“医师资格考试”重新生成')
  expect(await screen.findByText(/尾号 X9 的授权码还没有使用/)).toBeTruthy()
  await answer('取消')
  expect(sent('POST', '/api/businesses/05/authorization-codes')).toHaveLength(0)
})

test('a code is revoked after a question', async () => {
  const { sent } = show({ 'DELETE /api/businesses/05/authorization-codes/7': ok({ ok: true }) })
  await press('作废“医师资格考试”的授权码')
  await answer('作废')
  await waitFor(() => expect(sent('DELETE', '/api/businesses/05/authorization-codes/7')).toHaveLength(1))
})

test('a code that was used meanwhile: the reason, and the list as it is now', async () => {
  let items: unknown[] = [exam]
  show({
    'GET /api/businesses': () => ok({ items }),
    'DELETE /api/businesses/05/authorization-codes/7': () => {
      items = [{ ...exam, code: { ...exam.code, state: 'used' } }]
      return refused(409, 'CODE_STATE', { detail: '授权码已激活，不能作废' })
    },
  })
  await press('作废“医师资格考试”的授权码')
  await answer('作废')
  expect(await screen.findByText('授权码已激活，不能作废')).toBeTruthy()
  expect(await screen.findByText('已激活')).toBeTruthy()
})

test('ending a manager names them and asks first', async () => {
  const { sent } = show({ 'DELETE /api/businesses/03/managers/21': ok({ ok: true }) })
  await press('解除李建国的授权')
  expect(await screen.findByText(/立即不能再办理“卫生专业技术资格考试”的审核/)).toBeTruthy()
  expect(sent('DELETE', '/api/businesses/03/managers/21')).toHaveLength(0)
  await answer('解除授权')
  await waitFor(() => expect(sent('DELETE', '/api/businesses/03/managers/21')).toHaveLength(1))
})

test('who may only read sees no actions', async () => {
  show({}, ['authorization.read'])
  await screen.findByText('李建国')
  expect(screen.queryByRole('button', { name: /生成|作废|解除/ })).toBeNull()
})

describe('直接授权', () => {
  const person = { name: '孙**', identityNumber: '4201****23', phone: '137****0003', role: null }
  const lookUp = 'POST /api/businesses/58/person-lookups'
  const grant = 'POST /api/businesses/58/managers'
  const type = async (number: string) => {
    await press('直接授权“培训平台”')
    fireEvent.change(await screen.findByLabelText('证件号'), { target: { value: number } })
    fireEvent.click(screen.getByRole('button', { name: /查\s*询/ }))
  }

  test('shows the masked person first, and grants after that', async () => {
    const { sent } = show({ [lookUp]: ok(person), [grant]: ok({ bindingId: 30 }) })
    await type(' 420106199001011237 ')
    expect(await screen.findByText('4201****23')).toBeTruthy()
    expect(sent('POST', '/api/businesses/58/managers')).toEqual([])
    fireEvent.click(screen.getByRole('button', { name: '授权给孙**' }))
    await waitFor(() => expect(sent('POST', '/api/businesses/58/managers')[0]?.body).toEqual({ identityType: 'residentCard', identityNumber: '420106199001011237' }))
    await waitFor(() => expect(screen.queryByText('4201****23')).toBeNull())
  })

  test('who is not verified is said, and the number stays to be corrected', async () => {
    show({ [lookUp]: refused(422, 'PERSON_NOT_VERIFIED', { detail: '没有找到用该证件号完成实名认证的人。再错 4 次将锁定 30 分钟' }) })
    await type('420106199001011237')
    expect(await screen.findByText(/再错 4 次将锁定/)).toBeTruthy()
    expect(screen.getByDisplayValue('420106199001011237')).toBeTruthy()
  })

  test('the wrong person leads back to the number', async () => {
    show({ [lookUp]: ok(person) })
    await type('420106199001011237')
    fireEvent.click(await screen.findByRole('button', { name: '不是此人，重新查询' }))
    expect(await screen.findByLabelText('证件号')).toBeTruthy()
  })

  test('is not offered while somebody manages the business', async () => {
    show()
    await screen.findByText('李建国')
    expect(screen.queryByRole('button', { name: '直接授权“卫生专业技术资格考试”' })).toBeNull()
  })
})

test('the history says who held the business until when, and what became of the codes', async () => {
  const holders = [{ bindingId: 9, role: 'main', name: '周前任', phone: '135****0009', boundAt: at, way: 'direct', grantedBy: '人事科', endedAt: at, ended: 'transferred', endedBy: '周前任' }]
  const codes = [{ id: 5, state: 'used', hint: 'M2', createdAt: at, createdBy: '人事科', expiresAt: at, usedBy: '周前任', usedAt: at }]
  show({ 'GET /api/businesses/03/history': ok({ codes, holders }) })
  await press('“卫生专业技术资格考试”的授权记录')
  expect(await screen.findByText('人事科 直接授权')).toBeTruthy()
  expect(screen.getByText('周前任 转移给他人')).toBeTruthy()
  expect(screen.getByText('M2')).toBeTruthy()
})
