import { randomUUID } from 'node:crypto'
import { createClient, type Client, type Transport } from '@talent/shared/client'
import { sessionCookie } from '../src/http/authenticate'
import type { TestServer } from './server'

/** A file to upload: its bytes and the name that the client gives it. */
export interface TestFile {
  bytes: Buffer
  name: string
}

export interface Caller extends Client<Buffer> {
  /** `Authorization` or `Cookie` of this caller, for requests made by hand. */
  headers: Record<string, string>
  /** The same session from another device: with idempotency keys of its own. */
  twin(): Caller
}

/** Calls the server over real HTTP: as nobody, with a bearer token, or with a web session's cookie. */
export function createCaller(server: Pick<TestServer, 'origin'>, as: { bearer?: string; cookie?: string } = {}): Caller {
  const headers: Record<string, string> = {
    ...(as.bearer ? { Authorization: `Bearer ${as.bearer}` } : {}),
    ...(as.cookie ? { Cookie: `${sessionCookie}=${as.cookie}` } : {}),
  }
  const transport = httpTransport(server, headers)
  return { ...createClient(transport, randomUUID), headers, twin: () => createCaller(server, as) }
}

/** Every request goes out as it is, with these headers. */
export function httpTransport(server: Pick<TestServer, 'origin'>, headers: Record<string, string>): Transport<Buffer> {
  return async (request) => {
    let body: string | FormData | undefined = request.body
    if (request.upload) {
      const file = request.upload.file as TestFile
      body = new FormData()
      body.set('input', request.upload.input)
      body.set('file', new Blob([new Uint8Array(file.bytes)]), file.name)
    }
    const response = await fetch(server.origin + request.path, { method: request.method, headers: { ...request.headers, ...headers }, body })
    const isFile = request.expects === 'file' && response.ok
    return isFile
      ? { status: response.status, body: '', file: Buffer.from(await response.arrayBuffer()) }
      : { status: response.status, body: await response.text() }
  }
}
