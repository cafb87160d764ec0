import { readSearch } from './read-search'

const incomplete = '按证件号查找请填后四位或完整号码'

test.each([
  ['', {}, null],
  ['  ', {}, null],
  [' 李明远 ', { name: '李明远' }, null],
  ['㛃昌明', { name: '㛃昌明' }, null],
  ['阿依努尔·艾山', { name: '阿依努尔·艾山' }, null],
  ['Anna-Maria', { name: 'Anna-Maria' }, null],
  ['123', {}, incomplete],
  ['0123', { identityNumber: '0123' }, null],
  ['123X', { identityNumber: '123X' }, null],
  ['4201 06', { identityNumber: '4201 06' }, null],
  ['42010619980305901X', { identityNumber: '42010619980305901X' }, null],
  ['H12345678', { identityNumber: 'H12345678' }, null],
])('%j is understood as %j', (typed, search, problem) => {
  expect(readSearch(typed)).toEqual({ search, problem })
})
