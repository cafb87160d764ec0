import type { Connection } from '../../db/database'
import { genesis, hashOperation } from './operation-log.service'

export interface ChainState {
  intact: boolean
  rows: number
  /** Sequence of the first row that is not what it was, or is missing; also one after the last when the end was cut off. */
  brokenAt: number | null
}

const batch = 1000

/** Recomputes a hash chain from its first row; a log of any length is read a thousand rows at a time. */
export async function verifyChain(connection: Connection, chainId: number): Promise<ChainState> {
  // Read first: rows that come while this runs are none of its business.
  const head = await connection('operation_log_heads').where('chain_id', chainId).first('sequence', 'hash')
  const end = Number(head?.sequence ?? 0)
  let previous = genesis
  let sequence = 0
  const broken = (brokenAt: number): ChainState => ({ intact: false, rows: sequence, brokenAt })
  while (sequence < end) {
    const rows = await connection('operation_log').where('chain_id', chainId).where('sequence', '>', sequence).where('sequence', '<=', end).orderBy('sequence').limit(batch)
    if (rows.length === 0) return broken(sequence + 1)
    for (const row of rows) {
      if (row.sequence !== sequence + 1 || row.previous_hash !== previous || row.hash !== hashOperation(row)) return broken(sequence + 1)
      previous = row.hash
      sequence = row.sequence
    }
  }
  return previous === (head?.hash ?? genesis) ? { intact: true, rows: sequence, brokenAt: null } : broken(sequence)
}

/** All chains, for the operator. */
export const chainIds = async (connection: Connection): Promise<number[]> => {
  const rows: { chain_id: number }[] = await connection('operation_log').distinct('chain_id')
  const heads: { chain_id: number }[] = await connection('operation_log_heads').select('chain_id')
  return [...new Set([...rows, ...heads].map((row) => row.chain_id))].sort((a, b) => a - b)
}
