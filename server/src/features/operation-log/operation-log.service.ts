import { createHash } from 'node:crypto'
import type { Transaction } from '../../db/transaction'
import type { Author } from '../../http/actor'

export interface Operation {
  /** Whose chain it joins: the organization that the data belongs to; 0 when there is none. */
  organizationId: number
  author: Author
  /** e.g. person.create, filing.confirm */
  action: string
  /** e.g. person:12 */
  subject: string
  /** Ids, codes, names of changed fields; never a person's data. */
  detail?: Record<string, string | number | boolean | null | string[]>
}

export const genesis = '0'.repeat(64)

/** What a row's hash covers, in this order. Verification recomputes it. */
export function hashOperation(row: {
  previous_hash: string; chain_id: number; sequence: number; at: string; actor_kind: string; actor_id: number | null; actor_name: string
  action: string; subject: string; source: string; detail: string
}): string {
  const fields = [row.previous_hash, row.chain_id, row.sequence, row.at, row.actor_kind, row.actor_id ?? '', row.actor_name, row.action, row.subject, row.source, row.detail]
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex')
}

/** Appends to the hash chain in the transaction of the change itself: both are there, or neither. */
export async function record(tx: Transaction, now: Date, operations: Operation | readonly Operation[]): Promise<void> {
  const list = Array.isArray(operations) ? (operations as readonly Operation[]) : [operations as Operation]
  const chains = new Map<number, Operation[]>()
  for (const operation of list) chains.set(operation.organizationId, [...(chains.get(operation.organizationId) ?? []), operation])
  // Always in the same order, so that two writers of several chains don't lock each other out.
  for (const chainId of [...chains.keys()].sort((a, b) => a - b)) await append(tx, now, chainId, chains.get(chainId) ?? [])
}

async function append(tx: Transaction, now: Date, chainId: number, operations: Operation[]): Promise<void> {
  const head = await lockHead(tx, chainId)
  let { sequence, hash } = head
  const rows = operations.map((operation) => {
    const row = {
      chain_id: chainId,
      sequence: ++sequence,
      at: now.toISOString(),
      actor_kind: operation.author.kind,
      actor_id: operation.author.id,
      actor_name: operation.author.name,
      action: operation.action,
      subject: operation.subject,
      source: operation.author.source,
      detail: JSON.stringify(operation.detail ?? {}),
      previous_hash: hash,
    }
    hash = hashOperation(row)
    return { ...row, hash }
  })
  for (let from = 0; from < rows.length; from += 500) await tx('operation_log').insert(rows.slice(from, from + 500))
  await tx('operation_log_heads').where('chain_id', chainId).update({ sequence, hash })
}

async function lockHead(tx: Transaction, chainId: number): Promise<{ sequence: number; hash: string }> {
  const head = await tx('operation_log_heads').where('chain_id', chainId).forUpdate().first('sequence', 'hash')
  if (head) return head
  await tx('operation_log_heads').insert({ chain_id: chainId, sequence: 0, hash: genesis }).onConflict('chain_id').ignore()
  const made = await tx('operation_log_heads').where('chain_id', chainId).forUpdate().first('sequence', 'hash')
  return made ?? { sequence: 0, hash: genesis }
}
