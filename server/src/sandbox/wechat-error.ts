import { randomBytes } from 'node:crypto'
import type { Json } from './answer'

/** WeChat's way to refuse: HTTP 200, errcode, and a request id in the text. */
export function wechatError(errcode: number, errmsg: string): Json {
  const rid = [4, 4, 4].map((size) => randomBytes(size).toString('hex')).join('-')
  return { errcode, errmsg: `${errmsg} rid: ${rid}` }
}

export const refusal = (code: string | null): Json =>
  code === null ? wechatError(-1, 'system error') : wechatError(Number(code), 'refused by the sandbox')
