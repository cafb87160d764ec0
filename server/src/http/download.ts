import type { ParsedUrlQuery } from 'node:querystring'
import type { Context } from 'koa'
import type { Platform } from '../platform'

/**
 * A page downloads by sending a form into a hidden frame: the browser itself receives the file, writes it to the disk as it
 * comes and shows its progress. Such a request carries `?download=<mark>`, a random word of the page. The answer is either
 * the file, with a cookie of that name by which the page learns that it is on its way, or a refusal as text that the page
 * reads from the frame. The session's cookie is all that it needs (SameSite=Strict, and no cross-site request passes
 * `authenticate`), so rights are checked in the very request that answers, and there is nothing to keep between two.
 */
const markPattern = /^[0-9a-f]{16,64}$/

/** Long enough for a PC whose clock is wrong; the page removes it at once. */
const cookieKeptMs = 3_600_000

/** The page's mark, or null when the request is a program's. */
export function askedByFrame({ query: { download } }: Context): string | null {
  return typeof download === 'string' && markPattern.test(download) ? download : null
}

/** The input of a GET endpoint knows nothing of the mark. */
export const withoutMark = (query: ParsedUrlQuery): ParsedUrlQuery => Object.fromEntries(Object.entries(query).filter(([name]) => name !== 'download'))

export function markStarted(platform: Platform, ctx: Context): void {
  const mark: unknown = ctx.state.download
  if (typeof mark !== 'string') return
  ctx.cookies.secure = platform.config.secureCookies
  // Read and removed by the page; it says nothing but that.
  ctx.cookies.set(`talent_download_${mark}`, '1', {
    httpOnly: false, sameSite: 'strict', secure: platform.config.secureCookies, path: '/', overwrite: true, maxAge: cookieKeptMs,
  })
}
