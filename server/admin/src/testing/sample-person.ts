import type { Person } from '@talent/shared/contract/people'

/** For tests: a complete record as the server shows it, personal values masked. */
export const samplePerson = (overrides: Partial<Person> = {}): Person => ({
  id: 12, employeeNo: 'A0012', name: '张小燕', identityType: 'residentCard', identityNumber: '4201****29', formerName: '', mobile: '138****8000',
  sex: '2', birthDate: '1990-01-01', country: '', nationality: '01', education: '21', degree: '4', major: '临床医学', personCategory: 'doctor',
  staffing: 'established', employmentStatus: 'inPost', workStartDate: '2012-07-01', hireDate: '2015-07-01', workPhone: '027****4321',
  politicalStatus: '13', health: '1', email: 'z***@example.com', postalCode: '430000', homeAddress: '湖北****1号', homePhone: '',
  departmentId: 2, departmentName: '心血管内科', postId: 5, postName: '主治医师', locked: false, handedOverAt: null, version: 3, updatedAt: '2026-03-10T01:00:00.000Z',
  ...overrides,
})
