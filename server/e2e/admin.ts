import { randomUUID } from 'node:crypto'
import { createClient, type Client } from '@talent/shared/client'
import type { APIRequestContext, Page } from 'playwright-core'
import { password } from './sandbox'

/** Required fields have a star in their accessible name. */
const labelled = (label: string) => new RegExp(`^(\\* )?${label}`)

export async function signInAdmin(page: Page, username: string): Promise<void> {
  await sendSignIn(page, username, password)
  await page.getByRole('heading', { level: 1, name: '待办' }).waitFor()
}

/** Whatever comes of it. */
export async function sendSignIn(page: Page, username: string, secret: string): Promise<void> {
  await page.goto('/admin/')
  await page.getByRole('textbox', { name: '账号' }).fill(username)
  await page.getByRole('textbox', { name: '密码' }).fill(secret)
  await page.getByRole('button', { name: '登录', exact: true }).click()
}

export const openMenu = (page: Page, label: string) => page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: label, exact: true }).click()

/** Opens a drop-down, narrows it by typing where that is possible, and takes the entry. */
export async function choose(page: Page, label: string, text: string): Promise<void> {
  const box = page.getByRole('combobox', { name: labelled(label) })
  await box.click()
  if (await box.isEditable()) await box.fill(text)
  await page.getByTitle(text, { exact: true }).filter({ visible: true }).last().click()
}

export const write = (page: Page, label: string, text: string) => page.getByRole('textbox', { name: labelled(label) }).fill(text)

export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click()

/** The words come into sight. */
export const sees = (page: Page, text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor()

async function pictureOf(file: unknown): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  if (!(file instanceof Blob)) throw new Error('A picture is uploaded as a blob')
  return { name: 'picture.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(await file.arrayBuffer()) }
}

/** Calls with the session of `page.request`, or of a token, to save the time of doing the same by hand once more. */
export function clientOf(request: APIRequestContext, token?: string): Client<never> {
  const bearer: Record<string, string> = token === undefined ? {} : { Authorization: `Bearer ${token}` }
  return createClient<never>(async ({ method, path, headers, body, upload }) => {
    const sent = upload ? { multipart: { input: upload.input, file: await pictureOf(upload.file) } } : body === undefined ? {} : { data: body }
    const response = await request.fetch(path, { method, headers: { ...headers, ...bearer }, ...sent })
    return { status: response.status(), body: await response.text() }
  }, randomUUID)
}

/** Hands a file to the place that says so. */
export async function dropFile(page: Page, place: RegExp, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: place }).click()])
  await chooser.setFiles(file)
}

/** The code of a business, from the one time that it is shown. */
export async function issueCode(page: Page, business: string): Promise<string> {
  await openMenu(page, '机构人事业务管理')
  await press(page, `为“${business}”生成授权码`)
  const words = await page.getByRole('dialog', { name: `“${business}”的授权码` }).innerText()
  const code = /[0-9A-Z]{5} [0-9A-Z]{5}/.exec(words)?.[0]
  if (code === undefined) throw new Error(`No code is shown: ${words}`)
  await press(page, '已交给业务管理人，关闭')
  await page.getByRole('row', { name: new RegExp(business) }).getByText('待使用').waitFor()
  return code
}

/** Presses a button that downloads, and gives what came. */
export async function download(page: Page, name: string): Promise<Buffer> {
  const [file] = await Promise.all([page.waitForEvent('download'), press(page, name)])
  const chunks: Buffer[] = []
  for await (const chunk of await file.createReadStream()) chunks.push(chunk)
  return Buffer.concat(chunks)
}
