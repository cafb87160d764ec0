import sharp from 'sharp'
import type { Endpoint } from '@talent/shared/contract/endpoint'
import type { NamedEndpoint } from '@talent/shared/contract/index'
import { permissions, type Permission, type PermissionSide } from '@talent/shared/contract/permissions'
import { Problem } from '@talent/shared/errors'
import { readPdf } from '../src/pdf/testing/read-pdf'
import type { Caller } from './caller'
import { editWorkbook } from './edit-workbook'
import { sampleInput } from './sample-input'

export interface Outcome {
  status: number
  code: string
  /** All that the answer says, a workbook and a PDF too. */
  text: string
}

export type Attempt = (caller: Caller, endpoint: NamedEndpoint, params?: Record<string, unknown>) => Promise<Outcome>

/**
 * Calls any endpoint of the contract with an input made from its schema; `ids` names a record for every path parameter,
 * `named` those that fields of the input name: all of them, or none, as a list without filters.
 */
export async function createWalk(ids: Record<string, number>, named: Record<string, number> = ids): Promise<Attempt> {
  const picture = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#ffffff' } }).png().toBuffer()
  return async (caller, { endpoint }, params = {}) => {
    const args = { ...sampleInput(endpoint, named), ...pathParams(endpoint.path, ids), ...params, ...(endpoint.upload ? { file: { bytes: picture, name: 'a.png' } } : {}) }
    try {
      // The walk knows the endpoint only as one of many.
      const answer: unknown = await caller.call(endpoint, args as never)
      return { status: 200, code: '', text: Buffer.isBuffer(answer) ? await textOf(answer) : JSON.stringify(answer) }
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      return { status: error.status, code: error.code, text: JSON.stringify(error.toBody()) }
    }
  }
}

/** Path parameters that are no ids. */
const wordsInPaths: Record<string, string> = { businessCode: '05', kind: 'people', side: 'front', form: 'schoolOrArmy' }

function pathParams(path: string, ids: Record<string, number>): Record<string, string | number> {
  return Object.fromEntries(
    [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => {
      const word = wordsInPaths[name]
      if (word !== undefined) return [name, word]
      const id = ids[name]
      if (id === undefined) throw new Error(`${path}: test/given-everything.ts has no record for :${name}`)
      return [name, id]
    }),
  )
}

async function textOf(file: Buffer): Promise<string> {
  if (file.subarray(0, 4).toString('latin1') === '%PDF') return readPdf(file).pages.join('\n')
  if (file.subarray(0, 2).toString('latin1') !== 'PK') return ''
  const texts: string[] = []
  await editWorkbook(file, (parts) => void texts.push(...parts.values()))
  return texts.join('\n')
}

/** What a web account needs for it; null: nothing but an account, or it is not for accounts. */
export const permissionOf = ({ access }: Endpoint): Permission | null => (access.kind === 'account' || access.kind === 'desk' ? access.permission : null)

export const sideOf = ({ endpoint }: NamedEndpoint): PermissionSide | 'both' => {
  const permission = permissionOf(endpoint)
  return permission ? permissions[permission].side : 'both'
}

/** Rows of a table of tests. */
export const named = (list: readonly NamedEndpoint[]): [string, NamedEndpoint][] => list.map((e) => [`${e.endpoint.method} ${e.endpoint.path}`, e])
