import type { Router } from '@koa/router'

/**
 * Addresses that stand in QR codes. WeChat's rules for plain links (a prefix for each page) open the mini-program with them; every
 * other reader comes to the same page of the browser edition. WeChat allows no `#` in such a rule, so they are paths of their own.
 */
const pages = {
  position: '/packages/manager/position/index',
  'web-sign-in': '/packages/manager/web-sign-in/index',
} as const

export const pageLink = (publicUrl: string, page: keyof typeof pages, code: string): string => `${publicUrl}/open/${page}?code=${encodeURIComponent(code)}`

export function mountPageLinks(router: Router): void {
  for (const [name, page] of Object.entries(pages)) {
    router.get(`/open/${name}`, (ctx) => {
      const { code } = ctx.query
      ctx.redirect(`/m/#${page}?code=${encodeURIComponent(typeof code === 'string' ? code : '')}`)
    })
  }
}
