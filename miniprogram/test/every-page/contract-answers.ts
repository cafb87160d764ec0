import { allEndpoints } from '@talent/shared/contract/index'
import { type Endpoint, isFileOutput } from '@talent/shared/contract/endpoint'
import { Problem } from '@talent/shared/errors'
import { z } from '@talent/shared/zod'
import { toJSONSchema } from '@talent/shared/zod-json-schema'
import { FakeServer, type Failure, type Reply } from '../harness/fake-server'

/** `full`: lists have rows and every field is there. `sparse`: no rows, and nothing that may be missing is there. */
export type Plenty = 'full' | 'sparse'

interface JsonSchema {
  type?: string
  const?: unknown
  enum?: unknown[]
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  additionalProperties?: JsonSchema | boolean
  minItems?: number
  minimum?: number
  maximum?: number
  pattern?: string
  format?: string
}

const rows = 3
const texts = ['示例文字', '2026-01-31T06:05:00.000Z', '2026-01-31', '2026-01', '100', '1', 'A', 'a']

/** Instants are plain text to the schema, but not to who reads them. */
const named = (name: string, { type }: JsonSchema): string | undefined => {
  if (type !== 'string') return undefined
  if (/(^a|[a-z]A)t$/.test(name)) return '2026-01-31T06:05:00.000Z'
  return /(^d|[a-z]D)ate$/.test(name) ? '2026-01-31' : undefined
}

/** An answer that the schema allows, made of the schema itself; every number is another, so that rows differ. */
function sampleOf(schema: JsonSchema, plenty: Plenty, next: () => number): unknown {
  const inner = (one: JsonSchema) => sampleOf(one, plenty, next)
  if ('const' in schema) return schema.const
  if (schema.enum) return schema.enum[0]
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) {
    const missing = choices.find(({ type }) => type === 'null')
    if (missing && plenty === 'sparse') return null
    return inner(choices.find((one) => one !== missing) ?? { type: 'null' })
  }
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(Object.entries(schema.properties ?? {})
        .filter(([name]) => plenty === 'full' || schema.required?.includes(name))
        .map(([name, property]) => [name, named(name, property) ?? inner(property)]))
    case 'array': return Array.from({ length: plenty === 'full' ? Math.max(rows, schema.minItems ?? 0) : (schema.minItems ?? 0) }, () => inner(schema.items ?? {}))
    case 'integer':
    case 'number': return Math.min(Math.max(plenty === 'full' ? next() : 0, schema.minimum ?? 0), schema.maximum ?? Number.MAX_SAFE_INTEGER)
    case 'boolean': return plenty === 'full'
    case 'string': {
      const fits = (text: string) => !schema.pattern || new RegExp(schema.pattern, 'u').test(text)
      return texts.find(fits) ?? ''
    }
    default: return null
  }
}

export function sampleAnswer(endpoint: Endpoint, plenty: Plenty): unknown {
  if (isFileOutput(endpoint.output)) return {}
  let count = 0
  const sample = sampleOf(toJSONSchema(endpoint.output, { io: 'output', unrepresentable: 'any' }) as JsonSchema, plenty, () => ++count)
  const parsed = z.safeParse(endpoint.output, sample)
  if (!parsed.success) throw new Error(`${endpoint.method} ${endpoint.path}: the contract does not allow ${JSON.stringify(sample)}: ${parsed.error.message}`)
  return sample
}

/** How the server is: it answers, has a fault, is behind a broken line, or does not answer at all. */
export type Mood = 'well' | 'faulty' | Failure

/** Answers every endpoint of the contract, unless a test says what it answers (`on`) or how it is (`mood`). */
export class ContractServer extends FakeServer {
  mood: Mood = 'well'

  constructor(plenty: Plenty) {
    super()
    for (const { endpoint } of allEndpoints) this.on<Endpoint>(endpoint, () => sampleAnswer(endpoint, plenty) as Record<string, never>)
  }

  override handle(raw: Parameters<FakeServer['handle']>[0]): Reply | Failure {
    if (this.mood === 'well') return super.handle(raw)
    if (this.mood !== 'faulty') return this.mood
    const problem = new Problem('INTERNAL')
    return { status: problem.status, body: JSON.stringify(problem.toBody()) }
  }
}
