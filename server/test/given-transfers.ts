import { answerTransfer, createTransfer, decideTransfer, receiveTransfer, type Transfer } from '@talent/shared/contract/transfers'
import { givenOrganization, type GivenOrganization } from './given'
import { givenHierarchy, type Hierarchy } from './given-applications'
import { givenDepartments, givenPerson, givenPost, type GivenPerson } from './given-people'
import type { TestServer } from './server'

let serial = 0

export interface GivenMove extends Hierarchy {
  /** Holds the person. */
  former: GivenOrganization
  /** Wants the person; below the same county. */
  next: GivenOrganization
  nextDepartmentId: number
  nextPostId: number
  person: GivenPerson
}

/** Two units of one county: a person in one of them, a department and a mapped post in the other. */
export async function givenTwoUnits(server: TestServer): Promise<GivenMove> {
  const hierarchy = await givenHierarchy(server)
  const next = await givenOrganization(server, { parent: hierarchy.county })
  const [department] = await givenDepartments(next, `新科室${++serial}`)
  const post = await givenPost(next)
  return { ...hierarchy, former: hierarchy.institution, next, nextDepartmentId: department?.id ?? 0, nextPostId: post.id, person: await givenPerson(hierarchy.institution) }
}

export const enteredOf = (person: GivenPerson) => ({ identityType: 'residentCard', identityNumber: person.input.identityNumber ?? '', name: person.name })

/** 调入申请 by the next unit, submitted. */
export const requestFor = (move: GivenMove, change: object = {}): Promise<Transfer> =>
  move.next.admin.call(createTransfer, { kind: 'in', ...enteredOf(move.person), departmentId: move.nextDepartmentId, date: '2026-03-10', note: '', submit: true, ...change })

export const agreed = { decision: 'agree', opinion: '', departmentId: null } as const
export const accepted = { decision: 'accept', opinion: '' } as const

/** Agreed to by the holder and accepted by the county: effective, not yet taken over. */
export async function effectiveMove(move: GivenMove): Promise<Transfer> {
  const { id: transferId, version } = await requestFor(move)
  const answered = await move.former.admin.call(answerTransfer, { transferId, ...agreed, version })
  await move.county.admin.call(decideTransfer, { transferId, ...accepted, version: answered.version })
  return answered
}

export const placeOf = (move: GivenMove) => ({ departmentId: move.nextDepartmentId, postId: move.nextPostId, employmentStatus: 'inPost', employeeNo: 'N001', hireDate: '2026-03-10' })

export const receive = (move: GivenMove, transferId: number, version: number): Promise<Transfer> => move.next.admin.call(receiveTransfer, { transferId, ...placeOf(move), version })

/** In an institution that is there already: somebody of its own leaves for nowhere, waiting for the authority. */
export async function givenSubmittedTransfer(server: TestServer, institution: GivenOrganization): Promise<{ transferId: number }> {
  const person = await givenPerson(institution)
  const { id } = await institution.admin.call(createTransfer, { kind: 'out', personId: person.id, toOrganizationId: null, toUnitName: '', date: server.platform.now().toISOString().slice(0, 10), note: '', submit: true })
  return { transferId: id }
}
