import { problem } from '@talent/shared/errors'

/** A place in the list's order. */
export interface Position {
  submittedAt: string
  id: number
}

/** Opaque to clients. It says only where to go on: what a desk may see is asked anew with every page. */
export const cursorOf = ({ submittedAt, id }: Position): string => Buffer.from(`${submittedAt} ${id}`).toString('base64url')

export function positionOf(cursor: string): Position {
  const match = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z) ([1-9]\d{0,9})$/.exec(Buffer.from(cursor, 'base64url').toString())
  const [, submittedAt, id] = match ?? []
  if (!submittedAt || !id) throw problem('BAD_INPUT', [{ path: ['cursor'], code: 'CURSOR', message: '翻页位置不正确，请从第一页重新查询' }])
  return { submittedAt, id: Number(id) }
}
