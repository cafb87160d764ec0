import { changedFacts, checkFixedFacts, readFixedFacts, sameNames, type FixedFacts } from './institution-change'
import { canMove } from './state-machine'
import { institutionChange } from './states/institution-change'

const current: FixedFacts = { name: '东湖里区人民医院', creditCode: '12420000405700007', licenseNo: '', category: 'A100', authorityId: 3 }
const found = (change: Partial<FixedFacts>) => checkFixedFacts(current, readFixedFacts({ ...current, ...change })).map(({ path, code, level }) => [path.join('.'), code, level ?? 'error'])

test.each<[string, Partial<FixedFacts>, string[][]]>([
  ['nothing is different', {}, [['', 'NOTHING_CHANGED', 'error']]],
  ['only written differently', { name: ' 东湖里区人民医院 ', creditCode: '１２４２００００４０５７００００７' }, [['', 'NOTHING_CHANGED', 'error']]],
  ['a new name', { name: '东湖里区第一人民医院' }, []],
  ['a name that is taken away', { name: ' ' }, [['name', 'REQUIRED', 'error']]],
  ['a name that is none', { name: '医院' }, [['name', 'NAME_SHORT', 'error']]],
  ['a name of 101 characters', { name: '院'.repeat(101) }, [['name', 'TOO_LONG', 'error']]],
  ['a right code', { creditCode: '124200004057000070' }, []],
  ['a wrong check character', { creditCode: '124200004057000078' }, [['creditCode', 'CREDIT_CODE_CHECK', 'error']]],
  ['a letter that no code has', { creditCode: '12420000405700007I' }, [['creditCode', 'CREDIT_CODE_CHARACTERS', 'error']]],
  ['a code that is taken away', { creditCode: '' }, [['creditCode', 'REQUIRED', 'error']]],
  ['a licence number of the common form', { licenseNo: '4270001234201061A10001' }, []],
  ['an older licence number only warns', { licenseNo: '鄂卫医 42010 号' }, [['licenseNo', 'LICENSE_LENGTH', 'warning']]],
  ['a category outside the list', { category: 'ZZZ' }, [['category', 'CHOICE_UNKNOWN', 'error']]],
  ['another authority', { authorityId: 4 }, []],
  ['no authority', { authorityId: null }, [['authorityId', 'REQUIRED', 'error']]],
])('%s', (_, change, issues) => {
  expect(found(change)).toEqual(issues)
})

test('what was never on file stays empty and is not asked for', () => {
  const wanted = readFixedFacts({ ...current, name: '东湖里区总医院' })
  expect(changedFacts(current, wanted)).toEqual(['name'])
  expect(checkFixedFacts(current, wanted)).toEqual([])
})

test('brackets are full-width, and the other kind is the same name', () => {
  expect(readFixedFacts({ ...current, name: '仁和医院 (东院)' }).name).toBe('仁和医院（东院）')
  expect(sameNames('仁和医院（东院）')).toEqual(['仁和医院（东院）', '仁和医院(东院)'])
  expect(changedFacts({ ...current, name: '仁和医院(东院)' }, readFixedFacts({ ...current, name: '仁和医院（东院）' }))).toEqual([])
})

test('what is decided or given up stays so', () => {
  expect(canMove(institutionChange, 'rejected', 'resubmit')).toBe(true)
  expect(canMove(institutionChange, 'rejected', 'withdraw')).toBe(true)
  for (const state of ['accepted', 'withdrawn']) for (const action of ['accept', 'reject', 'resubmit', 'withdraw'] as const) expect(canMove(institutionChange, state, action)).toBe(false)
})
