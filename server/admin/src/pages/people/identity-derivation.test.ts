import { identityCheckCharacter } from '@talent/shared/domain/identity-document'
import { deriveFromNumber } from './identity-derivation'

const today = '2026-03-10'
const number = '420102199001010129'
const typed = { identityType: 'residentCard', identityNumber: number, birthDate: '', sex: '' }

test('a right number fills in birth date and sex', () => {
  expect(deriveFromNumber(typed, null, today).changes).toEqual({ birthDate: '1990-01-01', sex: '2' })
})

test('a wrong or unfinished number fills in nothing', () => {
  expect(deriveFromNumber({ ...typed, identityNumber: '420102199001010128' }, null, today).changes).toEqual({})
  expect(deriveFromNumber({ ...typed, identityNumber: number.slice(0, 17) }, null, today).changes).toEqual({})
})

test('a passport says nothing about its holder', () => {
  expect(deriveFromNumber({ ...typed, identityType: 'passport' }, null, today).changes).toEqual({})
})

test('what the person entered stays, so that the contradiction shows', () => {
  expect(deriveFromNumber({ ...typed, birthDate: '1991-01-01' }, null, today).changes).toEqual({ sex: '2' })
})

test('what an earlier number filled in follows the corrected number', () => {
  const first = deriveFromNumber(typed, null, today).derived
  const corrected = { ...typed, identityNumber: `42010219920202011${identityCheckCharacter('42010219920202011')}`, birthDate: '1990-01-01', sex: '2' }
  expect(deriveFromNumber(corrected, first, today)).toMatchObject({ derived: { birthDate: '1992-02-02', sex: '1' } })
})
