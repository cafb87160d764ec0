import { existsSync, readdirSync } from 'node:fs'
import { buildSync } from 'esbuild'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packRows, unpackRows, type PackedRows } from './row-batch'
import { scanInWorker, workerPath } from './scan-in-worker'
import type { PlainScanInput } from './workbook.worker'
import { fileOf, newPath, parts, rowsOf, zipFile } from './testing/hand-made'

/** Workers are bundled here as in production, so that this file alone can be run. */
let dist = ''
beforeAll(() => {
  dist = mkdtempSync(join(tmpdir(), 'scan-worker-'))
  const entry = (name: string, body: string) => {
    const file = join(dist, `${name}.worker.ts`)
    writeFileSync(file, `import { runScanWorker } from ${JSON.stringify(join(__dirname, 'scan-worker'))}\nrunScanWorker(async function* (workbook: any, input: any) { ${body} })`)
    return file
  }
  const entryPoints = [
    join(__dirname, 'workbook.worker.ts'),
    entry('crash', 'throw new TypeError("a fault in the scan")'),
    entry('exit', 'process.exit(3)'),
    entry('hungry', 'const all = []; for (;;) all.push(new Array(100000).fill(Math.random()))'),
    entry('counting', 'for (let count = 1; ; count++) yield count'),
    entry('environment', 'yield Object.keys(process.env); yield input'),
  ]
  buildSync({ entryPoints, outdir: dist, outExtension: { '.js': '.cjs' }, entryNames: '[name]', bundle: true, platform: 'node', format: 'cjs', logLevel: 'error' })
})
afterAll(() => rmSync(dist, { recursive: true, force: true }))

const worker = (name: string) => join(dist, `${name}.worker.cjs`)
const many = (count: number) => zipFile(parts(Array.from({ length: count }, (_, i) => `<row><c><v>${i}</v></c><c/><c t="str"><v>第${i}行</v></c></row>`).join('')))

async function collect<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const value of values) all.push(value)
  return all
}

test('rows arrive complete and in order', async () => {
  const file = await many(20_000)
  const batches = await collect(scanInWorker<PlainScanInput, PackedRows>({ worker: worker('workbook'), file, input: { batchSize: 500 } }))
  expect(batches.length).toBeGreaterThan(3)
  expect(batches.flatMap(unpackRows)).toEqual(await rowsOf(file))
})

test('packing keeps every kind of cell', () => {
  const cells = (['text', 'number', 'date', 'boolean', 'formula', 'error'] as const).map((kind) => ({ text: `${kind}𠮷`, kind, raw: kind === 'text' ? 'text𠮷' : 'other' }))
  const rows = [{ rowNumber: 3, cells: [undefined, ...cells] }, { rowNumber: 1_048_576, cells: [{ text: '', kind: 'formula' as const, raw: '' }] }]
  expect(unpackRows(packRows(rows))).toEqual(rows)
})

test('the worker goes no further than the main thread has taken', async () => {
  const file = await many(1)
  const seen: number[] = []
  for await (const count of scanInWorker<null, number>({ worker: worker('counting'), file, input: null })) {
    seen.push(count)
    await new Promise((resolve) => setTimeout(resolve, 5))
    if (count === 20) break
  }
  expect(seen).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
})

test('a refusal keeps its code and its words', async () => {
  const scan = collect(scanInWorker({ worker: worker('workbook'), file: fileOf('a,b\n'), input: {} }))
  await expect(scan).rejects.toMatchObject({ name: 'WorkbookRejection', code: 'CSV_OR_TEXT' })
})

test.each([
  ['a fault', 'crash', { message: 'a fault in the scan' }],
  ['an exit', 'exit', { message: 'The scan worker ended before it was done' }],
  ['too much memory', 'hungry', { name: 'WorkbookRejection', code: 'EXPANDS_TOO_MUCH' }],
])('%s in the worker ends the scan and nothing else', async (_, name, expected) => {
  await expect(collect(scanInWorker({ worker: worker(name), file: await many(1), input: {} }))).rejects.toMatchObject(expected)
})

test('a missing file is a fault, not a refusal', async () => {
  await expect(collect(scanInWorker({ worker: worker('workbook'), file: newPath(), input: {} }))).rejects.toMatchObject({ code: 'ENOENT' })
})

test('the signal ends the scan, and the file is closed with the thread', async () => {
  const file = await many(50_000)
  const stop = new AbortController()
  const scan = scanInWorker({ worker: worker('counting'), file, input: {}, signal: stop.signal })
  await scan.next()
  stop.abort()
  await expect(collect(scan)).rejects.toMatchObject({ name: 'AbortError' })
  const open = existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd').length : 0
  expect(open).toBeLessThan(200)
  await expect(collect(scanInWorker({ worker: worker('counting'), file, input: {}, signal: stop.signal }))).rejects.toMatchObject({ name: 'AbortError' })
})

test('the worker sees its input and none of the environment', async () => {
  const [environment, input] = await collect(scanInWorker<unknown, unknown>({ worker: worker('environment'), file: await many(1), input: { year: 2026 } }))
  expect(environment).toEqual([])
  expect(input).toEqual({ year: 2026 })
})

test('workers lie beside the bundle', () => {
  expect(workerPath('import')).toMatch(/import\.worker\.cjs$/)
})
