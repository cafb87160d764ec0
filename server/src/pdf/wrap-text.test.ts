import fc from 'fast-check'
import { wrapText } from './wrap-text'

/** A Chinese character is 10 wide, anything else 5. */
const measure = (text: string) => [...text].reduce((sum, c) => sum + (c > '\u2E80' ? 10 : 5), 0)
const wrap = (text: string, width: number) => wrapText(text, width, measure)

test('Chinese breaks between any two characters', () => {
  expect(wrap('湖北省卫生健康委员会', 40)).toEqual(['湖北省卫', '生健康委', '员会'])
})

test('no line begins with a comma or a closing bracket, none ends with an opening one', () => {
  expect(wrap('一二三四，五六', 40)).toEqual(['一二三', '四，五六'])
  expect(wrap('一二三（四五）六', 40)).toEqual(['一二三', '（四五）', '六'])
  expect(wrap('一二三四》。五', 40)).toEqual(['一二三', '四》。五'])
})

test('words and numbers stay whole, unless one is wider than a line', () => {
  expect(wrap('编号 12420000405700007 有效', 90)).toEqual(['编号', '12420000405700007', '有效'])
  expect(wrap('abcdefghij', 20)).toEqual(['abcd', 'efgh', 'ij'])
})

test('line ends are kept and an empty text is one empty line', () => {
  expect(wrap('一\n\n二', 40)).toEqual(['一', '', '二'])
  expect(wrap('', 40)).toEqual([''])
})

test('nothing is lost or doubled, and no line is too wide', () => {
  const text = fc.string({ unit: fc.constantFrom('中', '文', '，', '。', '（', '）', 'a', 'B', '7', ' ', '·', '《', '》', '\n'), maxLength: 80 })
  fc.assert(
    fc.property(text, fc.integer({ min: 10, max: 120 }), (raw, width) => {
      const lines = wrap(raw, width)
      expect(lines.join('').replaceAll(' ', '')).toBe(raw.replace(/[ \n]/g, ''))
      for (const line of lines) expect(measure(line)).toBeLessThanOrEqual(width)
    }),
  )
})
