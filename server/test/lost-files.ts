import { unlink } from 'node:fs/promises'
import type { TestServer } from './server'

/** As after a backup that was put back without its files: the rows are there, the files are not. */
export async function loseFiles(server: TestServer, purpose: string, keys: readonly ('storage_key' | 'thumb_key')[] = ['storage_key', 'thumb_key']): Promise<void> {
  const rows: Record<string, string | null>[] = await server.platform.database.knex('attachments').where({ purpose }).select('storage_key', 'thumb_key')
  for (const row of rows) {
    for (const key of keys) {
      const stored = row[key]
      if (stored) await unlink(await server.integrations.storage.localPath(stored)).catch(() => undefined)
    }
  }
}
