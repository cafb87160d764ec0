import { getFilingPicture, objectToFiling } from '@talent/shared/contract/candidate'
import { basic, filingOf, segment, trial } from '../given-candidate'
import { OnFilingPage } from './on-filing-page'

const former = (attachmentId: number, label: string) => ({ attachmentId, width: 1200, height: 900, label })
const picture = (attachmentId: number, label: string, isNew = false) => ({ ...former(attachmentId, label), isNew })

let page: OnFilingPage
beforeEach(() => {
  page = new OnFilingPage()
  page.server.on(getFilingPicture, {})
  page.filings = [filingOf({ sections: [{ ...basic, pictures: [picture(1, '照片')] }, { ...trial, title: '学历：本科', pictures: [picture(2, '学历附件 1'), picture(3, '学历附件 2')] }, segment] })]
})
afterEach(() => page.end())

const asked = () => page.server.sentTo(getFilingPicture).map(({ params, query }) => `${params['attachmentId']} ${query['size']}`)

test('thumbnails come with the page, the whole picture by a tap; one leafs through all and turns them', async () => {
  await page.open()
  expect(asked().sort()).toEqual(['1 thumb', '2 thumb', '3 thumb'])
  await page.tap('查看学历附件 1大图')
  expect(asked()).toContain('2 full')
  expect(page.text).toContain('2/3')
  await page.tap('下一张')
  expect(page.text).toContain('3/3')
  await page.tap('旋转')
  await page.tap('上一张')
  await page.tap('上一张')
  expect(page.text).toContain('1/3')
  await page.tap('关闭')
  expect(page.text).not.toContain('1/3')
})

test('one that does not come is loaded again by a tap', async () => {
  page.server.on(getFilingPicture, 'offline')
  await page.open()
  await page.app.pass(10_000)
  page.server.on(getFilingPicture, {})
  await page.tap('重新加载照片')
  expect(page.app.page.find('查看照片大图')).toHaveLength(1)
})

test('a picture is objected to by itself', async () => {
  page.server.on(objectToFiling, filingOf({ state: 'objected' }))
  await page.open()
  await page.pointAt('学历：本科', '图片：学历附件 2', '这张不是我的毕业证')
  expect(page.text).toContain('图片：学历附件 2有误：这张不是我的毕业证')
  await page.tap('先提交 1 处异议')
  expect(page.server.sentTo(objectToFiling).map(({ input }) => input)).toMatchObject([{ objections: [{ section: 'trial', field: 'picture-3', remark: '这张不是我的毕业证' }] }])
})

test('replaced pictures stand beside the new ones, and both can be looked at', async () => {
  page.filings = [filingOf({ sections: [basic, { ...trial, title: '学历：本科', change: 'changed', pictures: [picture(4, '学历附件', true)], picturesBefore: [former(2, '学历附件')] }] })]
  await page.open()
  expect(page.text).toContain('单位已换下或删除的图片')
  await page.tap('查看学历附件（新）大图')
  expect(page.text).toContain('1/2')
  await page.tap('下一张')
  expect(page.text).toContain('学历附件（原来的）')
  expect(asked()).toContain('2 full')
})
