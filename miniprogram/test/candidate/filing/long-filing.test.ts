import { type Filing, getFilingPicture } from '@talent/shared/contract/candidate'
import { basic, fieldOf, filingOf, segment, trial } from '../given-candidate'
import { OnFilingPage } from './on-filing-page'

let page: OnFilingPage
beforeEach(() => {
  page = new OnFilingPage()
  page.server.on(getFilingPicture, {})
  page.filings = [long()]
})
afterEach(() => page.end())

/** WeChat scores a page down from there; KB of one setData. */
const limit = { nodes: 1_000, setData: 64 }
const details = 20

/** As full as a record gets: 25 basic fields, 20 details with two pictures each, the trial in three segments. */
function long(): Filing {
  const many = (count: number) => Array.from({ length: count }, (_, at) => fieldOf(`f${at}`, `字段名称 ${at + 1}`, `填报的内容，不短也不长 ${at + 1}`))
  const picture = (attachmentId: number) => ({ attachmentId, width: 1200, height: 900, label: `附件 ${attachmentId}`, isNew: false })
  const detail = (at: number) => ({
    ...basic, section: `education-${at}`, title: `学历：大学本科 ${at}`, fields: many(9), pictures: [picture(at * 2), picture(at * 2 + 1)], digest: `d${at}`,
  })
  return filingOf({
    sections: [
      { ...basic, fields: [...basic.fields, ...many(21)], pictures: [picture(900)] }, ...Array.from({ length: details }, (_, at) => detail(at + 1)), trial,
      ...[1, 2, 3].map((at) => ({ ...segment, section: `segment-${at}`, title: `试用期第 ${at} 段` })),
    ],
  })
}

const expectLight = () => {
  const { figures, setDataBytes } = page.app.page
  expect(figures.nodes).toBeLessThan(limit.nodes)
  expect(Math.max(...setDataBytes) / 1024).toBeLessThanOrEqual(limit.setData)
}

test('stays light from the first to the last section, and the picture of a folded section is not loaded', async () => {
  await page.open()
  process.stdout.write(`  a filing of ${details} details: ${page.app.page.figures.nodes} nodes, the largest setData ${(Math.max(...page.app.page.setDataBytes) / 1024).toFixed(1)} KB\n`)
  expectLight()
  expect(page.text).toContain('还差 25 项：基本信息、学历：大学本科 1、学历：大学本科 2等')
  const loaded = () => new Set(page.server.sentTo(getFilingPicture).map(({ params }) => params['attachmentId'])).size
  expect(loaded()).toBeLessThan(20)
  const titles = page.filings[0]?.sections.map(({ title }) => title) ?? []
  for (const title of titles) {
    await page.tap(`${title}无误`)
    expectLight()
  }
  expect(page.text).toContain('全部栏目核对无误')
  expect(loaded()).toBe(details * 2 + 1)
})

test('what is wrong everywhere stays light too', async () => {
  await page.open()
  for (const { title } of page.filings[0]?.sections.slice(1, 12) ?? []) {
    if (page.app.page.find(`${title}有误`).length === 0) await page.tap(`展开${title}，待核对`)
    await page.pointAt(title, '字段名称 1', '应为别的')
  }
  expectLight()
  expect(page.text).toContain('先提交 11 处异议')
})
