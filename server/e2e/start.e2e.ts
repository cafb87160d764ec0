import { desktop, openBrowser, phone } from './browser'

let browser: Awaited<ReturnType<typeof openBrowser>>
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

test.each([
  ['the mini-program', '/m/', phone],
  ['the admin view', '/admin/', desktop],
])('%s opens without an error', async (_, path, device) => {
  const { page, context, errors } = await browser.open(device)
  await page.goto(path, { waitUntil: 'networkidle' })
  expect((await page.locator('body').innerText()).trim()).not.toBe('')
  expect(errors).toEqual([])
  await context.close()
})
