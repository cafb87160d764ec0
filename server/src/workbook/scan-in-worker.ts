import { on } from 'node:events'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { WorkbookLimits } from './limits'
import { WorkbookRejection } from './rejection'
import { MORE, type ScanMessage, type ScanOrder } from './scan-worker'

export interface ScanOptions<Input> {
  /** The bundled entry file that calls runScanWorker. */
  worker: string
  file: string
  input: Input
  limits?: WorkbookLimits
  signal?: AbortSignal
}

/** The worker reads on while the main thread writes a batch; more would only fill memory. */
const AHEAD = 2
const RESOURCES = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 16 }

/**
 * Where `<name>.worker.ts` lies once it is bundled: beside main.cjs. Run from its source, as tests do, this file is
 * two folders away from there.
 */
export function workerPath(name = 'workbook'): string {
  const dist = process.env.TALENT_DIST ?? (__filename.endsWith('.ts') ? join(__dirname, '../../dist') : __dirname)
  return join(dist, `${name}.worker.cjs`)
}

/**
 * Runs a scan in a thread of its own and yields what it yields. Throws WorkbookRejection as the reader does. Ending
 * the loop early, or the signal, ends the thread. The thread gets no environment: it has no business with keys.
 */
export async function* scanInWorker<Input, Output>(options: ScanOptions<Input>): AsyncGenerator<Output> {
  const { worker: path, file, input, limits, signal } = options
  signal?.throwIfAborted()
  const order: ScanOrder<Input> = { file, limits, input }
  const worker = new Worker(path, { workerData: order, resourceLimits: RESOURCES, env: {} })
  const messages: AsyncIterable<ScanMessage<Output>[]> = on(worker, 'message', { signal, close: ['exit'] })
  try {
    for (let count = 0; count < AHEAD; count++) worker.postMessage(MORE, [])
    for await (const [message] of messages) {
      if (message === undefined) continue
      if (message.type === 'done') return
      yield outputOf(message)
      worker.postMessage(MORE, [])
    }
    throw new Error('The scan worker ended before it was done')
  } catch (error) {
    throw isOutOfMemory(error) ? new WorkbookRejection('EXPANDS_TOO_MUCH') : error
  } finally {
    await worker.terminate()
  }
}

function outputOf<Output>(message: Exclude<ScanMessage<Output>, { type: 'done' }>): Output {
  if (message.type === 'rejected') throw new WorkbookRejection(message.code, message.message)
  if (message.type === 'failed') throw Object.assign(new Error(message.message), { stack: message.stack, code: message.code })
  return message.output
}

const isOutOfMemory = (error: unknown) => typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
