import { randomUUID } from 'node:crypto'
import { createClient, type Client, type TransportRequest } from '@talent/shared/client'
import { sessionCookie } from '../http/authenticate'
import { createSession, type NewSession } from '../http/sessions'
import type { Platform } from '../platform'

function multipart({ file, input }: NonNullable<TransportRequest['upload']>): FormData {
  if (!(file instanceof Blob)) throw new Error('the demonstration uploads blobs')
  const form = new FormData()
  form.set('input', input)
  form.set('file', file, 'specimen.jpg')
  return form
}

export type Caller = Client<never>

/** The demonstration is made through the server's own endpoints: what they refuse can't be in it. */
export async function callerFor(platform: Platform, origin: string, subject: NewSession): Promise<Caller> {
  const { token } = await createSession(platform, platform.database.knex, subject, '127.0.0.1')
  const headers: Record<string, string> = subject.kind === 'account' ? { Cookie: `${sessionCookie}=${token}` } : { Authorization: `Bearer ${token}` }
  return createClient<never>(async (request) => {
    const body = request.upload ? multipart(request.upload) : request.body
    const response = await fetch(origin + request.path, { method: request.method, headers: { ...request.headers, ...headers }, body })
    return { status: response.status, body: await response.text() }
  }, randomUUID)
}
