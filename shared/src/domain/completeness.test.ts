import { missingForExam, missingInSection, type RecordOnFile } from './completeness'
import { compareDetails, detailTitle } from './detail'
import { detailSectionNames, detailSections, type DetailSection } from './sections/details'

const today = '2026-11-21'
const person = {
  name: '张小燕', identityType: 'residentCard', identityNumber: '420102199003070017', mobile: '13800000001', sex: '1', birthDate: '1990-03-07', nationality: '01',
  education: '21', degree: '4', major: '临床医学', department: '内科', employmentStatus: 'inPost',
}
const school: RecordOnFile = { section: 'education', values: { school: '武汉大学', education: '21', graduationDate: '2012-07-01' }, pictures: [1] }

test('every section says by which fields a record is known and what it is called', () => {
  for (const name of detailSectionNames) {
    const { fields, identifiedBy, heading }: DetailSection = detailSections[name]
    const keys = fields.map((field) => field.key)
    expect(keys).toEqual(expect.arrayContaining([...identifiedBy, heading.field, heading.date]))
    expect(identifiedBy.length).toBeGreaterThan(0)
  }
})

test('a record is called by what it is and when', () => {
  expect(detailTitle('education', school.values)).toBe('学历：大学本科（2012-07 毕业）')
  expect(detailTitle('other', { certificateName: '住院医师规范化培训合格证书' })).toBe('其他证明/证书：住院医师规范化培训合格证书')
  expect(detailTitle('work', {})).toBe('工作经历')
})

test('records stand in the order of the sections, newest first, those without a date last', () => {
  const at = (id: number, section: RecordOnFile['section'], awardDate: string) => ({ id, section, values: section === 'education' ? { graduationDate: awardDate } : { awardDate } })
  const sorted = [at(1, 'degree', '2020-01-01'), at(2, 'other', ''), at(3, 'other', '2019-01-01'), at(4, 'education', '2010-01-01'), at(5, 'education', '2015-01-01')].sort(compareDetails)
  expect(sorted.map(({ id }) => id)).toEqual([5, 4, 1, 3, 2])
})

test('a section without a record, a record without its scan and an empty required field are named', () => {
  expect(missingInSection('education', [])).toEqual(['还没有学历记录'])
  expect(missingInSection('education', [school])).toEqual([])
  expect(missingInSection('education', [school, { ...school, pictures: [] }])).toEqual(['“学历：大学本科（2012-07 毕业）”缺少附件'])
  expect(missingInSection('education', [{ ...school, values: { ...school.values, school: '' } }])).toEqual(['“学历：大学本科（2012-07 毕业）”缺少毕业院校'])
  expect(missingInSection('work', [{ section: 'work', values: { unit: '测试医院', startDate: '2012-07-01' }, pictures: [] }])).toEqual([])
})

describe('what an exam asks', () => {
  const missing = (requiredSections: Parameters<typeof missingForExam>[0]['requiredSections'], records: RecordOnFile[], more: Partial<typeof person> = {}) =>
    missingForExam({ requiredSections }, { ...person, ...more }, records, today).map((issue) => `${issue.path[0]}: ${issue.message}`)

  test('is listed by section', () => {
    expect(missing(['person', 'education', 'trial'], [school])).toEqual([])
    expect(missing(['person', 'education', 'degree', 'title'], [])).toEqual(['education: 还没有学历记录', 'degree: 还没有学位记录', 'title: 还没有专业技术资格记录'])
    expect(missing(['person'], [], { mobile: '', major: '' })).toEqual(['person: 基本信息：请填写手机号码', 'person: 基本信息：学历为大学专科及以上时，请填写所学专业'])
  })
  test('is no record of a degree from one who has none', () => {
    expect(missing(['degree'], [], { degree: '9' })).toEqual([])
  })
})
