import { allEndpoints } from '@talent/shared/contract/index'
import { isFileOutput, type Access, type Endpoint } from '@talent/shared/contract/endpoint'
import { problems } from '@talent/shared/errors'
import type { z } from '@talent/shared/zod'
import { toJSONSchema } from '@talent/shared/zod-json-schema'

const accessText = (access: Access): string => {
  switch (access.kind) {
    case 'public': return '无需登录'
    case 'wechatUser': return '小程序用户'
    case 'verifiedUser': return '已实名的小程序用户'
    case 'manager': return '业务管理人'
    case 'webSession': return '网页登录'
    case 'desk': return `网页账号，权限 ${access.permission}；或扫码登录的业务管理人`
    case 'account': return access.permission ? `网页账号，权限 ${access.permission}` : '网页账号'
  }
}

const schemaOf = (schema: z.ZodMiniType, io: 'input' | 'output') => {
  const { $schema: _, ...rest } = toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}

function operation(feature: string, name: string, endpoint: Endpoint) {
  const inQuery = endpoint.method === 'GET' || endpoint.method === 'DELETE'
  const input = schemaOf(endpoint.input, 'input')
  const fields = Object.entries((input.properties ?? {}) as Record<string, unknown>)
  const parameters = [
    ...[...endpoint.path.matchAll(/:(\w+)/g)].map(([, id = '']) => ({ name: id, in: 'path', required: true, schema: { type: id.endsWith('Id') ? 'integer' : 'string' } })),
    ...(inQuery ? fields.map(([id, schema]) => ({ name: id, in: 'query', required: (input.required ?? []).includes(id), schema })) : []),
    ...(endpoint.once ? [{ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', minLength: 8, maxLength: 100 } }] : []),
  ]
  const body = endpoint.upload
    ? { 'multipart/form-data': { schema: { type: 'object', required: ['file'], properties: { input, file: { type: 'string', format: 'binary' } } } } }
    : { 'application/json': { schema: endpoint.raw ? { type: 'object', description: '原文，签名在请求头中' } : input } }
  const ok = isFileOutput(endpoint.output)
    ? { [endpoint.output.file]: { schema: { type: 'string', format: 'binary' } } }
    : { 'application/json': { schema: schemaOf(endpoint.output, 'output') } }
  return {
    operationId: name,
    tags: [feature],
    summary: endpoint.summary,
    description: accessText(endpoint.access),
    parameters,
    ...(inQuery ? {} : { requestBody: { content: body } }),
    responses: { 200: { description: '成功', content: ok }, default: { $ref: '#/components/responses/Problem' } },
  }
}

/** OpenAPI 3.1 of the whole contract; made from it, so it can't disagree with it. */
export function openApi(): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const { feature, name, endpoint } of allEndpoints) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(feature, name, endpoint) }
  }
  const problemSchema = {
    type: 'object',
    required: ['status', 'code', 'title'],
    properties: {
      status: { type: 'integer' },
      code: { type: 'string', enum: Object.keys(problems) },
      title: { type: 'string' },
      detail: { type: 'string' },
      issues: { type: 'array', items: { type: 'object', properties: { path: { type: 'array' }, code: { type: 'string' }, message: { type: 'string' } } } },
    },
  }
  return {
    openapi: '3.1.0',
    info: { title: '湖北卫生人才 接口', version: '1' },
    paths,
    components: {
      schemas: { Problem: problemSchema },
      responses: { Problem: { description: '未成功', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } } },
    },
  }
}
