import { randomUUID } from 'node:crypto'
import { bindWechatPhone, giveConsent, privacyVersion, signInWithWechat } from '@talent/shared/contract/wechat-session'
import type { Page } from 'playwright-core'
import { clientOf } from './admin'
import { smsCode, specimenCard } from './sandbox'

/** Pages that were left stay in the document, hidden. */
const shown = (page: Page, role: 'button' | 'checkbox' | 'switch' | 'tab', name: string | RegExp) =>
  page.getByRole(role, { name, exact: true }).filter({ visible: true }).first()

export const tap = (page: Page, name: string | RegExp) => shown(page, 'button', name).tap()
export const tick = (page: Page, name: string | RegExp) => shown(page, 'checkbox', name).tap()
export const turnOn = (page: Page, name: string) => shown(page, 'switch', name).tap()
/** Into the box that asks for it in these words. */
export const enter = (page: Page, placeholder: string, text: string) =>
  page.locator('input, textarea').and(page.getByPlaceholder(placeholder, { exact: true })).filter({ visible: true }).first().fill(text)
export const openTab = (page: Page, name: string) => page.getByRole('link', { name }).filter({ visible: true }).tap()

/** The words come into sight. */
export const sees = (page: Page, text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor()
export const seesButton = (page: Page, name: string | RegExp) => shown(page, 'button', name).waitFor()

/** In the window that asks before what can't be undone. */
export const answer = (page: Page, deed: string) => page.locator('.taro-modal__foot').getByText(deed, { exact: true }).filter({ visible: true }).tap()

/** Takes a picture where the button asks for one. */
export async function choosePicture(page: Page, button: string, picture: { name: string; buffer: Buffer }): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), tap(page, button)])
  await chooser.setFiles({ ...picture, mimeType: 'image/jpeg' })
}

/** `then`: what is seen afterwards, for who is in trouble. */
export async function signInByPhone(page: Page, phone: string, then: string | RegExp = /^您好/): Promise<void> {
  await page.goto('/m/')
  await tap(page, '去登录')
  await tick(page, /我已阅读并同意《隐私说明》/)
  await enter(page, '请输入手机号', phone)
  await tap(page, '获取验证码')
  await sees(page, '验证码已发送')
  await enter(page, '6 位数字', await smsCode(page.request, phone))
  await tap(page, '手机快捷登录')
  await sees(page, then)
}

/** As the same person, by WeChat instead of an SMS: codes to one phone are a minute apart. */
export async function signInByWechat(page: Page, phone: string): Promise<void> {
  const first = await clientOf(page.request).call(signInWithWechat, { code: `sandbox:${phone}:${randomUUID()}` })
  const client = clientOf(page.request, first.token)
  await client.call(giveConsent, { kind: 'privacy', version: privacyVersion })
  const { token, expiresAt } = await client.call(bindWechatPhone, { code: `phone:${phone}` })
  await page.goto('/m/')
  const kept = JSON.stringify({ data: { token, expiresAt, way: 'phone' } })
  await page.evaluate(`localStorage.setItem('session', ${JSON.stringify(kept)})`)
  await page.reload()
  await sees(page, /^您好/)
}

/** `look`: at every picture of the page on the way. */
export async function verifyIdentity(page: Page, name: string, number: string, look?: () => Promise<void>): Promise<void> {
  await tap(page, '身份证（自动核验）')
  await handInCards(page, name, number, look)
  await tap(page, '开始核验')
  await sees(page, '认证成功')
}

/** Who one is, the separate consent, and both sides of a specimen card. */
export async function handInCards(page: Page, name: string, number: string, look?: () => Promise<void>): Promise<void> {
  await enter(page, '请输入姓名', name)
  await enter(page, '请输入身份证号', number)
  await tap(page, '下一步：拍摄证件')
  await tap(page, '同意并继续')
  for (const [side, label] of [['front', '身份证人像面'], ['back', '身份证国徽面']] as const) {
    const buffer = await specimenCard(page.request, side, name, number)
    await tap(page, `拍摄${label}`)
    await choosePicture(page, '从相册选择', { name: `${side}.jpg`, buffer })
    await seesButton(page, '使用这张照片')
    await look?.()
    await tap(page, '使用这张照片')
    await seesButton(page, `重拍${label}`)
  }
}

/**
 * The wheel takes a tap by its place, as a finger does: what is tapped comes to the middle. While it is still opening
 * a tap is lost, so it is tapped until it has moved and then stays. Not for the choice that is in the middle already.
 */
export async function turnWheel(page: Page, field: RegExp, choice: string): Promise<void> {
  await tap(page, field)
  const done = page.getByText('确定', { exact: true }).filter({ visible: true })
  await done.waitFor()
  const item = page.getByText(choice, { exact: true }).filter({ visible: true }).last()
  const place = async () => {
    await restsOf(item)
    const box = await item.boundingBox()
    if (!box) throw new Error(`${choice} is not on the wheel`)
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  }
  for (let moved = false, before = await place(), n = 0; n < 20; n++) {
    await page.touchscreen.tap(before.x, before.y)
    await page.waitForTimeout(150)
    const after = await place()
    const stays = Math.abs(after.y - before.y) < 2
    if (moved && stays) return done.tap()
    moved ||= !stays
    before = after
  }
  throw new Error(`the wheel does not turn to ${choice}`)
}

/** Waits until it has stopped moving. */
async function restsOf(item: ReturnType<Page['getByText']>): Promise<void> {
  await (await item.elementHandle())?.waitForElementState('stable')
}

/** Every section of the filing, but for one that is wrong, until `button` leads on. */
export async function markAllRight(page: Page, { wrong = '', button = '确认信息' } = {}): Promise<void> {
  const right = page.getByRole('button', { name: wrong ? new RegExp(`^(?!展开|收起|${wrong}).*无误$`) : /^(?!展开|收起).*无误$/ }).filter({ visible: true })
  for (;;) {
    // What has been found right folds up, and what comes after it opens.
    await right.first().or(shown(page, 'button', button)).first().waitFor()
    const name = (await right.count()) > 0 ? await right.first().getAttribute('aria-label') : null
    if (name === null) return
    await tap(page, name)
    await shown(page, 'button', name).waitFor({ state: 'hidden' })
  }
}

/** One thing of a section is wrong, in the candidate's words. */
export async function pointOut(page: Page, section: string, what: string, remark: string): Promise<void> {
  const verdict = (words: string) => page.getByRole('button', { name: `${section}${words}`, exact: true }).filter({ visible: true })
  await verdict('有误').or(verdict('再指出一处')).tap()
  await tap(page, `有误的是${what}`)
  await page.locator('textarea').filter({ visible: true }).fill(remark)
  await tap(page, '记下这处有误')
}

/** From the last button, or the declaration that it has opened: the declaration, the consent where it is still missing, and the face. */
export async function confirmByFace(page: Page): Promise<void> {
  const accepted = shown(page, 'checkbox', '我已阅读并同意以上承诺')
  if (!(await accepted.count())) await tap(page, '确认信息')
  await tick(page, '我已阅读并同意以上承诺')
  const consent = shown(page, 'checkbox', /我单独同意使用我的人脸信息/)
  if (await consent.count()) await consent.tap()
  await tap(page, '人脸核验并提交')
  await passFaceCheck(page)
  await sees(page, '已确认并提交。内容已原样存档并锁定')
}

/** The page of the sandbox that stands for WeChat's cashier; it leads back by itself. */
export async function payAtCashier(page: Page): Promise<void> {
  await page.getByRole('heading', { name: '收银台（模拟）' }).waitFor()
  await page.getByRole('button', { name: /^支付 / }).tap()
}

/** The page of the sandbox that stands for WeChat's; it leads back by itself. */
export async function passFaceCheck(page: Page): Promise<void> {
  await page.getByRole('heading', { name: '人脸核验（模拟）' }).waitFor()
  await page.getByRole('button', { name: '通过', exact: true }).tap()
}

/** From the code to the binding, by face. */
export async function bindBusiness(page: Page, code: string, organization: string): Promise<void> {
  await openTab(page, '管理')
  await lookUpCode(page, code, organization)
  await tap(page, '人脸核验并绑定')
  await passFaceCheck(page)
  await sees(page, '绑定成功')
}

/** What a code grants. */
export async function lookUpCode(page: Page, code: string, organization: string): Promise<void> {
  await tap(page, '添加业务')
  await enter(page, '10 位字母和数字', code)
  await tap(page, '查看授权内容')
  await sees(page, organization)
}
