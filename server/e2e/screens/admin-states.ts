import type { Page } from 'playwright-core'
import { press } from '../admin'
import { waitUntil } from '../page-checks'

export const openDialog = (button: string) => async (page: Page) => {
  await press(page, button)
  await page.getByRole('dialog').first().waitFor()
}

/** Every list of the institution, once as a new institution sees it and once as it looks when the server refuses. */
export const lists = [
  '', 'departments', 'posts', 'people', 'photo-wall', 'pictures', 'details', 'key-groups', 'transfers', 'imports', 'trials', 'pre-registrations', 'objections', 'audit', 'payments', 'businesses', 'accounts', 'roles', 'account-reviews', 'operation-log',
]
/** The same of the authority's lists, and the institution's pages that are no lists. */
export const authorityLists = ['', 'hr-account-reviews', 'institution-change-reviews', 'identity-reviews', 'transfer-reviews', 'person-checks', 'staffing-grants', 'lower-accounts']
export const openPages = ['institution', 'institution-changes', 'staffing-quotas', 'confirmation-code', 'exam-years', 'account-verification', 'trials/new']
const ofPages = (url: URL) => url.pathname.startsWith('/api/') && !url.pathname.startsWith('/api/session')

export async function emptied(page: Page): Promise<void> {
  await page.route(ofPages, async (route) => {
    const response = await route.fetch()
    const body: unknown = await response.json().catch(() => null)
    await (body === null ? route.fulfill({ response }) : route.fulfill({ response, json: withoutRows(body) }))
  })
  await page.reload({ waitUntil: 'networkidle' })
}

/** The same answer with no rows and with nothing counted. */
function withoutRows(value: unknown): unknown {
  if (Array.isArray(value)) return []
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, key === 'total' ? 0 : key === 'counts' ? zeros(inner) : withoutRows(inner)]))
}
const zeros = (counts: unknown) => (typeof counts === 'object' && counts !== null ? Object.fromEntries(Object.keys(counts).map((key) => [key, 0])) : counts)

export async function refused(page: Page): Promise<void> {
  const problem = { type: 'about:blank', status: 500, code: 'INTERNAL', title: '服务器出了问题，这次没有完成，请稍后重试' }
  await page.route(ofPages, (route) => route.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify(problem) }))
  await page.reload({ waitUntil: 'networkidle' })
  await page.getByRole('alert').first().waitFor()
}

/** The server takes its time: what is shown meanwhile. */
export async function unanswered(page: Page): Promise<void> {
  await page.route(ofPages, () => undefined)
  await page.reload({ waitUntil: 'domcontentloaded' })
  await page.locator('.ant-skeleton').first().waitFor()
}

export async function offerDraft(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: /姓名/ }).first().fill('张小燕')
  await waitUntil(page, `Object.keys(localStorage).some((key) => key.startsWith('draft:'))`)
  page.once('dialog', (dialog) => void dialog.accept())
  await page.reload({ waitUntil: 'networkidle' })
  await page.getByRole('button', { name: '恢复', exact: true }).waitFor()
}
export async function openHelp(page: Page): Promise<void> {
  await press(page, '帮助')
  await page.getByRole('complementary', { name: '帮助' }).getByRole('heading', { level: 3 }).first().waitFor()
}
export async function helpInDialog(page: Page): Promise<void> {
  await openDialog('新增角色')(page)
  await page.keyboard.press('F1')
  await page.getByRole('complementary', { name: '帮助' }).getByRole('heading', { level: 3 }).first().waitFor()
}
