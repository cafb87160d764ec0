import { maskEmail, maskIdentityNumber, maskMobile } from './mask'
import type { PersonField } from './sections/person'

/** How a personal field of a person, of one's details or of a filing is shown until it is revealed; a field that isn't personal comes back as it is. */
export function maskPersonField(key: PersonField | string, value: string): string {
  switch (key) {
    case 'identityNumber': return maskIdentityNumber(value)
    // The number of a 医师资格证 holds the identity number.
    case 'certificateNo':
    case 'assistantQualificationNo': return maskIdentityNumber(value)
    case 'mobile': return maskMobile(value)
    case 'email': return maskEmail(value)
    case 'homePhone':
    case 'workPhone': return maskIdentityNumber(value)
    // The province and city stay readable, what leads to the door does not.
    case 'homeAddress': return value === '' ? '' : `${Array.from(value).slice(0, 6).join('')}****`
    default: return value
  }
}

export const isMasked = (value: string): boolean => value.includes('****') || value.includes('***@')
