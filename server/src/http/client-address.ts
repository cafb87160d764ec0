import { isIPv6 } from 'node:net'
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

/**
 * What is counted as one source: an IPv4 address, and of IPv6 the /64 network. One line is given that many addresses, so that
 * whoever counts the addresses themselves counts nothing.
 */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.split('::')
  const groups = (text: string): string[] => (text === '' ? [] : text.split(':'))
  const [before, after] = [groups(head), groups(tail ?? '')]
  const filled = tail === undefined ? before : [...before, ...Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0'), ...after]
  return `${filled.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}
