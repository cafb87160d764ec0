import { drawCertificate } from '../src/demonstration/specimens'
import { demoPerson } from '../src/demonstration/people'
import * as admin from './admin'
import { openBrowser, type OpenPage } from './browser'
import { Keyboard } from './keyboard'
import { password } from './sandbox'
import { inOrder } from './steps'

/** What a clerk without a mouse sets up and files: departments, posts, a person with a certificate, the institution itself. */

const screen = { viewport: { width: 1366, height: 768 } }
const suffix = String(Date.now()).slice(-6)
const ward = `病区${suffix}`
const post = `主治医师${suffix}`
// Born on a day of its own, so that the test may be run again on the same content.
const born = `19${70 + (Number(suffix.slice(0, 2)) % 30)}-0${1 + (Number(suffix[2]) % 9)}-1${suffix[3]}`
const person = demoPerson('钟灵毓', '2', born)

let browser: Awaited<ReturnType<typeof openBrowser>>
let web: OpenPage
let keyboard: Keyboard
beforeAll(async () => {
  browser = await openBrowser()
  web = await browser.open(screen)
  keyboard = new Keyboard(web.page)
})
afterAll(() => browser.close())
const step = inOrder(async () => undefined)

step('signs in, and skips the menu', async () => {
  const { page } = web
  await page.goto('/admin/')
  await page.getByRole('textbox', { name: '账号' }).waitFor()
  await keyboard.write('账号', 'tcmhospital')
  await keyboard.write('密码', password)
  await keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: '待办' }).waitFor()
  await keyboard.use('部门管理', { back: true, role: 'link' })
  await page.getByRole('heading', { level: 1, name: '部门管理' }).waitFor()
})

step('makes departments', async () => {
  const { page } = web
  for (const [name, category] of [[`${ward}甲`, '村卫生室'], [`${ward}乙`, '村卫生室']] as const) {
    await keyboard.use('新增科室')
    await keyboard.inDialog(async () => {
      await keyboard.write('科室名称', name)
      await keyboard.choose('科室（部门）类别', category)
      await keyboard.use('保存')
    })
    await admin.sees(page, name)
  }
})

step('moves one up, in the tree that arrows walk', async () => {
  const { page } = web
  await keyboard.use('调整顺序和层级', { back: true })
  await keyboard.inDialog(async () => {
    await keyboard.to('科室', { role: 'tree' })
    await keyboard.arrowTo(`${ward}乙`)
    await page.getByRole('treeitem', { selected: true }).waitFor()
    await keyboard.use('上移', { back: true })
    await keyboard.use('完成')
  })
  expect(await keyboard.until(`document.body.innerText.indexOf('${ward}乙') < document.body.innerText.indexOf('${ward}甲')`)).toBe(true)
})

step('removes one, after a question', async () => {
  const { page } = web
  await keyboard.use(`删除“${ward}乙”`)
  await keyboard.inDialog(() => keyboard.use('删除'), { returns: false })
  await page.getByRole('button', { name: `编辑“${ward}乙”` }).waitFor({ state: 'detached' })
})

step('makes a post and maps it', async () => {
  const { page } = web
  await keyboard.open('posts', '机构岗位管理')
  await keyboard.use('新增岗位')
  await keyboard.inDialog(async () => {
    await keyboard.write('岗位名称', post)
    await keyboard.use('保存')
  })
  await keyboard.choose(`“${post}”的标准岗位`, '护理（GW00000293）')
  await page.getByRole('tab', { name: /^待映射/ }).waitFor()
  // The focus stays where the next post would be mapped.
  expect(await keyboard.focused()).toMatchObject({ role: 'combobox' })
})

step('files a person, and is led to what is wrong', async () => {
  const { page } = web
  await keyboard.open('people/new', '新增人员')
  await keyboard.write('姓名', person.name)
  await keyboard.write('证件号', person.identityNumber)
  await keyboard.choose('民族', '汉族')
  await keyboard.to('曾用名')
  await keyboard.press('Enter')
  await admin.sees(page, /处需要修改/)
  await keyboard.use(/^手机号码/, { role: 'link' })
  await page.keyboard.insertText(person.mobile)
  await keyboard.choose('学历', '大学本科')
  await keyboard.choose('学位', '学士')
  await keyboard.write('所学专业', '临床医学')
  await keyboard.choose('科室/部门', `${ward}甲`)
  await keyboard.choose('岗位', post)
  await keyboard.choose('在职状态', '医师资格考试试用期考核人员')
  await keyboard.use('保存')
  await page.getByRole('heading', { level: 1, name: new RegExp(person.name) }).waitFor()
  expect(page.url()).toMatch(/people\/\d+$/)
})

step('adds a degree with its certificate', async () => {
  const { page } = web
  const certificate = await drawCertificate({ title: '毕业证书', lines: [['姓名', person.name]], issuer: '华中科技大学' })
  await keyboard.use('新增学历')
  await keyboard.inDialog(async () => {
    await keyboard.to(/学历附件拖到这里，或点击选择/, { role: 'button' })
    const chooser = await keyboard.openChooser()
    await chooser.setFiles({ name: '毕业证.jpg', mimeType: 'image/jpeg', buffer: certificate })
    await page.getByText('已上传').waitFor()
    await keyboard.write('毕业院校', '华中科技大学')
    await keyboard.choose('学历', '大学本科')
    await keyboard.write('毕业日期', '2014-07')
    await keyboard.use('保存')
  })
  await admin.sees(page, /华中科技大学/)
})

step('finds the person by department and by number', async () => {
  const { page } = web
  await keyboard.open('people', '人员信息管理')
  await keyboard.write('证件号', person.identityNumber.slice(-4))
  await keyboard.press('Enter')
  await page.getByText('共 1 条').waitFor()
  await keyboard.use(person.name, { role: 'link' })
  await page.getByRole('heading', { level: 1, name: new RegExp(person.name) }).waitFor()
})

step('keeps the institution’s own data', async () => {
  const { page } = web
  await keyboard.open('institution', '机构信息维护')
  await keyboard.write('邮政编码', '430060')
  await keyboard.use('确认保存')
  await admin.sees(page, /已保存|处需要修改/)
})

test('no page has reported an error', () => expect(web.errors).toEqual([]))
