import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { getImport, runImport, uploadImport } from '@talent/shared/contract/imports'
import { templateOf } from '../src/features/imports/template'
import { accountScope } from '../src/http/actor'
import { createCaller } from '../test/caller'
import { writePeople } from '../test/many-people'
import { startServerProcess } from '../test/server-process'
import { onBothDatabases, print } from './ground'
import { openInstitution } from './institution'
const rows = Number(process.argv[2] ?? 100000)
const only = process.argv[3] ?? 'sqlite'
const sleep = (ms: number) => new Promise((r) => setTimeout(r, ms))
void onBothDatabases(async (ground) => {
  if (ground.kind !== only) return
  const institution = await openInstitution(ground, 'x')
  const scope = accountScope({ organizationId: institution.id, organizationKind: 'institution', path: '/1/', departmentIds: null })
  const spec = await templateOf(ground.database.knex, { scope, author: { kind: 'account', id: 1, name: '', source: '' }, accountId: 1, organizationName: 'x' }, 'people')
  const file = join(ground.platform.config.dataDir, 'm.xlsx')
  await writePeople(spec, file, rows, { department: '内科', post: '医师' })
  const server = await startServerProcess(ground.platform.config)
  const mem = (l: string) => { const s = readFileSync(`/proc/${server.pid}/status`, 'utf8'); print(`${l}: rss ${Number(/VmRSS:\s+(\d+)/.exec(s)?.[1]) / 1024 | 0} peak ${Number(/VmHWM:\s+(\d+)/.exec(s)?.[1]) / 1024 | 0}`) }
  const cpu = () => { const f = readFileSync(`/proc/${server.pid}/stat`, 'utf8').split(' '); return (Number(f[13]) + Number(f[14])) / 100 }
  setInterval(() => { try { process.kill(server.pid, 0) } catch { print('CHILD GONE') } }, 200).unref(); mem('start')
  const caller = createCaller(server, { cookie: institution.headers.Cookie?.split('=')[1] ?? '' })
  const wait = async (id: number, state: string) => { for (;;) { const j = await caller.call(getImport, { importId: id }); if (j.state === state) return j; if (j.state === 'failed') throw new Error(j.failure ?? ''); await sleep(100) } }
  let t = performance.now(), c = cpu()
  const lap = (l: string) => { mem(l); print(`   ${l}: ${((performance.now() - t) / 1000).toFixed(2)} s, cpu ${(cpu() - c).toFixed(2)} s`); t = performance.now(); c = cpu() }
  const job = await caller.call(uploadImport, { kind: 'people', updateExisting: false, allOrNothing: false, file: { bytes: await readFile(file), name: 'b.xlsx' } })
  lap('uploaded')
  await wait(job.id, 'previewed'); lap('checked')
  await caller.call(runImport, { importId: job.id }); await wait(job.id, 'finished'); lap('ran')
  await server.stop()
})
