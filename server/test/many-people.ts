import { identityCheckCharacter } from '@talent/shared/domain/identity-document'
import { columnsOf } from '../src/features/imports/import-kinds'
import { rowXml, STYLE, textCellXml } from '../src/workbook/sheet-xml'
import { HEADER_ROW, type TemplateSpec } from '../src/workbook/template-spec'
import { writeFilledTemplate } from '../src/workbook/write-template'

/** The n-th of 400,000 different right resident card numbers. */
export function identityNumberOf(n: number): string {
  const day = new Date(Date.UTC(1965, 0, 1 + (n % 12_000))).toISOString().slice(0, 10).replaceAll('-', '')
  const first17 = `420102${day}${String(100 + Math.floor(n / 12_000)).padStart(3, '0')}`
  return first17 + identityCheckCharacter(first17)
}

/** The n-th right person, by heading. */
export function personRowOf(n: number, places: { department: string; post: string }): Record<string, string> {
  const number = identityNumberOf(n)
  return {
    工号: `N${n}`, 姓名: `${surnames[n % surnames.length]}${given[Math.floor(n / 20) % given.length]}`, 身份证件类别: '居民身份证', 证件号: number, 手机号码: `138${String(10_000_000 + n)}`,
    性别: Number(number[16]) % 2 === 1 ? '男性' : '女性', 出生日期: `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`, 民族: '汉族', 学历: '大学本科', 学位: '学士', 所学专业: '临床医学',
    类别: '医师', '科室/部门': places.department, 岗位: places.post, 编制情况: '编制内', 在职状态: '在岗人员', 电子邮箱: `n${n}@example.com`, 家庭住址: `湖北省武汉市江岸区${n}号`,
  }
}

const surnames = Array.from('赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许')
const given = ['伟', '芳芳', '娜', '敏', '静', '丽丽', '强', '磊', '军', '洋洋', '勇', '艳']

/** A template of people with as many rows as wanted, written as a stream. */
export function writePeople(spec: TemplateSpec, path: string, count: number, places: { department: string; post: string }): Promise<void> {
  const headings = columnsOf('people').map(({ label }) => label)
  function* rows() {
    for (let n = 0; n < count; n++) {
      const row = personRowOf(n, places)
      const number = HEADER_ROW + 1 + n
      yield rowXml(number, headings.map((heading, column) => (row[heading] ? textCellXml(number, column, row[heading] ?? '', STYLE.text) : '')).join(''))
    }
  }
  return writeFilledTemplate(spec, path, { rows: rows() })
}
