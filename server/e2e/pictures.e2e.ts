import sharp from 'sharp'
import { createDetail, uploadPersonPicture } from '@talent/shared/contract/details'
import { listDepartments } from '@talent/shared/contract/organization'
import { createPerson, searchPeople, type PersonInput } from '@talent/shared/contract/people'
import { removeDetailPicture, searchPictures } from '@talent/shared/contract/pictures'
import { createTrial, getTrial } from '@talent/shared/contract/trials'
import { chinaTime } from '../src/platform'
import { detailValues } from '../test/given-details'
import { personInput } from '../test/given-people'
import { ownSegment, trialInput } from '../test/given-trials'
import * as admin from './admin'
import { journey } from './journey'
import { findBarriers, waitUntil } from './page-checks'

/** Many pictures at once, matched by their names, put right and uploaded with the keyboard alone; then the photo wall. */

const { at, step, end } = journey({ institution: { viewport: { width: 1366, height: 768 } } })
const people = { 一帆: personInput({ departmentId: 0, name: '阚一帆' }), 二帆: personInput({ departmentId: 0, name: '阚二帆' }), 另二帆: personInput({ departmentId: 0, name: '阚二帆' }), 三帆: personInput({ departmentId: 0, name: '阚三帆' }) }
const jpg = (red: number) => sharp({ create: { width: 600, height: 420, channels: 3, background: { r: red, g: 150, b: 120 } } }).jpeg().toBuffer()
const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/jpeg', buffer })
const clientOf = () => admin.clientOf(at('institution').request)

/** As an import leaves it: the record without its scan. */
async function fileEducation(personId: number): Promise<void> {
  const client = clientOf()
  const { attachmentId } = await client.call(uploadPersonPicture, { personId, file: new Blob([new Uint8Array(await jpg(1))]) })
  const { id } = await client.call(createDetail, { personId, section: 'education', values: detailValues.education, pictureIds: [attachmentId] })
  await client.call(removeDetailPicture, { personId, detailId: id, attachmentId })
}

step('four people are on file, their scans and portraits are not', async () => {
  const page = at('institution')
  await admin.signInAdmin(page, 'hospitaladmin')
  const departmentId = (await clientOf().call(listDepartments, {})).items[0]?.id ?? 0
  for (const input of Object.values<PersonInput>(people)) await fileEducation((await clientOf().call(createPerson, { ...input, departmentId })).id)
  await page.goto('/admin/')
  await page.getByRole('link', { name: /资料缺少附件/ }).press('Enter')
  await page.getByRole('heading', { level: 1, name: '附件批量导入' }).waitFor()
  await page.getByRole('tab', { name: /^未上传/, selected: true }).waitFor()
  expect(await findBarriers(page)).toEqual([])
})

step('what was dropped is matched before anything travels', async () => {
  const page = at('institution')
  const large = await sharp({ create: { width: 3200, height: 2400, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 60 } } }).jpeg({ quality: 95 }).toBuffer()
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: /将图片拖到这里/ }).press('Enter')])
  await chooser.setFiles([
    file(`${people.一帆.identityNumber}毕业证.jpg`, await jpg(40)), file('阚二帆 学历.jpg', await jpg(50)), file('阚三帆照片.jpg', await jpg(60)),
    file('阚三帆毕业证书.jpg', large), file('查无此人毕业证.jpg', await jpg(70)), { name: '说明.docx', mimeType: 'application/octet-stream', buffer: Buffer.from('words') },
  ])
  await page.getByRole('tab', { name: '全部（6）' }).waitFor()
  await admin.sees(page, '有 2 位人员叫“阚二帆”，请选择是哪一位')
  await admin.sees(page, '文件名中没有找到本单位人员的证件号或姓名，请选择人员')
  await admin.sees(page, '不是 JPG 或 PNG 图片，请转换后再选择')
  await admin.sees(page, /超过 3 MB，请压缩后上传/)
  await page.getByRole('button', { name: '上传 2 张图片' }).waitFor()
  expect(await findBarriers(page)).toEqual([])
})

step('what is not certain is chosen, what is too large shrunk, what does not belong removed', async () => {
  const page = at('institution')
  const whose = page.getByRole('combobox', { name: '阚二帆 学历.jpg 是谁的' })
  await whose.focus()
  await whose.press('ArrowDown')
  await page.getByTitle(/^阚二帆/).filter({ visible: true }).first().waitFor()
  await whose.press('Enter')
  await page.getByRole('button', { name: '更改 阚二帆 学历.jpg 的人员和资料' }).waitFor()
  await page.getByRole('button', { name: '移除 查无此人毕业证.jpg' }).press('Enter')
  await page.getByRole('button', { name: '移除 说明.docx' }).press('Enter')
  await page.getByRole('button', { name: '压缩太大的 1 张' }).press('Enter')
  await page.getByRole('button', { name: '上传 4 张图片' }).waitFor()
})

step('a network that goes and comes back doubles nothing', async () => {
  const page = at('institution')
  await page.context().setOffline(true)
  await page.getByRole('button', { name: '上传 4 张图片' }).press('Enter')
  await admin.sees(page, '暂时连接不上服务器，恢复后会自动继续，不会重复上传')
  await page.context().setOffline(false)
  await admin.sees(page, '已上传 4 张，共 4 张')
  await page.getByRole('button', { name: '完成，返回列表' }).press('Enter')
  await page.getByRole('tab', { name: /^已上传/ }).waitFor()
  for (const name of ['阚一帆', '阚三帆']) {
    const { items } = await clientOf().call(searchPictures, { name })
    expect(items.map((row) => row.pictures.length)).toEqual([1])
  }
  expect((await clientOf().call(searchPictures, { name: '阚二帆' })).counts).toEqual({ missing: 1, uploaded: 1 })
})

step('one is dropped on its row, and deleted there', async () => {
  const page = at('institution')
  await page.goto('/admin/pictures?section=portrait&name=阚一帆')
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('row', { name: /阚一帆/ }).getByRole('button', { name: '上传阚一帆的照片（头像）' }).press('Enter')])
  await chooser.setFiles(file('随便什么.jpg', await jpg(80)))
  await page.getByRole('button', { name: '删除阚一帆的照片（头像）' }).press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: '删除', exact: true }).press('Enter')
  await page.getByRole('row', { name: /阚一帆/ }).getByText('未上传').waitFor()
})

step('a stamped form of a filing goes in by the words in its file name, and the filing comes before the candidate', async () => {
  const page = at('institution')
  const client = clientOf()
  const [found] = (await client.call(searchPeople, { name: '阚三帆' })).items
  const year = Number(chinaTime(new Date()).slice(0, 4))
  const trial = await client.call(createTrial, {
    personId: found?.id ?? 0,
    ...trialInput({ examYear: year, schoolOrArmy: true, segments: [ownSegment({ startDate: `${year - 1}-01-01`, endDate: `${year - 1}-12-31` })] }),
  })
  await page.goto('/admin/pictures')
  await admin.choose(page, '资料类别', '高校/部队考生报考表')
  await page.getByRole('row', { name: /阚三帆/ }).getByText('未上传').waitFor()
  expect(await findBarriers(page)).toEqual([])
  await admin.choose(page, '资料类别', '全部证书资料')
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: /将图片拖到这里/ }).press('Enter')])
  await chooser.setFiles([file('阚三帆 报考表.jpg', await jpg(90)), file('阚一帆 报考表.jpg', await jpg(95))])
  await admin.sees(page, `高校/部队考生报考表（${year} 年度）`)
  await admin.sees(page, /阚一帆没有需要高校\/部队考生报考表的填报/)
  await page.getByRole('button', { name: '移除 阚一帆 报考表.jpg' }).press('Enter')
  await page.getByRole('button', { name: '上传 1 张图片' }).press('Enter')
  await admin.sees(page, '已上传 1 张，共 1 张')
  await page.getByRole('button', { name: '完成，返回列表' }).press('Enter')
  await admin.choose(page, '资料类别', '高校/部队考生报考表')
  await page.getByRole('row', { name: /阚三帆/ }).getByText('已上传').waitFor()
  expect((await client.call(getTrial, { trialId: trial.id })).forms).toMatchObject([{ form: 'schoolOrArmy', photos: [{}] }])
})

step('the photo wall shows them, walked with the arrow keys and opened with Enter', async () => {
  const page = at('institution')
  await page.goto('/admin/photo-wall?name=阚')
  const cards = page.getByRole('list', { name: '人员照片' }).getByRole('link')
  await cards.first().waitFor()
  expect(await cards.count()).toBe(4)
  await waitUntil(page, `document.querySelector('img[alt="阚三帆的照片"]')?.naturalWidth > 0`)
  expect(await findBarriers(page)).toEqual([])
  await cards.first().focus()
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowLeft')
  const name = await page.evaluate('document.activeElement.textContent')
  expect(name).toContain('阚二帆')
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: '阚三帆' }).waitFor()
  await page.goBack()
  await cards.first().dblclick()
  await page.getByRole('heading', { level: 1, name: '阚三帆' }).waitFor()
})

end()
