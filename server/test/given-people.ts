import { createDepartment, createPost, type Department, type Post } from '@talent/shared/contract/organization'
import { createPerson, type Person, type PersonInput } from '@talent/shared/contract/people'
import type { Caller } from './caller'
import { validIdentityNumber } from './valid-identity-number'

let serial = 0

/** By the institution's administrator: `{ admin }` of `givenInstitution`, or any caller that may. */
interface By {
  admin: Caller
}

/** Departments in the order of their names; `外科/普外科` hangs below `外科`. */
export async function givenDepartments(institution: By, ...names: string[]): Promise<Department[]> {
  const made = new Map<string, Department>()
  for (const name of names.length > 0 ? names : ['内科', '外科', '外科/普外科']) {
    const cut = name.lastIndexOf('/')
    const parentId = made.get(name.slice(0, Math.max(0, cut)))?.id ?? null
    made.set(name, await institution.admin.call(createDepartment, { parentId, name: name.slice(cut + 1), category: 'clinical', standardName: '03' }))
  }
  return [...made.values()]
}

/** Mapped to 医师 unless said otherwise. */
export const givenPost = (institution: By, options: { name?: string; standardPostCode?: string | null } = {}): Promise<Post> =>
  institution.admin.call(createPost, { name: options.name ?? `岗位${++serial}`, standardPostCode: options.standardPostCode === undefined ? 'GW00001519' : options.standardPostCode })

/** A right person: a woman born on 1990-01-01 unless said otherwise, with a number and a mobile of her own. */
export function personInput(overrides: Partial<PersonInput> & { departmentId: number }): PersonInput {
  const birthDate = overrides.birthDate ?? '1990-01-01'
  serial++
  const sex = overrides.sex ?? '2'
  return {
    name: '张小燕', identityType: 'residentCard', identityNumber: validIdentityNumber({ birthDate, sex: sex === '1' ? '1' : '2' }),
    mobile: `138${String(10_000_000 + serial)}`, sex, birthDate, nationality: '01', education: '21', degree: '4', major: '临床医学', employmentStatus: 'inPost',
    postId: null, ...overrides,
  }
}

export interface GivenPerson extends Person {
  /** What was entered, the number in full. */
  input: PersonInput
}

/** With a department and a mapped post of its own where none is given. */
export async function givenPerson(institution: By, overrides: Partial<PersonInput> = {}): Promise<GivenPerson> {
  const departmentId = overrides.departmentId ?? (await givenDepartments(institution, `科室${++serial}`))[0]?.id ?? 0
  const postId = overrides.postId === undefined ? (await givenPost(institution)).id : overrides.postId
  const input = personInput({ ...overrides, departmentId, postId })
  return { ...(await institution.admin.call(createPerson, input)), input }
}
