import { createSandbox } from './sandbox'
import type { RunningSandbox } from './sandbox-on-port'
import { sandboxOptions, startSandbox } from './sandbox-on-port'
import { readSpecimen } from './specimen-card'

const person = { name: '张<三>', number: '420102199404093424' }
let sandbox: RunningSandbox

beforeEach(async () => {
  sandbox = await startSandbox({ people: async () => [person] })
})
afterEach(() => sandbox.stop())

const get = (path: string) => fetch(`${sandbox.origin}/sandbox${path}`, { redirect: 'manual' })
const postForm = (path: string, form: Record<string, string>) =>
  fetch(`${sandbox.origin}/sandbox${path}`, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' })
const postJson = (path: string, body: unknown) =>
  fetch(`${sandbox.origin}/sandbox${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

test('it refuses to exist in production', () => {
  expect(() => createSandbox(sandboxOptions({ environment: 'production' }))).toThrow('must not run in production')
  expect(() => createSandbox(sandboxOptions({ environment: 'test' }))).not.toThrow()
})

describe('the page', () => {
  test('shows the code of an SMS, and text that came in is not markup', async () => {
    sandbox.state.sms.push({ at: '2026-11-03T02:00:00.000Z', phone: '13900000001', templateId: '1', params: ['204857'], text: '<script>x</script>' })
    const page = await (await get('/')).text()
    expect(page).toContain('<span class="code">204857</span>')
    expect(page).toContain('2026-11-03 10:00')
    expect(page).toContain('&lt;script&gt;x&lt;/script&gt;')
    expect(page).toContain('张&lt;三&gt;')
    expect(page).not.toContain(person.number)
  })

  test('needs no inline script or style', async () => {
    const page = await (await get('/')).text()
    expect(page).not.toMatch(/<script>|<style|\son\w+=|style="/)
    expect((await get('/page.css')).headers.get('content-type')).toContain('text/css')
    expect((await get('/page.js')).headers.get('content-type')).toContain('javascript')
  })

  test('what is not the sandbox\'s is passed on', async () => {
    expect((await fetch(`${sandbox.origin}/elsewhere`)).status).toBe(404)
  })
})

describe('specimen cards', () => {
  test.each([
    ['front', { side: 'front', ...person }],
    ['back', { side: 'back' }],
  ])('%s of a person of the demonstration', async (side, expected) => {
    const image = Buffer.from(await (await get(`/specimens/0/${side}.jpg`)).arrayBuffer())
    expect(await readSpecimen(image)).toEqual(expected)
  })

  test('of any name and number', async () => {
    const response = await postForm('/specimens', { side: 'front', name: '李四', number: '42010219940409344X' })
    expect(response.headers.get('content-type')).toBe('image/jpeg')
    expect(await readSpecimen(Buffer.from(await response.arrayBuffer()))).toMatchObject({ name: '李四', number: '42010219940409344X' })
  })

  test.each(['/specimens/9/front.jpg', '/specimens/x/front.jpg'])('%s is not found', async (path) => {
    expect((await get(path)).status).toBe(404)
  })

  test('a number that is none is refused', async () => {
    expect((await postForm('/specimens', { side: 'front', name: '李四', number: '123' })).status).toBe(400)
  })
})

describe('control', () => {
  test('a switch of the page counts down and is gone', async () => {
    const response = await postForm('/control', { upstream: 'wechat', mode: 'fail', times: '1', delayMs: '', code: '45011' })
    expect([response.status, response.headers.get('location')]).toEqual([303, '/sandbox/'])
    expect(await (await get('/')).text()).toContain('微信（全部接口）：拒绝，还有 1 次')

    const signIn = `/wechat/sns/jscode2session?${new URLSearchParams({
      appid: sandbox.options.wechat.appId, secret: sandbox.options.wechat.secret, js_code: 'sandbox:anna', grant_type: 'authorization_code',
    })}`
    expect(await (await get(signIn)).json()).toMatchObject({ errcode: 45011 })
    expect(await (await get(signIn)).json()).toMatchObject({ openid: sandbox.openidOf('anna') })
  })

  test('ok ends a fault, reset forgets everything', async () => {
    await postJson('/control', { upstream: 'tencent.sms', mode: 'slow' })
    expect(sandbox.state.faults.get('tencent.sms')).toEqual({ mode: 'slow', left: null, delayMs: 10_000, code: null })
    await postJson('/control', { upstream: 'tencent.sms', mode: 'ok' })
    expect(sandbox.state.faults.size).toBe(0)

    await postJson('/control', { mismatch: person.number })
    await postJson('/control', { reset: true })
    expect(sandbox.state.mismatches.size).toBe(0)
  })

  test.each([{}, { upstream: 'wechat', mode: 'explode' }, { upstream: 'nobody', mode: 'fail' }, { upstream: 'wechat', mode: 'fail', times: 0 }])(
    '%j is refused', async (command) => {
      expect((await postJson('/control', command)).status).toBe(400)
    },
  )
})

describe('the page of a face check', () => {
  const session = {
    verifyId: 'verify_1', at: '2026-11-03T02:00:00.000Z', expiresAt: Date.now() + 60_000, openid: 'o', serial: 'face-00001',
    name: '张三', number: person.number, result: 'pending' as const,
  }
  beforeEach(() => {
    sandbox.state.faces.set(session.verifyId, { ...session })
  })

  test('shows the person masked, takes the decision and leads back', async () => {
    const page = await (await get('/face/verify_1?return=/h5/%23/done')).text()
    expect(page).toContain('4201****24')
    expect(page).not.toContain(person.number)
    expect(page).toContain('name="return" value="/h5/#/done"')
    const response = await postForm('/face/verify_1', { result: 'passed', return: `${sandbox.origin}/h5/#/done` })
    expect([response.status, response.headers.get('location')]).toEqual([303, '/h5/#/done'])
    expect(sandbox.state.faces.get('verify_1')?.result).toBe('passed')
  })

  test('leads nowhere else by a path that a browser reads as a host', async () => {
    for (const address of [`${sandbox.origin}//evil.example/x`, '/.//evil.example/x']) {
      const page = await (await get(`/face/verify_1?return=${encodeURIComponent(address)}`)).text()
      expect(page).not.toContain('"//')
      expect(page).toContain('value="/evil.example/x"')
    }
  })

  test('leads back to a browser edition that is served from another port of this machine', async () => {
    const response = await postForm('/face/verify_1', { result: 'failed', return: 'http://localhost:10086/#/done' })
    expect(response.headers.get('location')).toBe('http://localhost:10086/#/done')
  })

  test.each(['https://evil.example/', '//evil.example', 'javascript:alert(1)', 'http:///\\evil.example'])('does not lead to %s', async (address) => {
    expect(await (await get(`/face/verify_1?return=${encodeURIComponent(address)}`)).text()).not.toContain('name="return"')
    const response = await postForm('/face/verify_1', { result: 'failed', return: address })
    expect(response.headers.get('location')).toBe('/sandbox/face/verify_1')
  })

  test('offers no choice after its hour', async () => {
    sandbox.state.faces.set('verify_1', { ...session, expiresAt: Date.now() - 1 })
    expect(await (await get('/face/verify_1')).text()).not.toContain('<button')
  })

  test('an unknown one is not found', async () => {
    expect((await get('/face/verify_2')).status).toBe(404)
    expect((await postForm('/face/verify_1', { result: 'maybe' })).status).toBe(404)
  })
})

test('the inbox is there for tests', async () => {
  expect(await (await get('/inbox.json')).json()).toEqual({ sms: [], messages: [], faces: [], orders: [], refunds: [] })
})
