import type { Issue } from '@talent/shared/domain/issue'
import { scanInWorker } from '../../workbook/scan-in-worker'
import { WorkbookRejection } from '../../workbook/rejection'
import { workerFile } from '../../worker-file'
import type { ReadOrder, ReadOutput } from './import.worker'
import type { ReadRow } from './read-row'

/** The whole file is refused, with everything that has to be put right first. */
export class FileRefused extends Error {
  constructor(readonly issues: Pick<Issue, 'code' | 'message'>[]) {
    super(issues.map(({ message }) => message).join('\n'))
  }
}

export interface Reading {
  headerRow: number
  /** By field of the kind: where its column lies in the sheet. */
  columns: (number | undefined)[]
  warnings: string[]
  batches: AsyncGenerator<ReadBatch>
  /** Ends the thread; needed only where the batches are not read to their end. */
  close(): Promise<void>
}

export interface ReadBatch {
  /** Sheet row that the batch ends with. */
  through: number
  count: number
  rows: () => ReadRow[]
}

/** Reads an upload in a thread of its own. @throws FileRefused, also from the batches */
export async function openReading(file: string, order: ReadOrder): Promise<Reading> {
  const outputs = scanInWorker<ReadOrder, ReadOutput>({ worker: workerFile('import'), file, input: order })
  const first = await refusing(outputs.next())
  if (first.done || first.value.type !== 'opened') {
    await outputs.return(undefined)
    throw new FileRefused(!first.done && first.value.type === 'refused' ? first.value.issues : [])
  }
  const { headerRow, columns, warnings } = first.value
  return { headerRow, columns, warnings, batches: batchesOf(outputs), close: async () => void (await outputs.return(undefined)) }
}

async function* batchesOf(outputs: AsyncGenerator<ReadOutput>): AsyncGenerator<ReadBatch> {
  try {
    for (let next = await refusing(outputs.next()); !next.done; next = await refusing(outputs.next())) {
      const output = next.value
      if (output.type === 'refused') throw new FileRefused(output.issues)
      if (output.type === 'rows') yield { through: output.through, count: output.count, rows: () => JSON.parse(output.json) as ReadRow[] }
    }
  } finally {
    await outputs.return(undefined)
  }
}

async function refusing<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof WorkbookRejection) throw new FileRefused([{ code: error.code, message: error.message }])
    throw error
  }
}
