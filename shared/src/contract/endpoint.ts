import { cleanText } from '../domain/clean-text'
import { z } from '../zod'
import type { DeskPermission, Permission } from './permissions'

/**
 * Who may call. There is no default: an endpoint without `access` does not compile.
 * The server derives the actor from the session at every request, never from the input.
 */
export type Access = PublicAccess | WechatUserAccess | VerifiedUserAccess | ManagerAccess | AccountAccess | WebSessionAccess | DeskAccess
export interface PublicAccess {
  kind: 'public'
}
/** Signed in to the mini-program; `consent` false only for what precedes the privacy consent. */
export interface WechatUserAccess {
  kind: 'wechatUser'
  consent: boolean
}
/** Signed in to the mini-program with a verified identity. */
export interface VerifiedUserAccess {
  kind: 'verifiedUser'
}
/** A verified user whose binding to an organization's business is in the path as `:bindingId`. */
export interface ManagerAccess {
  kind: 'manager'
}
/** A web account that holds the permission; `null`: any web account. */
export interface AccountAccess {
  kind: 'account'
  permission: Permission | null
  beforePasswordChange: boolean
  /** Open although the person behind the account has not been verified yet (R2). */
  beforeVerification: boolean
}
/** Whoever is signed in in the browser: a web account, also before it has changed its password, or a business manager. */
export interface WebSessionAccess {
  kind: 'webSession'
}
/**
 * A page of the audit in the browser: a web account that holds the permission, or a business manager who signed in by the
 * mini-program and holds it by the binding (`managerPermissions`). `:businessCode` in the path says which business; without it the endpoint is about all desks of the session.
 */
export interface DeskAccess {
  kind: 'desk'
  permission: DeskPermission
}

export const publicAccess: PublicAccess = { kind: 'public' }
export const wechatUser: WechatUserAccess = { kind: 'wechatUser', consent: true }
export const wechatUserBeforeConsent: WechatUserAccess = { kind: 'wechatUser', consent: false }
export const verifiedUser: VerifiedUserAccess = { kind: 'verifiedUser' }
export const manager: ManagerAccess = { kind: 'manager' }
export const account = (permission: Permission): AccountAccess => ({ kind: 'account', permission, beforePasswordChange: false, beforeVerification: false })
export const anyAccount: AccountAccess = { kind: 'account', permission: null, beforePasswordChange: false, beforeVerification: false }
export const anyAccountBeforePasswordChange: AccountAccess = { kind: 'account', permission: null, beforePasswordChange: true, beforeVerification: true }
export const anyAccountBeforeVerification: AccountAccess = { kind: 'account', permission: null, beforePasswordChange: false, beforeVerification: true }
export const webSession: WebSessionAccess = { kind: 'webSession' }
export const desk = (permission: DeskAccess['permission']): DeskAccess => ({ kind: 'desk', permission })

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** A file that comes with the request, as multipart field `file` beside a field `input` that holds the JSON. */
export interface Upload {
  /** bytes */
  maxBytes: number
  kind: 'image' | 'workbook' | 'document'
}

type Schema = z.ZodMiniType

/** Path parameters: `:personId` is a positive whole number, anything else a string. */
export type PathParams<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? Param<Name> & PathParams<`/${Rest}`>
  : P extends `${string}:${infer Name}`
    ? Param<Name>
    : unknown
type Param<Name extends string> = { [K in Name]: Name extends `${string}Id` ? number : string }

export interface Endpoint<
  P extends string = string,
  I extends Schema = Schema,
  O extends Schema | FileOutput = Schema | FileOutput,
  U extends Upload | undefined = Upload | undefined,
  A extends Access = Access,
> {
  method: Method
  path: P
  access: A
  input: I
  output: O
  /** Chinese, for the OpenAPI page and the operation log. */
  summary: string
  upload: U
  /** True: the client sends an `Idempotency-Key`, and a repeated request gets the first answer again. */
  once: boolean
  /** True: the input is the request as it came, `{ headers, body }`, for callers who sign the bytes; the handler verifies them. */
  raw: boolean
}

/** The answer is a file: streamed, with a download name. */
export interface FileOutput {
  file: string
}
export const fileOutput = (contentType: string): FileOutput => ({ file: contentType })
export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
export const isFileOutput = (output: Schema | FileOutput): output is FileOutput => 'file' in output

export const nothing = z.object({})

interface Options<P extends string, I extends Schema, O extends Schema | FileOutput, U extends Upload | undefined, A extends Access> {
  method: Method
  path: P
  access: A
  input?: I
  output: O
  summary: string
  upload?: U
  once?: boolean
  raw?: boolean
}

export function endpoint<
  const P extends string,
  O extends Schema | FileOutput,
  A extends Access,
  I extends Schema = typeof nothing,
  U extends Upload | undefined = undefined,
>(options: Options<P, I, O, U, A>): Endpoint<P, I, O, U, A> {
  return {
    ...options,
    input: options.input ?? (nothing as unknown as I),
    upload: options.upload as U,
    once: options.once ?? false,
    raw: options.raw ?? false,
  }
}

/** What a caller passes: path parameters and input in one object. */
export type Arguments<E> = E extends Endpoint<infer P, infer I, infer _O, infer U, infer _A>
  ? PathParams<P> & Fields<z.input<I>> & (U extends Upload ? { file: unknown } : unknown)
  : never
/** An input without fields is `Record<string, never>` to zod, which no path parameter could stand beside. */
type Fields<I> = string extends keyof I ? unknown : I
export type Input<E> = E extends Endpoint<infer _P, infer I, infer _O, infer _U, infer _A> ? z.output<I> : never
export type Output<E> = E extends Endpoint<infer _P, infer _I, infer O, infer _U, infer _A>
  ? O extends Schema
    ? z.output<O>
    : FileOutput
  : never

// --- building blocks of inputs and outputs ---

/** A whole number in a query string. */
export const queryInt = (options: { min: number; max: number }) =>
  z.pipe(
    z.union([z.number(), z.string().check(z.regex(/^\d{1,9}$/, '应为整数'))], '应为整数'),
    z.pipe(z.transform(Number), z.int('应为整数').check(z.gte(options.min, `不能小于 ${options.min}`), z.lte(options.max, `不能大于 ${options.max}`))),
  )

export const pageQuery = {
  page: z._default(queryInt({ min: 1, max: 1_000_000 }), 1),
  pageSize: z._default(queryInt({ min: 1, max: 100 }), 20),
}

export const pageOf = <T extends Schema>(item: T) =>
  z.object({ items: z.array(item), total: z.number(), page: z.number(), pageSize: z.number() })

/** Text of bounded length; trims nothing and changes nothing. */
export const text = (max: number, label = '内容') => z.string(`${label}应为文字`).check(z.maxLength(max, `${label}最多 ${max} 个字`))
export const requiredText = (max: number, label: string) =>
  z.string(`请填写${label}`).check(z.refine((v) => cleanText(v) !== '', `请填写${label}`), z.maxLength(max, `${label}最多 ${max} 个字`))

/** `YYYY-MM-DD`; the calendar is checked by the domain. */
export const dateText = z.string('请填写日期').check(z.regex(/^\d{4}-\d{2}-\d{2}$/, '日期应为 2026-01-31 的格式'))
/** An instant, ISO 8601 in UTC. */
export const instant = z.string()
export const version = z.int('缺少版本号，请刷新页面后重试')
export const recordId = z.int('编号不正确').check(z.positive('编号不正确'))
export const done = z.object({ ok: z.literal(true) })
