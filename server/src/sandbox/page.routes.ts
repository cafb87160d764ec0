import type { Router } from '@koa/router'
import type { Context } from 'koa'
import { z } from '@talent/shared/zod'
import { parseObject, readBody } from './answer'
import { cashierPage } from './cashier-page'
import { apply, SandboxCommand } from './control'
import { facePage } from './face-page'
import { sandboxPage } from './page'
import { pageScript, pageStyle } from './page-assets'
import type { SandboxOptions } from './sandbox'
import type { SandboxState } from './sandbox-state'
import { SpecimenCard, specimenCard } from './specimen-card'
import type { Bank } from './wechatpay-bank'

interface Place {
  prefix: string
  now: () => number
  orderClock: () => number
  bank: Bank | null
}

/** The pages for people, the inbox for tests, and the control. Works without script; styles and script are files, for the CSP. */
export function mountPages(router: Router, state: SandboxState, options: SandboxOptions, place: Place): void {
  const { prefix, now, bank } = place
  const people = async () => (await options.people?.()) ?? []

  router.get('/', async (ctx) => html(ctx, sandboxPage({ state, people: await people(), prefix, now: now() })))

  router.get('/page.css', (ctx) => {
    ctx.type = 'css'
    ctx.body = pageStyle
  })

  router.get('/page.js', (ctx) => {
    ctx.type = 'js'
    ctx.body = pageScript
  })

  router.get('/inbox.json', (ctx) => {
    ctx.set('cache-control', 'no-store')
    ctx.body = { sms: state.sms, messages: state.messages, faces: [...state.faces.values()], orders: [...state.bank.orders.values()], refunds: [...state.bank.refunds.values()] }
  })

  router.post('/control', async (ctx) => {
    const fromPage = Boolean(ctx.is('urlencoded'))
    const body = await readBody(ctx)
    const command = SandboxCommand.safeParse(fromPage ? commandOfForm(new URLSearchParams(body)) : parseObject(body))
    if (!command.success) return ctx.throw(400, '指令不正确，请核对接口名称和状态')
    apply(state, bank, command.data)
    if (fromPage) seeOther(ctx, `${prefix}/`)
    else ctx.body = { ok: true }
  })

  router.get('/specimens/:index/:side.jpg', async (ctx) => {
    const person = (await people())[Number(ctx.params.index)]
    if (!person) return ctx.throw(404)
    await picture(ctx, { side: ctx.params.side, name: person.name, number: person.number })
  })

  router.post('/specimens', async (ctx) => picture(ctx, Object.fromEntries(new URLSearchParams(await readBody(ctx)))))

  mountCashier(router, state, place)

  router.get('/face/:verifyId', (ctx) => {
    const session = state.faces.get(ctx.params.verifyId ?? '')
    if (!session) return ctx.throw(404)
    html(ctx, facePage({ session, prefix, back: backAddress(ctx, ctx.query.return), now: now() }))
  })

  router.post('/face/:verifyId', async (ctx) => {
    const session = state.faces.get(ctx.params.verifyId ?? '')
    const form = new URLSearchParams(await readBody(ctx))
    const result = z.enum(['passed', 'failed']).safeParse(form.get('result'))
    if (!session || !result.success) return ctx.throw(404)
    session.result = result.data
    seeOther(ctx, backAddress(ctx, form.get('return')) ?? `${prefix}/face/${session.verifyId}`)
  })
}

/** The cashier in the browser edition. */
function mountCashier(router: Router, state: SandboxState, { prefix, orderClock, bank }: Place): void {
  const orderOf = (ctx: Context) => [...state.bank.orders.values()].find((order) => order.prepayId === ctx.params.prepayId)

  router.get('/cashier/:prepayId', (ctx) => {
    const order = orderOf(ctx)
    if (!order) return ctx.throw(404)
    html(ctx, cashierPage({ order, prefix, back: backAddress(ctx, ctx.query.return), now: orderClock() }))
  })

  router.post('/cashier/:prepayId', async (ctx) => {
    const order = orderOf(ctx)
    const form = new URLSearchParams(await readBody(ctx))
    const result = z.enum(['paid', 'cancelled']).safeParse(form.get('result'))
    if (!order || !result.success) return ctx.throw(404)
    if (result.data === 'paid') bank?.pay({ pay: order.orderNumber })
    seeOther(ctx, backAddress(ctx, form.get('return')) ?? `${prefix}/cashier/${order.prepayId}`)
  })
}

function html(ctx: Context, page: string): void {
  ctx.set('cache-control', 'no-store')
  ctx.type = 'html'
  ctx.body = page
}

function seeOther(ctx: Context, address: string): void {
  ctx.redirect(address)
  ctx.status = 303
}

/** Numbers of a form are text; an empty field is an absent one. */
function commandOfForm(form: URLSearchParams): unknown {
  const filled = [...form].filter(([, value]) => value !== '')
  return Object.fromEntries(filled.map(([name, value]) => [name, name === 'times' || name === 'delayMs' ? Number(value) : name === 'reset' ? true : value]))
}

async function picture(ctx: Context, card: unknown): Promise<void> {
  const parsed = SpecimenCard.safeParse(card)
  if (!parsed.success) return ctx.throw(400, '请填写姓名和 18 位身份证号，末位 X 用大写')
  ctx.set('content-disposition', `attachment; filename="specimen-${parsed.data.side}.jpg"`)
  ctx.type = 'jpg'
  ctx.body = await specimenCard(parsed.data)
}

/** Where a face check leads back to: this host or this machine only, so that the page is no open door to elsewhere. */
function backAddress(ctx: Context, given: unknown): string | null {
  const here = `${ctx.protocol}://${ctx.host}`
  if (typeof given !== 'string' || given === '' || !URL.canParse(given, here)) return null
  const address = new URL(given, here)
  if (!['http:', 'https:'].includes(address.protocol)) return null
  if (address.host === ctx.host) return address.pathname.replace(/^\/+/, '/') + address.search + address.hash
  return ['localhost', '127.0.0.1'].includes(address.hostname) ? address.href : null
}
