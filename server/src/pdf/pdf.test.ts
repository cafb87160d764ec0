import { once } from 'node:events'
import { buffer as whole } from 'node:stream/consumers'
import sharp from 'sharp'
import { createPdf, type Column } from './pdf'
import { readPdf } from './testing/read-pdf'

const now = new Date('2026-03-10T01:00:00.000Z')
const start = (options: { landscape?: boolean; footer?: string } = {}) => createPdf({ title: '测试', now, ...options })

test('title, paragraphs and fields are on the page as text that can be searched', async () => {
  const pdf = start({ footer: '编号 42' })
  pdf.title('单位人事账号申请表', '2026 年')
  pdf.paragraph('申请人承诺以上内容属实。')
  pdf.fields([{ label: '单位名称', value: '襄阳市第一人民医院' }, { label: '主管单位', value: null }], { columns: 4, band: '单位信息' })
  const { pages } = readPdf(await whole(pdf.finish()))
  expect(pages).toHaveLength(1)
  for (const text of ['单位人事账号申请表', '2026 年', '申请人承诺以上内容属实。', '单位信息', '单位名称', '襄阳市第一人民医院', '主管单位', '编号 42', '第 1 页 共 1 页']) expect(pages[0]?.split('\n')).toContain(text)
})

const columns: Column<number>[] = [
  { label: '序号', share: 1, align: 'center', value: (_row, index) => String(index + 1) },
  { label: '姓名', share: 3, value: (row) => `考生${row}` },
]

test('a long list goes over pages, with its heading and the number on each', async () => {
  const pdf = start({ landscape: true })
  pdf.table(columns, Array.from({ length: 120 }, (_, i) => 1000 + i))
  const { pages } = readPdf(await whole(pdf.finish()))
  expect(pages.length).toBeGreaterThan(3)
  pages.forEach((page, i) => {
    expect(page.split('\n').slice(0, 2)).toEqual(['序号', '姓名'])
    expect(page).toContain(`第 ${i + 1} 页 共 ${pages.length} 页`)
  })
  const names = pages.flatMap((page) => page.split('\n').filter((line) => line.startsWith('考生')))
  expect(names).toEqual(Array.from({ length: 120 }, (_, i) => `考生${1000 + i}`))
})

test('an empty list says so', async () => {
  const pdf = start()
  pdf.table(columns, [], { empty: '本年度没有考生' })
  expect(readPdf(await whole(pdf.finish())).pages[0]).toContain('本年度没有考生')
})

test('a cell that is longer than a page breaks and nothing of it is lost', async () => {
  const long = Array.from({ length: 3000 }, (_, i) => String.fromCodePoint(0x4e00 + (i % 500))).join('')
  const pdf = start()
  pdf.fields([{ label: '说明', value: long, wide: true }, { label: '备注', value: '末行' }], { columns: 2, band: '其他' })
  const { pages } = readPdf(await whole(pdf.finish()))
  expect(pages.length).toBeGreaterThan(1)
  expect(pages[1]).toContain('其他（续）')
  const written = pages.flatMap((page) => page.split('\n')).filter((line) => /^[\u4e00-\u4ff3]{20,}/.test(line)).join('')
  expect(long.startsWith(written.slice(0, 2900))).toBe(true)
  expect(pages.at(-1)).toContain('末行')
})

test('a character that the font lacks is marked, and its page says so', async () => {
  const pdf = start()
  pdf.paragraph(`张${String.fromCodePoint(0x1f600)}\u{E000}三，䶮𬱖·\u200B\u0007\uD800`)
  pdf.newPage()
  pdf.paragraph('这一页没有')
  const [first, second] = readPdf(await whole(pdf.finish())).pages
  expect(first).toContain('张〓〓三，䶮𬱖·〓')
  expect(first).toContain('字库中没有')
  expect(second).not.toContain('字库中没有')
})

test('signatures stay together: those that do not fit go to the next page', async () => {
  const pdf = start()
  pdf.space(600)
  pdf.signatures([{ title: '申请人', signer: '申请人签名' }, { title: '单位意见', seal: '（单位公章）', signer: '经办人签名' }])
  const [first, second] = readPdf(await whole(pdf.finish())).pages
  expect(first).not.toContain('申请人签名')
  for (const text of ['申请人签名：', '（单位公章）', '经办人签名：', '日期：']) expect(second).toContain(text)
})

test('a code is drawn as squares and its letters stand beside it', async () => {
  const pdf = start()
  pdf.qrCode('https://example.test/check?code=ABCD', { caption: ['提交编码', 'ABCD-EFGH'] })
  pdf.qrCode('ABCD', { at: 'corner', caption: ['ABCD'] })
  const { pages, rectangles, images } = readPdf(await whole(pdf.finish()))
  expect(rectangles[0]).toBeGreaterThan(200)
  expect(images).toBe(0)
  expect(pages[0]).toContain('ABCD-EFGH')
})

test('pictures are placed; one that is gone or broken says so', async () => {
  const jpeg = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#88aacc' } }).jpeg().toBuffer()
  const png = await sharp({ create: { width: 200, height: 300, channels: 4, background: { r: 200, g: 90, b: 0, alpha: 0.5 } } }).png().toBuffer()
  const pdf = start()
  pdf.pictures([{ content: jpeg, caption: '正面' }, { content: png, caption: '反面' }, { content: null, caption: '缺' }, { content: Buffer.from('not a picture'), caption: '坏' }], { columns: 2, height: 160 })
  const { pages, images } = readPdf(await whole(pdf.finish()))
  expect(images).toBeGreaterThanOrEqual(2)
  expect(pages[0]?.split('\n').filter((line) => line === '图片无法显示')).toHaveLength(2)
  expect(pages[0]).toContain('反面')
})

test('two files made at the same time do not mix', async () => {
  const texts = ['甲方', '乙方', '丙方']
  const files = await Promise.all(texts.map((text) => {
    const pdf = start()
    pdf.paragraph(text)
    return whole(pdf.finish())
  }))
  expect(files.map((file) => readPdf(file).pages[0]?.split('\n')[0])).toEqual(texts)
  expect(Math.max(...files.map((file) => file.length))).toBeLessThan(60_000)
})

test('a file goes out piece by piece', async () => {
  const pdf = start()
  for (let page = 0; page < 20; page += 1) {
    pdf.paragraph(`第 ${page} 页的内容`)
    pdf.newPage()
  }
  const file = pdf.finish()
  const pieces: Buffer[] = []
  file.on('data', (piece: Buffer) => pieces.push(piece))
  await once(file, 'end')
  expect(pieces.length).toBeGreaterThan(20)
  const all = Buffer.concat(pieces)
  expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(all.length / 2)
  expect(readPdf(all).pages).toHaveLength(21)
})
