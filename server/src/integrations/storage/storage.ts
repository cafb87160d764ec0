import { randomUUID } from 'node:crypto'
import { copyFile, mkdir, open, readdir, rename, stat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'

/**
 * Where files live. Keys are made here and never from a file's name. The local disk is the embedded default; an object
 * store implements the same four calls.
 */
export interface Storage {
  /** Takes the file at `path` over (moved or copied) and answers its key. */
  put(path: string): Promise<string>
  /** Null when there is no such file, which is known before anything is answered. */
  read(key: string): Promise<Readable | null>
  /** A local path to read at random; for an object store a temporary copy. */
  localPath(key: string): Promise<string>
  /** No error when it is gone already. */
  remove(key: string): Promise<void>
}

const keyPattern = /^[0-9a-f]{2}\/[0-9a-f-]{36}$/

export function createDiskStorage(folder: string): Storage {
  const pathOf = (key: string): string => {
    if (!keyPattern.test(key)) throw new Error('not a storage key')
    return join(folder, key)
  }
  return {
    async put(path) {
      const id = randomUUID()
      const key = `${id.slice(0, 2)}/${id}`
      const target = pathOf(key)
      await mkdir(dirname(target), { recursive: true })
      // The temporary place may be another file system.
      await rename(path, target).catch(async () => {
        await copyFile(path, target)
        await unlink(path)
      })
      return key
    },
    async read(key) {
      const file = await open(pathOf(key)).catch(nullWhenGone)
      return file && file.createReadStream()
    },
    localPath: (key) => Promise.resolve(pathOf(key)),
    async remove(key) {
      await unlink(pathOf(key)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error
      })
    },
  }
}

/** For a promise of a file: any other fault than that it is not there stays one. */
export function nullWhenGone(error: NodeJS.ErrnoException): null {
  if (error.code !== 'ENOENT') throw error
  return null
}

/** No upload, and no report that is being written, goes this long without a byte. */
const deadAfterMs = 3_600_000

/** What a dead process left half-received or half-written. Nodes share the folder: what one of them is busy with stays. */
export async function clearTemporary(dataDir: string, now: Date): Promise<void> {
  const folder = join(dataDir, 'tmp')
  const names = await readdir(folder).catch(() => [])
  await Promise.all(names.map((name) => removeDead(join(folder, name), now).catch(() => undefined)))
}

async function removeDead(path: string, now: Date): Promise<void> {
  const { mtimeMs } = await stat(path)
  if (mtimeMs < now.getTime() - deadAfterMs) await unlink(path)
}
