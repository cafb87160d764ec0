import { checkInstitution, readInstitution, type InstitutionInformation } from './institution'

const right: InstitutionInformation = {
  values: { address: '武汉市武昌区中北路 1 号', phone: '027-80000000', level: '3', grade: 'A', businessGrade: 'city', ownership: 'nonProfit', beds: '800', openingDate: '1952-06-01' },
  position: { longitude: '114.305469', latitude: '30.593175', datum: 'GCJ-02' },
  subjects: ['03', '04'],
  branches: [{ values: { name: '东院', address: '武汉市洪山区珞喻路 2 号', phone: '' }, position: null }],
}
const check = (change: Partial<InstitutionInformation>) => checkInstitution(readInstitution({ ...right, ...change }), '2026-11-21').map((i) => `${i.path.join('.')} ${i.code}`)
const withValue = (values: InstitutionInformation['values']) => check({ values: { ...right.values, ...values } })

test('a whole one is right', () => expect(check({})).toEqual([]))

test.each([
  [{ address: ' ' }, ['values.address REQUIRED']],
  [{ postalCode: '43000' }, ['values.postalCode POSTAL_CODE']],
  [{ phone: '电话' }, ['values.phone PHONE_FORM']],
  [{ phone: '027-80000000 转 12' }, []],
  [{ website: 'www.example.cn' }, ['values.website WEBSITE_FORM']],
  [{ beds: '12.5' }, ['values.beds WHOLE_NUMBER']],
  [{ beds: '0' }, []],
  [{ openingDate: '2026-11-22' }, ['values.openingDate DATE_FUTURE']],
  [{ openingDate: '2026-11' }, []],
  [{ level: '甲' }, ['values.level CHOICE_UNKNOWN']],
])('%j: %j', (values, issues) => expect(withValue(values)).toEqual(issues))

test('choices may come as labels and are kept as codes', () => {
  expect(readInstitution({ ...right, values: { ...right.values, level: '三级' } }).values.level).toBe('3')
})

test('every branch is checked where it stands, and none twice', () => {
  const branch = (name: string, longitude = '114') => ({ values: { name, address: '路 1 号' }, position: { longitude, latitude: '30', datum: 'GCJ-02' as const } })
  expect(check({ branches: [branch('东院'), branch('西院', ''), branch('东院')] })).toEqual(['branches.1.position.longitude REQUIRED', 'branches.2.values.name NAME_TAKEN'])
})

test('a subject that is not in the catalogue is refused, a repeated one is kept once', () => {
  expect(check({ subjects: ['03', 'x'] })).toEqual(['subjects CHOICE_UNKNOWN'])
  expect(readInstitution({ ...right, subjects: ['03', '03'] }).subjects).toEqual(['03'])
})
