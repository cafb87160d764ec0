import { identityCheckCharacter } from '@talent/shared/domain/identity-document'

const counties = ['420102', '420103', '420202', '420302', '420502', '420602', '420802', '420902', '421002', '421102']
let serial = 0

/** A resident card number with a right check digit; 5,000 calls of one test file get different ones. */
export function validIdentityNumber(options: { birthDate?: string; sex?: '1' | '2'; region?: string } = {}): string {
  const birthDate = options.birthDate ?? '1990-01-01'
  const turn = serial++
  const order = (turn % 500) * 2 + (options.sex === '1' ? 1 : 0)
  const region = options.region ?? counties[Math.floor(turn / 500) % counties.length]
  const first17 = `${region}${birthDate.replaceAll('-', '')}${String(order).padStart(3, '0')}`
  return first17 + identityCheckCharacter(first17)
}
