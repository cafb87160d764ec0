import { matchPicture, surplusPortraits, type FoundHolders, type PictureHolder } from './picture-match'
import { readPictureName } from './picture-name'
import type { PictureSection } from './sections/pictures'
import type { SpecialForm } from './special-forms'

const zhang = '420102199001010129'
const record = (detailId: number, section: PictureSection, title = `${section} ${detailId}`) => ({ detailId, section, title })
const holder = (personId: number, name: string, more: Partial<PictureHolder> = {}): PictureHolder => ({ personId, name, locked: false, records: [], ...more })

const people = [
  holder(1, '张三', { records: [record(11, 'education'), record(12, 'degree')] }),
  holder(2, '李四', { records: [record(21, 'education'), record(22, 'education'), record(23, 'qualification')] }),
  holder(3, '王五'),
  holder(4, '王五', { records: [record(41, 'education')] }),
  holder(5, '赵六', { locked: true, records: [record(51, 'education')] }),
]
const found: FoundHolders = {
  byNumber: new Map([[zhang, 1], ['E12345678', 2]]),
  byName: new Map([['张三', [1]], ['李四', [2]], ['王五', [3, 4]], ['赵六', [5]]]),
  holders: new Map(people.map((one) => [one.personId, one])),
}
const match = (fileName: string, section: PictureSection | null = null) => matchPicture(readPictureName(fileName), found, section)

test.each([
  [`${zhang}毕业证.jpg`, null, { personId: 1, detailId: 11 }, 'number'],
  [`${zhang}.jpg`, 'degree', { personId: 1, detailId: 12 }, 'number'],
  ['张三学位证.jpg', null, { personId: 1, detailId: 12 }, 'name'],
  ['张 三.jpg', 'education', { personId: 1, detailId: 11 }, 'name'],
  ['张三照片.jpg', null, { personId: 1, detailId: null }, 'name'],
  ['王五.jpg', 'portrait', null, null],
  ['e12345678资格证.jpg', null, { personId: 2, detailId: 23 }, 'number'],
] as const)('%s with %s goes to %j', (fileName, section, place, by) => {
  const answer = match(fileName, section)
  if (place === null) expect(answer.kind).toBe('whichPerson')
  else expect(answer).toEqual({ kind: 'matched', place, by, note: null })
})

test('the number wins over the name, and the other name is said', () => {
  expect(match(`李四${zhang}毕业证.jpg`)).toEqual({ kind: 'matched', place: { personId: 1, detailId: 11 }, by: 'number', note: '文件名中还有另一人的姓名，已按证件号对应到张三，请核对' })
})

test('a number settles which of two people of one name it is', () => {
  const both = { ...found, byNumber: new Map([[zhang, 4]]) }
  expect(matchPicture(readPictureName(`王五${zhang}.jpg`), both, 'education')).toMatchObject({ kind: 'matched', place: { personId: 4, detailId: 41 }, note: null })
})

test('people of the same name are asked, never guessed', () => {
  expect(match('王五毕业证.jpg')).toEqual({ kind: 'whichPerson', personIds: [3, 4], message: '有 2 位人员叫“王五”，请选择是哪一位' })
})

test('two names in one file name are asked', () => {
  expect(match('张三_李四.jpg', 'education')).toEqual({ kind: 'whichPerson', personIds: [1, 2], message: '文件名中有 2 个人的姓名，请选择是谁的图片' })
})

test('a number that nobody has is not passed over for a name', () => {
  expect(match('张三110105194912310021.jpg', 'education')).toMatchObject({ kind: 'whichPerson', personIds: [1], message: expect.stringContaining('没有文件名里的证件号') })
  expect(match('110105194912310021.jpg', 'education')).toEqual({ kind: 'nobody', message: '档案中没有文件名里的证件号，请核对号码或选择人员' })
})

test('a name that nobody has', () => {
  expect(match('孙七毕业证.jpg')).toMatchObject({ kind: 'nobody' })
  expect(match('IMG_0001.jpg', 'education')).toMatchObject({ kind: 'nobody' })
})

test('several records of a section are asked', () => {
  expect(match('李四毕业证.jpg')).toEqual({
    kind: 'whichPlace', personId: 2, places: [{ personId: 2, detailId: 21 }, { personId: 2, detailId: 22 }], message: '李四有 2 条学历记录，请选择',
  })
})

test('a name without a word about the picture is asked what it is, unless a section is chosen', () => {
  expect(match('张三.jpg')).toMatchObject({ kind: 'whichPlace', places: [{ detailId: null }, { detailId: 11 }, { detailId: 12 }] })
})

test('a word that contradicts the chosen section is asked', () => {
  expect(match('张三学位证.jpg', 'education')).toMatchObject({ kind: 'whichPlace', personId: 1, places: [{ detailId: 11 }, { detailId: 12 }], message: '文件名写的是“学位”，与所选的“学历”不一致，请确认' })
})

test('without a record of the section there is no place for it yet', () => {
  expect(match('张三执业证.jpg')).toEqual({ kind: 'impossible', personId: 1, message: '张三还没有医师执业证记录，请先录入或导入医师执业证' })
})

test('somebody chosen by hand is taken, whatever the file name says', () => {
  const choose = (fileName: string, section: PictureSection | null, personId: number) => matchPicture(readPictureName(fileName), found, section, personId)
  expect(choose('李四毕业证.jpg', null, 1)).toEqual({ kind: 'matched', place: { personId: 1, detailId: 11 }, by: 'hand', note: null })
  expect(choose('IMG_0001.jpg', 'degree', 1)).toMatchObject({ kind: 'matched', place: { personId: 1, detailId: 12 } })
  expect(choose('王五毕业证.jpg', null, 3)).toMatchObject({ kind: 'impossible', personId: 3 })
  expect(choose('王五毕业证.jpg', null, 99)).toMatchObject({ kind: 'nobody' })
})

test('what the candidate confirmed takes no picture', () => {
  expect(match('赵六毕业证.jpg')).toMatchObject({ kind: 'impossible', personId: 5, message: expect.stringContaining('锁定') })
  expect(match('赵六照片.jpg')).toMatchObject({ kind: 'impossible', personId: 5 })
})

test('one person has one portrait: the others are surplus, scans of a record are not', () => {
  const portrait = (personId: number) => ({ personId, detailId: null })
  expect(surplusPortraits([portrait(1), null, portrait(2), portrait(1), { personId: 1, detailId: 11 }, { personId: 1, detailId: 11 }, portrait(1)])).toEqual([3, 6])
})

describe('特殊附件 of a filing', () => {
  const filedForm = (trialId: number, form: SpecialForm, locked = false) => ({ trialId, form, title: `${form} ${trialId}`, locked })
  const filing: FoundHolders = {
    byNumber: new Map([[zhang, 1]]),
    byName: new Map([['张三', [1]], ['陈港生', [2]], ['赵六', [3]], ['李四', [4]]]),
    holders: new Map([
      holder(1, '张三', { records: [record(11, 'education')], filed: [filedForm(7, 'schoolOrArmy')] }),
      holder(2, '陈港生', { filed: [filedForm(8, 'hongKongMacauTaiwan'), filedForm(8, 'schoolOrArmy')] }),
      holder(3, '赵六', { locked: true, records: [record(31, 'education')], filed: [filedForm(9, 'schoolOrArmy', true)] }),
      holder(4, '李四', { locked: true, records: [record(41, 'education')], filed: [filedForm(10, 'schoolOrArmy'), filedForm(11, 'schoolOrArmy')] }),
    ].map((one) => [one.personId, one])),
  }
  const place = (fileName: string, section: PictureSection | null = null) => matchPicture(readPictureName(fileName), filing, section)

  test.each([
    [`${zhang}报考表.jpg`, null, { personId: 1, detailId: null, filed: { trialId: 7, form: 'schoolOrArmy' } }],
    ['张三-部队考生报考表.jpg', null, { personId: 1, detailId: null, filed: { trialId: 7, form: 'schoolOrArmy' } }],
    ['张三.jpg', 'schoolOrArmy', { personId: 1, detailId: null, filed: { trialId: 7, form: 'schoolOrArmy' } }],
    ['陈港生 港澳台居民实习申请审核表.png', null, { personId: 2, detailId: null, filed: { trialId: 8, form: 'hongKongMacauTaiwan' } }],
    // 审核表 is said of two forms; the filing needs one of them.
    ['陈港生审核表.png', null, { personId: 2, detailId: null, filed: { trialId: 8, form: 'hongKongMacauTaiwan' } }],
  ] as const)('%s', (fileName, section, expected) => {
    expect(place(fileName, section)).toMatchObject({ kind: 'matched', place: expected })
  })

  test('what no filing needs says so; what may be several is asked', () => {
    expect(place('张三外籍人员实习申请审核表.jpg')).toMatchObject({ kind: 'impossible', message: '张三没有需要外籍人员实习申请审核表的填报，请先填报试用期，并核对填报内容和身份证件类别' })
    expect(place('陈港生特殊附件.jpg')).toMatchObject({ kind: 'whichPlace', places: [{ filed: { form: 'hongKongMacauTaiwan' } }, { filed: { form: 'schoolOrArmy' } }] })
    expect(place('张三.jpg')).toMatchObject({ kind: 'whichPlace', places: [{ detailId: null }, { detailId: 11 }, { filed: { trialId: 7 } }] })
    expect(place('张三毕业证.jpg', 'schoolOrArmy')).toMatchObject({ kind: 'whichPlace', message: expect.stringContaining('不一致') })
  })

  test('a filing and the records are locked each for itself', () => {
    expect(place('赵六报考表.jpg')).toMatchObject({ kind: 'impossible', message: expect.stringContaining('锁定') })
    expect(place('李四毕业证.jpg')).toMatchObject({ kind: 'impossible', message: expect.stringContaining('锁定') })
    expect(place('李四报考表.jpg')).toMatchObject({ kind: 'whichPlace', places: [{ filed: { trialId: 10 } }, { filed: { trialId: 11 } }] })
    expect(place('李四.jpg')).toMatchObject({ kind: 'whichPlace', places: [{ filed: { trialId: 10 } }, { filed: { trialId: 11 } }] })
  })

  test('photos of a form are never surplus', () => {
    const form = { personId: 1, detailId: null, filed: { trialId: 7, form: 'schoolOrArmy' as const } }
    expect(surplusPortraits([form, form, { personId: 1, detailId: null }, { personId: 1, detailId: null }])).toEqual([3])
  })
})
