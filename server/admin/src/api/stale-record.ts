import type { z } from '@talent/shared/zod'
import { isProblem } from './problem-text'

/** The record as it is saved now, from the answer to a stale save; undefined for every other error. */
export function staleRecord<S extends z.ZodMiniType>(error: unknown, schema: S): z.output<S> | undefined {
  if (!isProblem(error, 'STALE')) return undefined
  const read = schema.safeParse(error.extra.data)
  return read.success ? read.data : undefined
}
