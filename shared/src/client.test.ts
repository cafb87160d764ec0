import { createClient, TransportProblem, type TransportRequest, type TransportResponse } from './client'
import { anyAccount, endpoint, fileOutput, pageOf, publicAccess, queryInt } from './contract/endpoint'
import { Problem } from './errors'
import { z } from './zod'

const item = z.object({ id: z.number(), name: z.string() })
const list = endpoint({
  method: 'GET', path: '/api/units/:unitId/people', access: anyAccount,
  input: z.object({ q: z.optional(z.string()), page: z._default(queryInt({ min: 1, max: 9 }), 1), states: z.optional(z.array(z.string())) }),
  output: pageOf(item), summary: '',
})
const byCode = endpoint({ method: 'DELETE', path: '/api/codes/:code', access: publicAccess, input: z.object({ force: z.optional(z.string()) }), output: item, summary: '' })
const save = endpoint({ method: 'PUT', path: '/api/people/:personId', access: anyAccount, input: z.object({ name: z.string() }), output: item, summary: '' })
const create = endpoint({ method: 'POST', path: '/api/people', access: anyAccount, input: z.object({ name: z.string() }), output: item, summary: '', once: true })
const attach = endpoint({
  method: 'POST', path: '/api/people/:personId/files', access: anyAccount, input: z.object({ kind: z.string() }),
  output: item, summary: '', upload: { maxBytes: 9, kind: 'image' }, once: true,
})
const print = endpoint({ method: 'GET', path: '/api/form', access: anyAccount, output: fileOutput('application/pdf'), summary: '' })

const ann = { id: 1, name: '安' }
const ok = (value: unknown): TransportResponse<string> => ({ status: 200, body: JSON.stringify(value) })
const no = (status: number, body: unknown): TransportResponse<string> => ({ status, body: typeof body === 'string' ? body : JSON.stringify(body) })

/** Answers in turn; an Error is thrown. */
function fake(...answers: (TransportResponse<string> | Error)[]) {
  const sent: TransportRequest[] = []
  let keys = 0
  const client = createClient<string>(async (request) => {
    sent.push(request)
    const answer = answers.shift() ?? ok(ann)
    if (answer instanceof Error) throw answer
    return answer
  }, () => `key-${++keys}`)
  return { client, sent }
}
const failure = async (promise: Promise<unknown>): Promise<unknown> => promise.then(() => 'no failure', (error: unknown) => error)

describe('the request', () => {
  test('path parameters are encoded and leave the input', async () => {
    const { client, sent } = fake()
    await client.call(byCode, { code: 'a/b ?', force: 'yes' })
    expect(sent[0]).toMatchObject({ method: 'DELETE', path: '/api/codes/a%2Fb%20%3F?force=yes', repeatable: false })
    expect(sent[0]?.body).toBeUndefined()
  })

  test('a query leaves out what is absent, repeats lists and encodes', async () => {
    const { client, sent } = fake(ok({ items: [], total: 0, page: 1, pageSize: 20 }))
    await client.call(list, { unitId: 7, q: '张&三', page: undefined, states: ['a', 'b'] })
    expect(sent[0]?.path).toBe('/api/units/7/people?q=%E5%BC%A0%26%E4%B8%89&states=a&states=b')
    expect(sent[0]?.repeatable).toBe(true)
  })

  test('a body is JSON without the path parameters', async () => {
    const { client, sent } = fake()
    await client.call(save, { personId: 3, name: '安' })
    expect(sent[0]).toMatchObject({ path: '/api/people/3', body: '{"name":"安"}', repeatable: false })
    expect(sent[0]?.headers).toMatchObject({ 'Content-Type': 'application/json' })
    expect(sent[0]?.headers['Idempotency-Key']).toBeUndefined()
  })

  test('an upload carries the file beside the input', async () => {
    const { client, sent } = fake()
    await client.call(attach, { personId: 3, kind: 'degree', file: '/tmp/a.jpg' })
    expect(sent[0]).toMatchObject({ upload: { file: '/tmp/a.jpg', input: '{"kind":"degree"}' }, repeatable: true })
    expect(sent[0]?.body).toBeUndefined()
  })

  test('a missing path parameter is the caller’s mistake and sends nothing', async () => {
    const { client, sent } = fake()
    expect(await failure(client.call(byCode, { code: '' }))).toBeInstanceOf(TypeError)
    expect(sent).toHaveLength(0)
  })
})

test('a key that the caller kept from an earlier try is used again, also by another client', async () => {
  const { client, sent } = fake()
  await client.call(attach, { personId: 3, kind: 'degree', file: '/tmp/a.jpg' }, { key: 'kept-key-1' })
  await client.call(attach, { personId: 3, kind: 'degree', file: '/tmp/a.jpg' })
  expect(sent.map(({ headers }) => headers['Idempotency-Key'])).toEqual(['kept-key-1', 'key-1'])
})

describe('the answer', () => {
  test('is read by the schema of the endpoint', async () => {
    expect(await fake(ok({ ...ann, extra: 1 })).client.call(create, { name: '安' })).toEqual(ann)
  })

  test.each([
    ['not JSON', ok(ann).body.slice(1), 200],
    ['another shape', '{"id":"1"}', 200],
    ['the page of a proxy', '<html>502</html>', 502],
    ['an error that is no problem', '{"message":"x"}', 500],
  ])('%s is a bad answer', async (_, body, status) => {
    expect(await failure(fake(no(status, body)).client.call(create, { name: '' }))).toMatchObject({ kind: 'badAnswer' })
  })

  test('a problem keeps code, detail, issues and data', async () => {
    const body = { code: 'STALE', title: 't', detail: '现在是第 3 版', issues: [{ path: ['name'], code: 'x', message: 'm' }], data: { version: 3 } }
    const error = await failure(fake(no(409, body)).client.call(save, { personId: 1, name: '' }))
    expect(error).toBeInstanceOf(Problem)
    expect(error).toMatchObject({ code: 'STALE', status: 409, message: '现在是第 3 版', issues: body.issues, extra: { data: { version: 3 } } })
  })

  test.each([
    [401, 'NOT_SIGNED_IN'],
    [422, 'BAD_INPUT'],
    [599, 'INTERNAL'],
  ])('a code that this client does not know, status %i, is taken for %s and keeps its words', async (status, code) => {
    const error = await failure(fake(no(status, { code: 'toString', title: '新的问题' })).client.call(print, {}))
    expect(error).toMatchObject({ code, message: '新的问题' })
  })

  test('a file is what the transport makes of it', async () => {
    const { client, sent } = fake({ status: 200, body: '', file: 'wxfile://form.pdf' }, ok({}))
    expect(await client.call(print, {})).toBe('wxfile://form.pdf')
    expect(sent[0]?.expects).toBe('file')
    expect(await failure(client.call(print, {}))).toMatchObject({ kind: 'badAnswer' })
  })
})

describe('the idempotency key', () => {
  const keysOf = (sent: TransportRequest[]) => sent.map((request) => request.headers['Idempotency-Key'])
  const offline = new TransportProblem('offline')

  test.each([
    ['no answer', offline],
    ['an unreadable answer', no(502, 'Bad gateway')],
    ['an answer that the first one is under way', no(409, { code: 'IN_PROGRESS', title: '' })],
  ])('is kept after %s', async (_, first) => {
    const { client, sent } = fake(first)
    await failure(client.call(create, { name: '安' }))
    await client.call(create, { name: '安' })
    expect(keysOf(sent)).toEqual(['key-1', 'key-1'])
  })

  test.each([
    ['success', ok(ann)],
    ['a refusal', no(422, { code: 'BAD_INPUT', title: '' })],
  ])('is new after %s', async (_, first) => {
    const { client, sent } = fake(first)
    await failure(client.call(create, { name: '安' }))
    await client.call(create, { name: '安' })
    expect(keysOf(sent)).toEqual(['key-1', 'key-2'])
  })

  test('belongs to what is sent', async () => {
    const { client, sent } = fake(offline)
    await failure(client.call(create, { name: '安' }))
    await client.call(create, { name: '博' })
    expect(keysOf(sent)).toEqual(['key-1', 'key-2'])
  })

  test('tells two files of one form apart', async () => {
    const { client, sent } = fake(offline, offline, offline)
    const [one, other] = [{ name: 'a.jpg' }, { name: 'a.jpg' }]
    for (const file of [one, other, one]) await failure(client.call(attach, { personId: 1, kind: 'x', file }))
    expect(keysOf(sent)).toEqual(['key-1', 'key-2', 'key-1'])
  })
})
