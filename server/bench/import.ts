/**
 * (c) People imported by Excel: rows a second from the upload's end to the last row written, check and run apart, peak
 * memory of the server and how long other requests take meanwhile; beside reading the sheet bare and inserting the same
 * rows bare: `npx tsx server/bench/import.ts [rows,rows]` (needs `npm run build`).
 */
import { readFileSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { getImport, runImport, uploadImport, type ImportJob } from '@talent/shared/contract/imports'
import { searchPeople } from '@talent/shared/contract/people'
import { templateOf } from '../src/features/imports/template'
import { accountScope } from '../src/http/actor'
import { openWorkbook } from '../src/workbook/read-workbook'
import { createCaller, type Caller } from '../test/caller'
import { writePeople } from '../test/many-people'
import { startServerProcess, type ServerProcess } from '../test/server-process'
import { onBothDatabases, percentiles, print, rate, ratio, type Ground } from './ground'
import { openInstitution, type BenchInstitution } from './institution'

const sizes = (process.argv[2] ?? '10000,100000').split(',').map(Number)
const aims: Record<number, string> = { 10_000: 'aim 0.8 s', 100_000: 'aim 7 s' }

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function main(): Promise<void> {
  await onBothDatabases(async (ground) => {
    for (const rows of sizes) await importOf(ground, rows)
  })
}

async function importOf(ground: Ground, rows: number): Promise<void> {
  const institution = await openInstitution(ground, `导入测试医院 ${rows}`)
  const file = join(ground.platform.config.dataDir, `${ground.kind}-${rows}.xlsx`)
  const spec = await templateOf(ground.database.knex, importerOf(institution), 'people')
  await writePeople(spec, file, rows, { department: '内科', post: '医师' })
  // One import must not be measured with the memory of another.
  const server = await startServerProcess(ground.platform.config)
  try {
    const caller = createCaller(server, { cookie: institution.headers.Cookie?.split('=')[1] ?? '' })
    const watch = watchOthers(caller)
    const checked = await timed(async () => waitFor(caller, (await upload(caller, file)).id, 'previewed'))
    const ran = await timed(async () => {
      await caller.call(runImport, { importId: checked.value.id })
      return waitFor(caller, checked.value.id, 'finished')
    })
    const others = await watch.end()
    if (ran.value.newRows !== rows) throw new Error(`${ran.value.newRows} of ${rows} rows went in`)
    const bare = { read: await readBare(file), insert: await insertBare(ground, institution) }
    report(ground, rows, { checked: checked.seconds, ran: ran.seconds, peak: peakOf(server), others, bare })
  } finally {
    await server.stop()
    await rm(file, { force: true })
    // The same people again for the next size.
    await ground.database.knex('people').delete()
  }
}

interface Result {
  checked: number
  ran: number
  peak: number
  others: { p50: number; p99: number; max: number; count: number }
  bare: { read: number; insert: number }
}

function report({ kind }: Ground, rows: number, { checked, ran, peak, others, bare }: Result): void {
  const yardstick = rows / (bare.read + bare.insert)
  print(`(c) import of ${rows} people, ${kind}: run ${ran.toFixed(2)} s (${aims[rows] ?? 'no aim'}), ${rate(rows / ran)}; upload and check ${checked.toFixed(2)} s, ${rate(rows / checked)}`)
  print(`    beside reading bare ${bare.read.toFixed(2)} s and inserting bare ${bare.insert.toFixed(2)} s, together ${rate(yardstick)}: ratio of the run ${ratio(rows / ran, yardstick)}`)
  print(`    peak memory ${Math.round(peak)} MB (aim 250); ${others.count} lists of people meanwhile: p50 ${others.p50.toFixed(0)} ms, p99 ${others.p99.toFixed(0)} ms (aim 100), max ${others.max.toFixed(0)} ms`)
}

const importerOf = ({ id }: BenchInstitution) => ({
  scope: accountScope({ organizationId: id, organizationKind: 'institution', path: `/${id}/`, departmentIds: null }),
  author: { kind: 'account' as const, id: 1, name: 'bench', source: '' }, accountId: 1, organizationName: '',
})

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; seconds: number }> {
  const start = performance.now()
  const value = await work()
  return { value, seconds: (performance.now() - start) / 1000 }
}

const upload = async (caller: Caller, file: string) => caller.call(uploadImport, { kind: 'people', updateExisting: false, allOrNothing: false, file: { bytes: await readFile(file), name: 'bench.xlsx' } })

async function waitFor(caller: Caller, importId: number, state: ImportJob['state']): Promise<ImportJob> {
  for (;;) {
    const job = await caller.call(getImport, { importId })
    if (job.state === state) return job
    if (job.state === 'failed') throw new Error(job.failure ?? 'failed')
    await sleep(50)
  }
}

/** Somebody looks through the list of people all the while. */
function watchOthers(caller: Caller) {
  const times: number[] = []
  let ended = false
  const loop = (async () => {
    while (!ended) {
      const start = performance.now()
      await caller.call(searchPeople, { page: 1, pageSize: 20 })
      times.push(performance.now() - start)
      await sleep(10)
    }
  })()
  return {
    async end() {
      ended = true
      await loop
      return { ...percentiles(times), count: times.length }
    },
  }
}

const peakOf = ({ pid }: ServerProcess): number => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

async function readBare(file: string): Promise<number> {
  const { seconds } = await timed(async () => {
    const workbook = await openWorkbook(file)
    for await (const rows of workbook.rows(workbook.sheetNames[0] ?? '')) void rows.length
    workbook.close()
  })
  return seconds
}

/** The finished rows once more, as another institution's, 500 a statement and a transaction. */
async function insertBare({ database: { knex } }: Ground, institution: BenchInstitution): Promise<number> {
  const [other = 0] = await knex('organizations').insert({ path: '/0/', kind: 'institution', name: `裸写入 ${institution.id}`, created_at: '', updated_at: '' })
  const rows = (await knex('people').where('organization_id', institution.id)).map(({ id: _id, ...row }) => ({ ...row, organization_id: other, in_service_lookup: null }))
  const names = Object.keys(rows[0] ?? {})
  const { seconds } = await timed(async () => {
    for (let from = 0; from < rows.length; from += 500) {
      const batch = rows.slice(from, from + 500)
      const tuple = `(${names.map(() => '?').join(',')})`
      await knex.transaction((tx) => tx.raw(`insert into people (${names.join(',')}) values ${batch.map(() => tuple).join(',')}`, batch.flatMap((row) => names.map((name) => row[name]))))
    }
  })
  return seconds
}

void main()
