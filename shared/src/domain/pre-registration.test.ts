import { activeEntries } from '../dictionaries'
import { isSpecialityOf } from '../dictionaries/exam-tables'
import { defaultExamYearSettings } from './exam-year'
import { checkPreRegistration, type PreRegistration } from './pre-registration'

const settings = defaultExamYearSettings('03', 2026)
const input = (overrides: Partial<PreRegistration> = {}): PreRegistration => ({ examYear: 2026, applyLevel: 'intermediate', speciality: '303', postName: '医师', ...overrides })
const codes = (overrides: Partial<PreRegistration>, person = { employmentStatus: 'inPost' }) => checkPreRegistration(input(overrides), settings, person).map(({ code }) => code)

test('a level of the exam with a speciality of the level is right', () => {
  expect(codes({})).toEqual([])
  expect(codes({ applyLevel: 'juniorPractitioner', speciality: '203' })).toEqual([])
})

test.each([
  [{ applyLevel: 'practising' }, ['REGISTRATION_LEVEL']],
  [{ applyLevel: '' }, ['REGISTRATION_LEVEL']],
  [{ speciality: '' }, ['REGISTRATION_SPECIALITY']],
  [{ speciality: 'clinical' }, ['REGISTRATION_SPECIALITY']],
  [{ applyLevel: 'juniorTechnician' }, ['REGISTRATION_SPECIALITY_LEVEL']],
])('%j: %j', (overrides, expected) => expect(codes(overrides)).toEqual(expected))

test('whoever is not in service can not be put up', () => {
  expect(checkPreRegistration(input(), settings, { employmentStatus: 'retired' })[0]?.message).toBe('该人员的在职状态为“退休”，本年度只有在岗人员、医师资格考试试用期考核人员可以填报')
})

test('every speciality is of exactly one level', () => {
  for (const { code } of activeEntries('titleSpeciality')) {
    expect(['juniorTechnician', 'juniorPractitioner', 'intermediate'].filter((level) => isSpecialityOf(level, code))).toHaveLength(1)
  }
  expect(isSpecialityOf('practising', '303')).toBe(false)
})
