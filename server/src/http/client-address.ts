import type { Context } from 'koa'
import proxyAddr from 'proxy-addr'
import type { Config } from '../config'

const trust = new WeakMap<Config, (address: string, hop: number) => boolean>()

/** The address a request came from. X-Forwarded-For counts only for as many hops as are trusted proxies. */
export function clientAddress(config: Config, ctx: Context): string {
  let trusted = trust.get(config)
  if (!trusted) {
    trusted = config.trustedProxies.length ? proxyAddr.compile(config.trustedProxies) : () => false
    trust.set(config, trusted)
  }
  return proxyAddr(ctx.req, trusted).replace(/^::ffff:/, '')
}
