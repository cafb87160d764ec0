import { allEndpoints } from '@talent/shared/contract/index'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())

interface Description {
  openapi: string
  paths: Record<string, Record<string, { summary: string; parameters: { name: string; in: string }[]; requestBody?: unknown; responses: Record<string, unknown> }>>
}

test('the description has every endpoint of the contract and nothing else', async () => {
  const description = (await (await fetch(`${server.origin}/api/openapi.json`)).json()) as Description
  expect(description.openapi).toBe('3.1.0')
  const described = Object.entries(description.paths).flatMap(([path, methods]) => Object.keys(methods).map((m) => `${m.toUpperCase()} ${path}`))
  expect(described.sort()).toEqual(allEndpoints.map(({ endpoint }) => `${endpoint.method} ${endpoint.path.replace(/:(\w+)/g, '{$1}')}`).sort())
})

test('parameters, input and answers come from the schemas', async () => {
  const { paths } = (await (await fetch(`${server.origin}/api/openapi.json`)).json()) as Description
  const update = paths['/api/people/{personId}']?.put
  expect(update?.parameters).toContainEqual({ name: 'personId', in: 'path', required: true, schema: { type: 'integer' } })
  expect(JSON.stringify(update?.requestBody)).toContain('"identityNumber"')
  expect(update?.responses).toHaveProperty('default')
  expect(JSON.stringify(paths['/api/imports']?.post?.requestBody)).toContain('multipart/form-data')
})

test('the page lists them for people', async () => {
  const page = await (await fetch(`${server.origin}/api/docs`)).text()
  for (const { endpoint } of allEndpoints) expect(page).toContain(endpoint.summary)
})
