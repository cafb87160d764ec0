import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import type { WorkbookLimits } from './limits'
import { openWorkbook, type Workbook } from './read-workbook'
import { WorkbookRejection, type WorkbookRejectionCode } from './rejection'

/** What the main thread hands to the worker at its start. */
export interface ScanOrder<Input> {
  file: string
  limits?: WorkbookLimits
  input: Input
}

/** Worker to main thread. */
export type ScanMessage<Output> =
  | { type: 'output'; output: Output }
  | { type: 'done' }
  | { type: 'rejected'; code: WorkbookRejectionCode; message: string }
  | { type: 'failed'; message: string; stack?: string; code?: unknown }

/** Main thread to worker: one more output may be sent. */
export const MORE = 'more'

/**
 * The body of a worker's entry file. `scan` reads the workbook and does the work that would block the event loop; each
 * value it yields travels to the main thread (structured clone), and no faster than the main thread takes them.
 *
 *     runScanWorker(async function* (workbook, input: ImportInput) {
 *       for await (const rows of workbook.rows(sheetName, 500)) yield validate(rows)
 *     })
 */
export function runScanWorker<Input, Output>(scan: (workbook: Workbook, input: Input) => AsyncIterable<Output>): void {
  if (!parentPort) throw new Error('runScanWorker is for worker threads')
  const port = parentPort
  const send = (message: ScanMessage<Output>) => port.postMessage(message)
  const order: ScanOrder<Input> = workerData
  sendAll(order, scan, send, permissions(port))
    .then(() => send({ type: 'done' }))
    .catch((error: unknown) => send(messageOf(error)))
    .finally(() => port.close())
}

async function sendAll<Input, Output>(
  order: ScanOrder<Input>,
  scan: (workbook: Workbook, input: Input) => AsyncIterable<Output>,
  send: (message: ScanMessage<Output>) => void,
  permitted: () => Promise<void>,
): Promise<void> {
  const workbook = await openWorkbook(order.file, order.limits)
  try {
    for await (const output of scan(workbook, order.input)) {
      await permitted()
      send({ type: 'output', output })
    }
  } finally {
    workbook.close()
  }
}

/** Resolves once for each MORE that the main thread sends. */
function permissions(port: MessagePort): () => Promise<void> {
  let granted = 0
  let wake = () => {}
  port.on('message', () => {
    granted++
    wake()
  })
  return async () => {
    while (granted === 0) await new Promise<void>((resolve) => (wake = resolve))
    granted--
  }
}

/** Errors are taken apart: cloned between threads they lose their code. */
function messageOf(error: unknown): Extract<ScanMessage<never>, { type: 'rejected' | 'failed' }> {
  if (error instanceof WorkbookRejection) return { type: 'rejected', code: error.code, message: error.message }
  if (!(error instanceof Error)) return { type: 'failed', message: String(error) }
  return { type: 'failed', message: error.message, stack: error.stack, code: 'code' in error ? error.code : undefined }
}
