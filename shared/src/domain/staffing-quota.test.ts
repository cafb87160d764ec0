import { checkStaffingDivision, checkStaffingGrant, checkStaffingNumbers, maxStaffing, staffingChanges, sumOfStaffing } from './staffing-quota'

test.each([
  [{ established: 0, contract: maxStaffing }, []],
  [{}, []],
  [{ established: -1 }, ['numbers.established']],
  [{ established: 1.5 }, ['numbers.established']],
  [{ contract: maxStaffing + 1 }, ['numbers.contract']],
  [{ volunteers: 1 }, ['numbers.volunteers']],
])('numbers %j', (numbers, wrong) => {
  expect(checkStaffingNumbers(numbers as Record<string, number>, ['numbers']).map(({ path }) => path.join('.'))).toEqual(wrong)
})

test('what is divided is at most what was given, type by type', () => {
  expect(checkStaffingDivision({ established: 10 }, { established: 10, contract: 0 })).toEqual([])
  expect(checkStaffingDivision({ established: 10, contract: 5 }, { established: 12, contract: 5 })).toMatchObject([{ path: ['departments', 'established'], message: expect.stringContaining('请调减 2 个') }])
  expect(checkStaffingDivision({}, { contract: 1 })).toMatchObject([{ message: expect.stringContaining('核定的 0 个') }])
})

test('what is given is at least what was divided', () => {
  expect(checkStaffingGrant({ established: 10 }, { established: 10 })).toEqual([])
  expect(checkStaffingGrant({ established: 9 }, { established: 10 })).toMatchObject([{ path: ['numbers', 'established'], message: expect.stringContaining('核定不少于 10 个') }])
})

test('sums and changes in words', () => {
  expect(sumOfStaffing([{ established: 3 }, { established: 4, contract: 1 }])).toEqual({ established: 7, contract: 1 })
  expect(staffingChanges({ established: 10 }, { established: 12, contract: 3 })).toEqual(['编制内 10→12', '编制外 0→3'])
})
