import { checkDetail, readDetail } from './detail'
import { detailSections, type DetailSectionName } from './sections/details'

const today = '2026-11-21'
const codes = (section: DetailSectionName, values: Record<string, string>, identityNumber?: string) =>
  checkDetail(section, readDetail(section, values), { identityNumber }, today).map((i) => `${i.path[0]}:${i.code}`)
const school = { school: '武汉大学', education: '大学本科', graduationDate: '2012-07' }
const job = { unit: '测试医院', startDate: '2012-07' }
const doctor = { category: '临床', level: '执业医师', awardDate: '2015-11-30' }

test('a month becomes the 1st, and choices become codes', () => {
  expect(readDetail('education', school)).toEqual({ school: '武汉大学', education: '21', graduationDate: '2012-07-01' })
})

test.each<[DetailSectionName, Record<string, string>, string[]]>([
  ['education', school, []],
  ['education', {}, ['school:REQUIRED', 'education:REQUIRED', 'graduationDate:REQUIRED']],
  ['education', { ...school, graduationDate: '2012-13' }, ['graduationDate:DATE_INVALID']],
  ['education', { ...school, graduationDate: today }, []],
  ['education', { ...school, graduationDate: '2026-11-22' }, ['graduationDate:DATE_FUTURE']],
  ['education', { ...school, graduationDate: '至今' }, ['graduationDate:DATE_INVALID']],
  ['education', { ...school, startDate: '2012-07-01' }, []],
  ['education', { ...school, startDate: '2012-07-02' }, ['graduationDate:START_AFTER_END']],
  ['education', { ...school, education: '本科' }, ['education:CHOICE_UNKNOWN']],
  ['work', { ...job, endDate: '至今' }, []],
  ['work', { ...job, endDate: '2012-06' }, ['endDate:START_AFTER_END']],
  ['practising', { certificateNo: '11042000001234', scope: '内科', place: '湖北省', awardDate: '2016-01' }, ['certificateNo:PRACTISING_NUMBER_LENGTH']],
  ['practising', { certificateNo: '110420000012345', scope: '内科', place: '湖北省', awardDate: '2016-01', valid: '有' }, ['valid:YES_NO']],
  ['degree', { school: '武汉大学', degree: '学士', awardDate: '2012.7' }, []],
  ['title', { titleName: '主治医师', level: '中级', awardDate: '2018年5月' }, []],
  ['other', { type: '住院医师规范化培训合格证', certificateName: '规培证' }, []],
])('%s %j: %j', (section, values, expected) => expect(codes(section, values)).toEqual(expected))

test('the identity inside a qualification number that disagrees warns', () => {
  const number = '201542110420102199001010129'
  expect(codes('qualification', { ...doctor, certificateNo: number }, '420102199001010129')).toEqual([])
  expect(codes('qualification', { ...doctor, certificateNo: number }, '420102199001010022')).toEqual(['certificateNo:QUALIFICATION_NUMBER_IDENTITY'])
})

test.each(Object.entries(detailSections))('%s has each field once, and a dictionary for each choice', (_name, section) => {
  expect(new Set(section.fields.map((f) => f.key)).size).toBe(section.fields.length)
  for (const field of section.fields) if (field.kind === 'choice') expect('dictionary' in field).toBe(true)
})
