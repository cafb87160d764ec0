import { createWriteStream } from 'node:fs'
import { mkdir, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { createHash, randomUUID } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import busboy from 'busboy'
import type { Context } from 'koa'
import coBody from 'co-body'
import type { Upload } from '@talent/shared/contract/endpoint'
import { problem } from '@talent/shared/errors'
import type { Platform } from '../platform'

/** A file of this request, in a temporary place that is gone when the request ends: move or copy what should stay. */
export interface UploadedFile {
  path: string
  /** As the client named it; never used as a path. */
  name: string
  /** bytes */
  size: number
  /** Of the content, hexadecimal. */
  sha256: string
}

/** 1 MiB holds every JSON input of the contract many times over. */
const jsonLimit = '1mb'

export async function readJson(ctx: Context): Promise<unknown> {
  if (!ctx.request.length && !ctx.get('transfer-encoding')) return {}
  if (!ctx.is('application/json')) throw problem('BAD_JSON')
  try {
    return await coBody.json(ctx.req, { limit: jsonLimit, strict: true })
  } catch (error) {
    throw problem(error instanceof Error && 'status' in error && error.status === 413 ? 'TOO_LARGE' : 'BAD_JSON')
  }
}

/** A form that a page sends into a frame of its own, so that the answer is the browser's own download: one field `input` that holds the JSON. */
export async function readForm(ctx: Context): Promise<unknown> {
  const fields = new URLSearchParams(await readRaw(ctx))
  try {
    const input: unknown = JSON.parse(fields.get('input') ?? '{}')
    if (typeof input === 'object' && input !== null) return input
  } catch {
    // Falls through: not JSON either.
  }
  throw problem('BAD_JSON')
}

/** The bytes as they came, as text: for signatures over them. A body that is no UTF-8 will not fit its signature. */
export async function readRaw(ctx: Context): Promise<string> {
  try {
    return await coBody.text(ctx.req, { limit: jsonLimit })
  } catch (error) {
    throw problem(error instanceof Error && 'status' in error && error.status === 413 ? 'TOO_LARGE' : 'BAD_JSON')
  }
}

/**
 * Multipart with one JSON field `input` and one file `file`. The file is written to a temporary name while it arrives;
 * too large or cut off, and it is removed before this throws.
 */
export async function readUpload(platform: Platform, ctx: Context, upload: Upload): Promise<{ input: unknown; file: UploadedFile }> {
  if (!ctx.is('multipart/form-data')) throw problem('BAD_INPUT', [{ path: ['file'], code: 'file.missing', message: '请选择文件' }])
  const folder = join(platform.config.dataDir, 'tmp')
  await mkdir(folder, { recursive: true })
  const path = join(folder, randomUUID())
  const received = { input: '{}', file: null as UploadedFile | null, tooLarge: false }
  try {
    await parseMultipart(ctx, upload, path, received)
    if (received.tooLarge) throw problem('TOO_LARGE', { detail: `文件不能超过 ${Math.floor(upload.maxBytes / 1024 / 1024)} MB，请减小后重新上传` })
    if (!received.file) throw problem('BAD_INPUT', [{ path: ['file'], code: 'file.missing', message: '请选择文件' }])
    return { input: JSON.parse(received.input), file: received.file }
  } catch (error) {
    await unlink(path).catch(() => undefined)
    if (error instanceof SyntaxError) throw problem('BAD_JSON')
    throw error
  }
}

function parseMultipart(ctx: Context, upload: Upload, path: string, received: { input: string; file: UploadedFile | null; tooLarge: boolean }): Promise<void> {
  return new Promise((resolve, reject) => {
    const parser = parserFor(ctx, upload)
    let writing: Promise<void> = Promise.resolve()
    const fail = () => {
      ctx.req.unpipe(parser)
      parser.destroy()
      // Wait for the writer: a file that is still being opened could not be removed.
      writing.catch(() => undefined).finally(() => reject(incomplete()))
    }
    parser.on('field', (name, value) => {
      if (name === 'input') received.input = value
    })
    parser.on('file', (field, stream, info) => {
      if (field !== 'file') return void stream.resume()
      let size = 0
      const hash = createHash('sha256')
      stream.on('data', (chunk: Buffer) => {
        size += chunk.length
        hash.update(chunk)
      })
      stream.on('limit', () => (received.tooLarge = true))
      writing = pipeline(stream, createWriteStream(path, { mode: 0o600 })).then(() => {
        received.file = { path, name: info.filename ?? '', size, sha256: hash.digest('hex') }
      })
      writing.catch(fail)
    })
    parser.on('error', fail)
    parser.on('close', () => writing.then(resolve, fail))
    ctx.req.on('aborted', fail)
    ctx.req.pipe(parser)
  })
}

/** @throws BAD_INPUT for a type without a boundary, which no browser sends */
function parserFor(ctx: Context, upload: Upload): busboy.Busboy {
  try {
    return busboy({ headers: ctx.req.headers, defParamCharset: 'utf8', limits: { files: 1, fileSize: upload.maxBytes, fields: 2, fieldSize: 64 * 1024, parts: 4 } })
  } catch {
    throw incomplete()
  }
}

const incomplete = () => problem('BAD_INPUT', [{ path: ['file'], code: 'file.incomplete', message: '文件没有传完，请重新上传' }])
