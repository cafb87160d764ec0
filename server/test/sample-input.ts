import type { Endpoint } from '@talent/shared/contract/endpoint'
import { z } from '@talent/shared/zod'
import { toJSONSchema } from '@talent/shared/zod-json-schema'

interface JsonSchema {
  type?: string
  const?: unknown
  enum?: unknown[]
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  minItems?: number
  minimum?: number
  exclusiveMinimum?: number
  pattern?: string
  minLength?: number
}

/**
 * An input that an endpoint's schema accepts, made from the schema itself. `ids` fills fields by name, so that a
 * field like `personId` names a record that is there.
 */
export function sampleInput(endpoint: Endpoint, ids: Record<string, number> = {}): Record<string, unknown> {
  const sample = sampleOf(toJSONSchema(endpoint.input, { io: 'input', unrepresentable: 'any' }) as JsonSchema, ids)
  const parsed = z.safeParse(endpoint.input, sample)
  if (!parsed.success) throw new Error(`${endpoint.method} ${endpoint.path}: the sample is refused: ${JSON.stringify(parsed.error.issues)} of ${JSON.stringify(sample)}`)
  return sample as Record<string, unknown>
}

function sampleOf(schema: JsonSchema, ids: Record<string, number>): unknown {
  if ('const' in schema) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.anyOf) return sampleOf(schema.anyOf.find((s) => s.type !== 'null') ?? { type: 'null' }, ids)
  if (schema.oneOf) return sampleOf(schema.oneOf[0] ?? {}, ids)
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          // A picture in full size asks for more than its thumbnail.
          .filter(([name]) => schema.required?.includes(name) || name in ids || name === 'size')
          .map(([name, property]) => [name, name in ids ? ids[name] : sampleOf(property, ids)]),
      )
    case 'array': return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items ?? {}, ids))
    case 'integer':
    case 'number': return Math.max(1, schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1)
    case 'boolean': return false
    case 'string': return schema.pattern?.includes('\\d{4}-') ? '2026-01-01' : 'AAAA'.padEnd(schema.minLength ?? 0, 'A')
    default: return null
  }
}
