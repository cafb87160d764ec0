import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDepartment, listDepartments } from '@talent/shared/contract/organization'
import { getSession, signIn } from '@talent/shared/contract/session'
import { request } from 'playwright-core'
import { freePort } from '../test/free-port'
import { clientOf } from './admin'
import { password } from './sandbox'

const running: ChildProcess[] = []
const dataDir = mkdtempSync(join(tmpdir(), 'talent-restart-'))
afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
  rmSync(dataDir, { recursive: true })
})

/** Resolves once it says that it has started, which is after the demonstration's content is there. */
async function start(port: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(__dirname, '../scripts/start.mjs')], {
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir }, stdio: ['ignore', 'pipe', 'inherit'],
  })
  running.push(child)
  let said = ''
  child.stdout.setEncoding('utf8')
  for await (const text of child.stdout.iterator({ destroyOnReturn: false })) {
    said += String(text)
    if (said.includes('湖北卫生人才已启动')) break
  }
  if (!said.includes('湖北卫生人才已启动')) throw new Error(`The server did not start.\n${said}`)
  child.stdout.resume()
  return child
}

/** As Ctrl-C does. */
async function interrupt(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  child.kill('SIGINT')
  expect(await ended).toEqual([0, null])
}

test('Ctrl-C stops it cleanly, and the next start has the content and the sessions that were there', async () => {
  const port = await freePort()
  const first = await start(port)
  const browser = await request.newContext({ baseURL: `http://127.0.0.1:${port}` })
  const client = clientOf(browser)
  await client.call(signIn, { username: 'hospitaladmin', password })
  const { id } = await client.call(createDepartment, { parentId: null, name: '康复科', category: 'administrative', standardName: null })
  await interrupt(first)

  const second = await start(port)
  const { organization } = await client.call(getSession, {})
  expect(organization.name).toBe('东湖里区人民医院')
  const departments = (await client.call(listDepartments, {})).items
  expect(departments.filter(({ name }) => name === '康复科').map((department) => department.id)).toEqual([id])
  expect(departments.filter(({ name }) => name === '内科')).toHaveLength(1)
  await interrupt(second)
  await browser.dispose()
})
