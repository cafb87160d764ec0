import { fileName } from './transport'

test.each([
  [`attachment; filename="report.xlsx"; filename*=UTF-8''%E9%94%99%E8%AF%AF%E6%8A%A5%E5%91%8A.xlsx`, '错误报告.xlsx'],
  ['attachment; filename="report.xlsx"', 'report.xlsx'],
  ['attachment; filename=report.xlsx', 'report.xlsx'],
  [`attachment; filename="report.xlsx"; filename*=UTF-8''%E9%zz`, 'report.xlsx'],
  ['attachment', '下载文件'],
  [null, '下载文件'],
])('%s names the file %s', (header, expected) => {
  expect(fileName(header)).toBe(expected)
})
