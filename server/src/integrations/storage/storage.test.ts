import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clearTemporary } from './storage'

let dataDir: string
beforeEach(async () => void (dataDir = await mkdtemp(join(tmpdir(), 'talent-storage-'))))
afterEach(() => rm(dataDir, { recursive: true, force: true }))

const now = new Date('2026-03-10T01:00:00.000Z')

async function given(name: string, minutesAgo: number): Promise<void> {
  await mkdir(join(dataDir, 'tmp'), { recursive: true })
  await writeFile(join(dataDir, 'tmp', name), 'x')
  const at = new Date(now.getTime() - minutesAgo * 60_000)
  await utimes(join(dataDir, 'tmp', name), at, at)
}

test('a node that starts leaves what another one is receiving, and removes what a dead one left', async () => {
  await given('arriving', 0)
  await given('slow', 59)
  await given('left', 61)
  await clearTemporary(dataDir, now)
  expect((await readdir(join(dataDir, 'tmp'))).sort()).toEqual(['arriving', 'slow'])
})

test('without a folder there is nothing to remove', async () => {
  await expect(clearTemporary(join(dataDir, 'none'), now)).resolves.toBeUndefined()
})
