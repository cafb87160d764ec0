import type { PaymentDetail, PaymentOrder, PaymentRefund, PaymentRow } from '@talent/shared/contract/payments'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { ok, refused } from '../../testing/fake-server'
import { renderPage, type Answers } from '../../testing/render-page'
import { routes } from './routes'

const row = (overrides: Partial<PaymentRow> = {}): PaymentRow => ({
  applicationId: 31, name: '赵一帆', identityNumber: '4201****17', institutionName: '东湖里区人民医院', examYear: 2026, examName: '医师资格考试', state: 'paid', amountFen: 12_000,
  askedAt: '2026-11-20T01:00:00.000Z', paidAt: '2026-11-20T02:00:00.000Z', ...overrides,
})
const refund = (overrides: Partial<PaymentRefund> = {}): PaymentRefund => ({
  id: 7, state: 'succeeded', amountFen: 12_000, automatic: false, reason: '取消报名', refundNumber: 'R20261121', createdAt: '2026-11-21T01:00:00.000Z', finishedAt: '2026-11-21T01:01:00.000Z', ...overrides,
})
const order = (overrides: Partial<PaymentOrder> = {}): PaymentOrder => ({
  id: 5, applicationId: 31, examYear: 2026, examName: '医师资格考试', institutionName: '东湖里区人民医院', payerName: '赵一帆', state: 'paid', amountFen: 12_000, orderNumber: 'P20261120',
  transactionId: '42000001', createdAt: '2026-11-20T01:58:00.000Z', expiresAt: '2026-11-20T03:58:00.000Z', paidAt: '2026-11-20T02:00:00.000Z', refunds: [], ...overrides,
})
const detail = (overrides: Partial<PaymentDetail> = {}): PaymentDetail => ({
  ...row(), orders: [order()],
  ledger: [{ id: 1, kind: 'payment', amountFen: 12_000, orderNumber: 'P20261120', wechatNumber: '42000001', at: '2026-11-20T02:00:00.000Z', recordedAt: '2026-11-20T02:00:01.000Z' }],
  mayRefund: true, mayCheck: false, ...overrides,
})
const refunds = '/api/payments/31/refunds'
const listed = (...items: PaymentRow[]) =>
  ok({ items, total: items.length, page: 1, pageSize: 20, totals: [{ state: 'unpaid', count: 2, amountFen: 24_000 }, { state: 'paid', count: 1, amountFen: 12_000 }] })

async function open(overrides: Partial<PaymentDetail> = {}, answers: Answers = {}) {
  const view = renderPage(routes, '/payments/31', { permissions: ['payment.read', 'payment.refund'], answers: { 'GET /api/payments/31': ok(detail(overrides)), ...answers } })
  await screen.findByRole('heading', { level: 1, name: '赵一帆' })
  return view
}

async function giveReason(reason: string) {
  fireEvent.click(screen.getByRole('button', { name: '退款' }))
  fireEvent.change(await screen.findByRole('textbox', { name: /退款原因/ }), { target: { value: reason } })
  const sure = screen.getByRole('button', { name: '退款 120.00 元' })
  await waitFor(() => expect(sure).toHaveProperty('disabled', false))
  fireEvent.click(sure)
}

describe('the list', () => {
  const openList = (at = '/payments') => renderPage(routes, at, { permissions: ['payment.read'], answers: { 'POST /api/payments/search': listed(row(), row({ applicationId: 32, name: '孙嘉怡', state: 'unpaid', paidAt: null })) } })

  test('has counts and sums of every state', async () => {
    openList()
    const table = await screen.findByRole('region', { name: '列表' })
    expect(await within(table).findByText('孙嘉怡')).toBeTruthy()
    for (const tab of ['全部（3）', '待缴费（2）', '支付中（0）', '已缴费（1）', '退款中（0）', '已退款（0）']) expect(screen.getByRole('tab', { name: tab })).toBeTruthy()
    expect(within(table).getByText('240.00 元')).toBeTruthy()
    expect(within(table).getAllByText('4201****17')).toHaveLength(2)
  })

  test('keeps its filters in the address, but never a number of a document', async () => {
    const { router, sent } = openList()
    fireEvent.click(await screen.findByRole('tab', { name: '待缴费（2）' }))
    await waitFor(() => expect(router.state.location.search).toBe('?state=unpaid'))
    const number = screen.getByRole('textbox', { name: '证件号' })
    fireEvent.change(number, { target: { value: '420106199803059017' } })
    fireEvent.blur(number)
    await waitFor(() => expect(sent('POST', '/api/payments/search').at(-1)?.body).toMatchObject({ state: 'unpaid', identityNumber: '420106199803059017' }))
    expect(router.state.location.search).not.toContain('4201')
  })

  test('takes no nonsense from the address to the server', async () => {
    const { sent } = openList('/payments?state=rich&examYear=abc')
    await screen.findByText('孙嘉怡')
    expect(sent('POST', '/api/payments/search')[0]?.body).toEqual({ page: 1, pageSize: 20 })
  })
})

describe('one fee', () => {
  test('shows orders, refunds and the books', async () => {
    await open({
      state: 'refunded', mayRefund: false, orders: [order({ refunds: [refund()] })],
      ledger: [...detail().ledger, { id: 2, kind: 'refund', amountFen: 12_000, orderNumber: 'P20261120', wechatNumber: '50300001', at: '2026-11-21T01:01:00.000Z', recordedAt: '2026-11-21T01:01:02.000Z' }],
    })
    for (const words of ['+120.00 元', '−120.00 元', '50300001', 'R20261121', '取消报名']) expect(screen.getByText(words)).toBeTruthy()
    expect(screen.getAllByText('42000001')).toHaveLength(2)
    expect(screen.queryByRole('button', { name: '退款' })).toBeNull()
    expect(screen.queryByRole('button', { name: '重新核对' })).toBeNull()
  })

  test('what people have to look into stands at the top', async () => {
    await open({ orders: [order({ state: 'disputed', transactionId: null, paidAt: null }), order({ id: 6, refunds: [refund({ state: 'abnormal', finishedAt: null })] })], mayRefund: false })
    expect(screen.getByText('有支付与应缴内容不一致，没有计入缴费')).toBeTruthy()
    expect(screen.getByText(/退款单 R20261121/)).toBeTruthy()
  })

  test('a refund says whom and how much, needs a reason, and is sent once', async () => {
    let state: Partial<PaymentDetail> = {}
    const { sent } = await open({}, {
      'GET /api/payments/31': () => ok(detail(state)),
      [`POST ${refunds}`]: () => {
        state = { state: 'refunding', mayRefund: false, mayCheck: true, orders: [order({ refunds: [refund({ state: 'processing', finishedAt: null })] })] }
        return ok(detail(state))
      },
    })
    fireEvent.click(screen.getByRole('button', { name: '退款' }))
    expect(await screen.findByRole('dialog', { name: /给赵一帆退款 120.00 元？/ })).toBeTruthy()
    expect(screen.getByRole('button', { name: '退款 120.00 元' })).toHaveProperty('disabled', true)
    fireEvent.click(screen.getByRole('button', { name: /取\s*消/ }))
    expect(sent('POST', refunds)).toEqual([])
    await giveReason('取消报名')
    expect(await screen.findByText('退款已提交，完成后会通知考生')).toBeTruthy()
    expect(sent('POST', refunds).map(({ body }) => body)).toEqual([{ reason: '取消报名' }])
    await waitFor(() => expect(screen.queryByRole('button', { name: '退款' })).toBeNull())
  })

  test('no answer: pressing again is the same request', async () => {
    let answers = 0
    const { sent } = await open({}, { [`POST ${refunds}`]: () => (++answers === 1 ? 'offline' : ok(detail({ state: 'refunded' }))) })
    await giveReason('取消报名')
    fireEvent.click(await screen.findByRole('button', { name: /重\s*试/ }))
    expect(await screen.findByText('已退款，款项退回赵一帆的原支付账户')).toBeTruthy()
    const [first, second] = sent('POST', refunds)
    expect(second?.body).toEqual(first?.body)
    expect(second?.headers['Idempotency-Key']).toBe(first?.headers['Idempotency-Key'])
  })

  test('a colleague who was faster: the page shows how it stands', async () => {
    let refunded = false
    await open({}, {
      'GET /api/payments/31': () => ok(refunded ? detail({ state: 'refunded', mayRefund: false }) : detail()),
      [`POST ${refunds}`]: () => {
        refunded = true
        return refused(409, 'PAYMENT_STATE', { detail: '现在的缴费状态是“已退款”，不能退款' })
      },
    })
    await giveReason('取消报名')
    expect(await screen.findByText('现在的缴费状态是“已退款”，不能退款')).toBeTruthy()
    expect(await screen.findByText('已退款')).toBeTruthy()
    expect(screen.queryByRole('button', { name: /重\s*试/ })).toBeNull()
  })

  test('WeChat Pay is asked again for what is under way', async () => {
    const { sent } = await open({ state: 'paying', mayRefund: false, mayCheck: true, orders: [order({ state: 'open', transactionId: null, paidAt: null })], ledger: [] }, { 'POST /api/payments/31/checks': ok(detail()) })
    expect(screen.getByText('还没有账目')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: '重新核对' }))
    expect(await screen.findByText('已向微信支付核对：已缴费')).toBeTruthy()
    expect(sent('POST', '/api/payments/31/checks')).toHaveLength(1)
  })

  test('one that is not there or not theirs says so', async () => {
    renderPage(routes, '/payments/99', { permissions: ['payment.read'], answers: { 'GET /api/payments/99': refused(404, 'NOT_FOUND') } })
    expect(await screen.findByRole('alert')).toBeTruthy()
    expect(screen.getByRole('heading', { name: '缴费详情' })).toBeTruthy()
  })
})
