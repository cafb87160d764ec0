import { listOperationLog } from '@talent/shared/contract/system'
import { getTodos } from '@talent/shared/contract/organization'
import { createPerson, getPerson, revealPerson, searchPeople, updatePerson } from '@talent/shared/contract/people'
import { getPersonDetails } from '@talent/shared/contract/details'
import {
  answerTransfer, createTransfer, decideTransfer, getTransfer, getTransferReview, listTransferReviews, listTransfers, lookUpTransferPerson, receiveTransfer, removeTransfer,
  searchTransferUnits, submitTransfer, updateTransfer, withdrawTransfer,
} from '@talent/shared/contract/transfers'
import { givenAccount, givenInstitution, givenRole } from '../../../test/given'
import { givenEducation } from '../../../test/given-details'
import { givenDepartments, givenPerson, personInput } from '../../../test/given-people'
import { accepted, agreed, effectiveMove, enteredOf, givenTwoUnits, placeOf, receive, requestFor, type GivenMove } from '../../../test/given-transfers'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
let move: GivenMove
beforeAll(async () => void (server = await startTestServer()))
beforeEach(async () => {
  server.setNow('2026-03-10T01:00:00.000Z')
  move = await givenTwoUnits(server)
})
afterAll(() => server.stop())

const knex = () => server.platform.database.knex
const out = (change: object = {}) => ({ kind: 'out', personId: move.person.id, toOrganizationId: move.next.id, toUnitName: '', date: '2026-03-10', note: '工作需要', submit: true, ...change }) as const
const resignation = (change: object = {}) => ({ kind: 'resignation', personId: move.person.id, resignationType: 'resigned', date: '2026-03-10', note: '', submit: true, ...change }) as const
const idsIn = async (admin: GivenMove['next']['admin'], list: 'out' | 'in' | 'request' | 'resignation', more: object = {}) => (await admin.call(listTransfers, { list, ...more })).items.map(({ id }) => id)

describe('调入申请', () => {
  test('the holder agrees, the authority accepts, the unit that asked takes the record over with all that is on file', async () => {
    await givenEducation(move.former, move.person.id)
    const asked = await requestFor(move)
    expect(asked).toMatchObject({ kind: 'in', stage: 'submitted', waitingFor: 'holder', fromUnit: move.former.name, toUnit: move.next.name, may: { withdraw: true, answer: false, receive: false } })
    expect(await move.former.admin.call(getTransfer, { transferId: asked.id })).toMatchObject({ stage: 'toHandle', personId: move.person.id, may: { answer: true, withdraw: false } })
    expect((await move.county.admin.call(listTransferReviews, {})).total).toBe(0)

    const answered = await move.former.admin.call(answerTransfer, { transferId: asked.id, ...agreed, version: asked.version })
    expect(answered).toMatchObject({ stage: 'submitted', waitingFor: 'authority', reviewerName: move.county.name })
    const decided = await move.county.admin.call(decideTransfer, { transferId: asked.id, ...accepted, version: answered.version })
    expect(decided).toMatchObject({ stage: 'toReceive', effectiveAt: '2026-03-10T01:00:00.000Z' })
    expect(await move.former.admin.call(getPerson, { personId: move.person.id })).toMatchObject({ employmentStatus: 'resigned' })

    const received = await receive(move, asked.id, decided.version)
    expect(received).toMatchObject({ stage: 'done', steps: [{ action: 'submit' }, { action: 'agree' }, { action: 'accept', unitName: move.county.name }, { action: 'receive' }] })
    const here = await move.next.admin.call(getPerson, { personId: received.personId ?? 0 })
    expect(here).toMatchObject({ name: move.person.name, employeeNo: 'N001', hireDate: '2026-03-10', departmentId: move.nextDepartmentId, employmentStatus: 'inPost', major: '临床医学' })
    expect((await move.next.admin.call(revealPerson, { personId: here.id })).identityNumber).toBe(move.person.input.identityNumber)
    const { sections } = await move.next.admin.call(getPersonDetails, { personId: here.id })
    const [education] = sections.flatMap(({ records }) => records)
    expect(education?.pictures).toHaveLength(1)
  })

  test('the former unit keeps a name in its history and reaches nothing personal any more', async () => {
    await givenEducation(move.former, move.person.id)
    const { id, version } = await effectiveMove(move)
    await receive(move, id, version + 1)
    const shown = await move.former.admin.call(getPerson, { personId: move.person.id })
    expect(shown).toMatchObject({ name: move.person.name, handedOverAt: '2026-03-10T01:00:00.000Z', identityNumber: '', mobile: '', birthDate: '', education: '', locked: false })
    await expect(move.former.admin.call(revealPerson, { personId: move.person.id })).toBeProblem(409, 'PERSON_HANDED_OVER')
    await expect(move.former.admin.call(getPersonDetails, { personId: move.person.id })).toBeProblem(409, 'PERSON_HANDED_OVER')
    await expect(move.former.admin.call(updatePerson, { personId: move.person.id, ...personInput({ departmentId: move.person.departmentId ?? 0 }), version: shown.version })).toBeProblem(409, 'PERSON_HANDED_OVER')
    expect(await knex()('people').where('id', move.person.id).first('identity_number', 'mobile', 'identity_lookup')).toMatchObject({ identity_number: '', mobile: '', identity_lookup: expect.not.stringMatching(await knex()('transfers').where({ id }).first('identity_lookup').then((row) => row.identity_lookup)) })
    expect((await move.former.admin.call(searchPeople, { identityNumber: move.person.input.identityNumber ?? '' })).total).toBe(0)
    // The paper stays with both.
    expect(await idsIn(move.former.admin, 'out')).toEqual([id])
    expect(await idsIn(move.next.admin, 'in')).toEqual([id])
  })

  test('a person who comes back is taken over again, into the record that the unit then has', async () => {
    const { id, version } = await effectiveMove(move)
    const { personId } = await receive(move, id, version + 1)
    const back = { ...move, former: move.next, next: move.former, nextDepartmentId: move.person.departmentId ?? 0, nextPostId: move.person.postId ?? 0 }
    const again = await effectiveMove(back)
    const returned = await receive(back, again.id, again.version + 1)
    expect(await move.former.admin.call(getPerson, { personId: returned.personId ?? 0 })).toMatchObject({ employmentStatus: 'inPost', handedOverAt: null })
    await expect(move.next.admin.call(revealPerson, { personId: personId ?? 0 })).toBeProblem(409, 'PERSON_HANDED_OVER')
  })

  test('refused with a reason it comes back, is put right and goes again', async () => {
    const asked = await requestFor(move)
    await expect(move.former.admin.call(answerTransfer, { transferId: asked.id, decision: 'refuse', opinion: ' ', departmentId: null, version: asked.version })).toBeProblem(400, 'BAD_INPUT')
    const refusal = { transferId: asked.id, decision: 'refuse', opinion: '合同未到期', departmentId: null, version: asked.version } as const
    await move.former.admin.call(answerTransfer, refusal)
    // The same answer once more, after a lost connection, is the same answer.
    expect(await move.former.admin.twin().call(answerTransfer, refusal)).toMatchObject({ stage: 'rejected' })
    const back = await move.next.admin.call(getTransfer, { transferId: asked.id })
    expect(back).toMatchObject({ stage: 'rejected', steps: [{ action: 'submit' }, { action: 'refuse', opinion: '合同未到期' }], may: { edit: true, submit: false } })
    expect((await move.next.admin.call(getTodos, {})).items).toContainEqual(expect.objectContaining({ kind: 'transfer.rejectedRequest', count: 1, href: '/transfers?list=request&stage=rejected' }))
    await expect(move.next.admin.call(submitTransfer, { transferId: asked.id, version: back.version })).toBeProblem(409, 'TRANSFER_STATE')
    const change = { toOrganizationId: null, toUnitName: '', departmentId: move.nextDepartmentId, resignationType: null, date: '2026-04-01', note: '合同已协商', submit: true }
    expect(await move.next.admin.call(updateTransfer, { transferId: asked.id, ...change, version: back.version })).toMatchObject({ stage: 'submitted', date: '2026-04-01', note: '合同已协商' })
  })

  test('the name and the number must both be right, and guessing ends', async () => {
    const entered = enteredOf(move.person)
    expect(await move.next.admin.call(lookUpTransferPerson, entered)).toMatchObject({ unitName: move.former.name, inService: true, name: move.person.name, consequences: [] })
    await expect(requestFor(move, { name: '李四' })).toBeProblem(400, 'BAD_INPUT')
    await expect(requestFor(move, { departmentId: move.person.departmentId ?? 0 })).toBeProblem(400, 'BAD_INPUT')
    await expect(move.former.admin.call(lookUpTransferPerson, entered)).toBeProblem(400, 'BAD_INPUT')
    for (let tries = 1; tries < 19; tries++) await expect(move.next.admin.call(lookUpTransferPerson, { ...entered, name: '李四' })).toBeProblem(400, 'BAD_INPUT')
    await expect(move.next.admin.call(lookUpTransferPerson, { ...entered, name: '李四' })).toBeProblem(429, 'TOO_MANY_REQUESTS')
    await expect(move.next.admin.call(lookUpTransferPerson, entered)).toBeProblem(429, 'TOO_MANY_REQUESTS')
  })

  test('of a person who has left already the authority is asked at once', async () => {
    const left = await move.former.admin.call(createTransfer, resignation())
    await move.former.admin.call(answerTransfer, { transferId: left.id, ...agreed, version: left.version })
    expect(await requestFor(move)).toMatchObject({ stage: 'submitted', waitingFor: 'authority', fromUnit: move.former.name })
    expect((await move.county.admin.call(getTodos, {})).items).toContainEqual(expect.objectContaining({ kind: 'transfer.review', count: 1, href: '/transfer-reviews' }))
  })
})

describe('人员调出', () => {
  test('the named unit agrees with a department, the authority accepts, the person leaves and is taken over', async () => {
    expect((await move.former.admin.call(searchTransferUnits, { name: move.next.name })).items).toMatchObject([{ organizationId: move.next.id, authorityName: move.county.name }])
    const offered = await move.former.admin.call(createTransfer, out())
    expect(offered).toMatchObject({ stage: 'submitted', waitingFor: 'receiver' })
    expect((await move.next.admin.call(getTodos, {})).items).toContainEqual(expect.objectContaining({ kind: 'transfer.answerIn', href: '/transfers?list=in&stage=toHandle' }))
    await expect(move.next.admin.call(answerTransfer, { transferId: offered.id, ...agreed, version: offered.version })).toBeProblem(400, 'BAD_INPUT')
    const answered = await move.next.admin.call(answerTransfer, { transferId: offered.id, ...agreed, departmentId: move.nextDepartmentId, version: offered.version })
    expect(answered).toMatchObject({ waitingFor: 'authority', toDepartmentId: move.nextDepartmentId })
    const decided = await move.county.admin.call(decideTransfer, { transferId: offered.id, ...accepted, version: answered.version })
    expect(await receive(move, offered.id, decided.version)).toMatchObject({ stage: 'done' })
  })

  test('to a unit outside the platform it is done with the review', async () => {
    const left = await move.former.admin.call(createTransfer, out({ toOrganizationId: null, toUnitName: '外省医院' }))
    expect(left).toMatchObject({ waitingFor: 'authority', toUnit: '外省医院' })
    expect(await move.county.admin.call(decideTransfer, { transferId: left.id, ...accepted, version: left.version })).toMatchObject({ stage: 'done' })
    await expect(move.former.admin.call(createTransfer, out())).toBeProblem(400, 'BAD_INPUT')
    expect((await move.former.admin.call(getPerson, { personId: move.person.id })).handedOverAt).toBeNull()
  })

  test('a wrong target, a day to come and a day before the hiring are refused by name', async () => {
    for (const change of [{ toOrganizationId: move.former.id }, { toOrganizationId: 4_000_000 }, { toOrganizationId: move.county.id }, { date: '2026-03-11' }, { date: '2026-02-30' }, { date: '1949-01-01' }]) {
      await expect(move.former.admin.call(createTransfer, out(change))).toBeProblem(400, 'BAD_INPUT')
    }
    expect(await idsIn(move.former.admin, 'out')).toEqual([])
    // Kept for the day to come.
    expect(await move.former.admin.call(createTransfer, out({ date: '2026-03-11', submit: false }))).toMatchObject({ stage: 'draft', may: { submit: true, edit: true, remove: true } })
  })

  test('units of two cities are reviewed by the province, and by nobody below', async () => {
    const far = await givenTwoUnits(server)
    const elsewhere = { ...move, next: far.next, nextDepartmentId: far.nextDepartmentId }
    await expect(requestFor(elsewhere)).toBeProblem(409, 'TRANSFER_STATE') // of two provinces
    const { id } = move.province
    await knex()('organizations').where('id', far.city.id).update({ path: `/${id}/${far.city.id}/`, parent_id: id })
    await knex()('organizations').where('id', far.next.id).update({ path: `/${id}/${far.city.id}/${far.county.id}/${far.next.id}/` })
    const asked = await requestFor(elsewhere)
    const answered = await move.former.admin.call(answerTransfer, { transferId: asked.id, ...agreed, version: asked.version })
    for (const below of [move.county, move.city, far.county]) await expect(below.admin.call(decideTransfer, { transferId: asked.id, ...accepted, version: answered.version })).toBeProblem(404, 'NOT_FOUND')
    expect(await move.province.admin.call(decideTransfer, { transferId: asked.id, ...accepted, version: answered.version })).toMatchObject({ stage: 'toReceive' })
  })
})

describe('员工离职', () => {
  test('saved, submitted and reviewed in the unit itself; the person is in service no more', async () => {
    const draft = await move.former.admin.call(createTransfer, resignation({ submit: false }))
    expect(draft.stage).toBe('draft')
    const submitted = await move.former.admin.call(submitTransfer, { transferId: draft.id, version: draft.version })
    expect(submitted).toMatchObject({ stage: 'toHandle', waitingFor: 'own', may: { answer: true, withdraw: true } })
    expect(await move.former.admin.call(answerTransfer, { transferId: draft.id, ...agreed, version: submitted.version })).toMatchObject({ stage: 'done' })
    expect(await move.former.admin.call(getPerson, { personId: move.person.id })).toMatchObject({ employmentStatus: 'resigned', handedOverAt: null })
    // Whoever comes next may enter the person.
    const entered = await move.next.admin.call(createPerson, { ...move.person.input, departmentId: move.nextDepartmentId, postId: null })
    expect(entered.employmentStatus).toBe('inPost')
    expect(await idsIn(move.former.admin, 'out')).toEqual([])
    expect((await move.former.admin.call(listTransfers, { list: 'resignation', resignationType: 'resigned', from: '2026-03-01', to: '2026-03-31' })).counts).toMatchObject({ done: 1, draft: 0 })
    expect(await idsIn(move.former.admin, 'resignation', { resignationType: 'retired' })).toEqual([])
    expect(await idsIn(move.former.admin, 'resignation', { from: '2026-03-11' })).toEqual([])
  })

  test('a retired person is 退休; 不通过 takes a submission back', async () => {
    const submitted = await move.former.admin.call(createTransfer, resignation({ resignationType: 'retired' }))
    const back = await move.former.admin.call(answerTransfer, { transferId: submitted.id, decision: 'refuse', opinion: '时间不对', departmentId: null, version: submitted.version })
    expect(back).toMatchObject({ stage: 'rejected', may: { edit: true } })
    const change = { toOrganizationId: null, toUnitName: '', departmentId: null, resignationType: 'retired', date: '2026-03-09', note: '', submit: true }
    const again = await move.former.admin.call(updateTransfer, { transferId: submitted.id, ...change, version: back.version })
    await move.former.admin.call(answerTransfer, { transferId: submitted.id, ...agreed, version: again.version })
    expect((await move.former.admin.call(getPerson, { personId: move.person.id })).employmentStatus).toBe('retired')
  })

  test('the type must be one of the list', async () => {
    await expect(move.former.admin.call(createTransfer, resignation({ resignationType: 'vanished' }))).toBeProblem(400, 'BAD_INPUT')
  })
})

describe('who sees and does what', () => {
  test('nobody outside of a change; of a draft nobody but its unit', async () => {
    const draft = await requestFor(move, { submit: false })
    const stranger = await givenInstitution(server)
    for (const caller of [stranger.admin, move.former.admin]) {
      await expect(caller.call(getTransfer, { transferId: draft.id })).toBeProblem(404, 'NOT_FOUND')
      await expect(caller.call(answerTransfer, { transferId: draft.id, ...agreed, version: draft.version })).toBeProblem(404, 'NOT_FOUND')
    }
    await expect(move.county.admin.call(getTransferReview, { transferId: draft.id })).toBeProblem(404, 'NOT_FOUND')
    const submitted = await move.next.admin.call(submitTransfer, { transferId: draft.id, version: draft.version })
    await expect(stranger.admin.call(receiveTransfer, { transferId: draft.id, ...placeOf(move), version: submitted.version })).toBeProblem(404, 'NOT_FOUND')
    await expect(move.county.admin.call(decideTransfer, { transferId: draft.id, ...accepted, version: submitted.version })).toBeProblem(404, 'NOT_FOUND')
    await expect(move.former.admin.call(withdrawTransfer, { transferId: draft.id, version: submitted.version })).toBeProblem(403, 'FORBIDDEN')
    await expect(move.next.admin.call(answerTransfer, { transferId: draft.id, ...agreed, version: submitted.version })).toBeProblem(409, 'TRANSFER_STATE')
    await expect(move.former.admin.call(receiveTransfer, { transferId: draft.id, ...placeOf(move), version: submitted.version })).toBeProblem(409, 'TRANSFER_STATE')
    const withdrawn = await move.next.admin.call(withdrawTransfer, { transferId: draft.id, version: submitted.version })
    expect(await idsIn(move.former.admin, 'out')).toEqual([])
    await move.next.admin.call(removeTransfer, { transferId: draft.id, version: withdrawn.version })
    await expect(move.next.admin.call(getTransfer, { transferId: draft.id })).toBeProblem(404, 'NOT_FOUND')
  })

  test('a role limited to departments has its own people alone, on either side', async () => {
    const offered = await move.former.admin.call(createTransfer, out())
    const [other] = await givenDepartments(move.former, '另一科室')
    const limited = async (organizationId: number, departmentId: number, permissions = ['transfer.read', 'transfer.write', 'person.read']) => {
      const account = await givenAccount(server, { organizationId, kind: 'sub' })
      await givenRole(server, { accountId: account.id, organizationId, permissions, departmentIds: [departmentId] })
      return account.caller
    }
    const blind = await limited(move.former.id, other?.id ?? 0)
    expect(await blind.call(listTransfers, { list: 'out' })).toMatchObject({ total: 0, counts: { submitted: 0 } })
    await expect(blind.call(getTransfer, { transferId: offered.id })).toBeProblem(404, 'NOT_FOUND')
    await expect(blind.call(createTransfer, resignation())).toBeProblem(404, 'NOT_FOUND')
    const seeing = await limited(move.former.id, move.person.departmentId ?? 0)
    expect(await idsIn(seeing, 'out')).toEqual([offered.id])

    const newcomer = await limited(move.next.id, move.nextDepartmentId)
    expect(await idsIn(newcomer, 'in')).toEqual([]) // nobody has said yet which department it is
    await move.next.admin.call(answerTransfer, { transferId: offered.id, ...agreed, departmentId: move.nextDepartmentId, version: offered.version })
    expect(await idsIn(newcomer, 'in')).toEqual([offered.id])
    const [far] = await givenDepartments(move.next, '别的科室')
    expect(await idsIn(await limited(move.next.id, far?.id ?? 0), 'in')).toEqual([])
  })

  test('reading is not doing', async () => {
    const offered = await move.former.admin.call(createTransfer, out())
    const reader = await givenAccount(server, { organizationId: move.next.id, kind: 'sub' })
    await givenRole(server, { accountId: reader.id, organizationId: move.next.id, permissions: ['transfer.read'] })
    expect((await reader.caller.call(getTransfer, { transferId: offered.id })).may).toMatchObject({ answer: false })
    await expect(reader.caller.call(answerTransfer, { transferId: offered.id, ...agreed, departmentId: move.nextDepartmentId, version: offered.version })).toBeProblem(403, 'FORBIDDEN')
  })

  test('every act is on the log of the units it concerns, without numbers', async () => {
    const { id, version } = await effectiveMove(move)
    await receive(move, id, version + 1)
    for (const unit of [move.former, move.next]) {
      const log = JSON.stringify((await unit.admin.call(listOperationLog, {})).items)
      for (const action of ['transfer.submit', 'transfer.agree', 'transfer.accept', 'transfer.receive']) expect(log).toContain(`"${action}"`)
      expect(log).not.toContain(move.person.input.identityNumber)
    }
    expect(JSON.stringify((await move.county.admin.call(listOperationLog, {})).items)).toContain('"transfer.accept"')
  })
})

describe('at once', () => {
  test('of two units that ask for one person one is in time; the other is told without a name', async () => {
    const third = { ...(await givenTwoUnits(server)), person: move.person }
    await knex()('organizations').where('id', third.next.id).update({ path: `${move.county.path}${third.next.id}/`, parent_id: move.county.id })
    const answers = await Promise.allSettled([requestFor(move), requestFor(third)])
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const refused = answers.find((answer) => answer.status === 'rejected')
    expect(refused?.reason).toMatchObject({ code: 'TRANSFER_UNDER_WAY', extra: { detail: expect.stringContaining('其他单位提交的变动正在办理') } })
    // Kept for later all the same.
    await expect(requestFor(third, { submit: false })).resolves.toMatchObject({ stage: 'draft' })
    await expect(move.former.admin.call(createTransfer, resignation())).toBeProblem(409, 'TRANSFER_UNDER_WAY')
  })

  test('an answer and a withdrawal: one is done, the other is told what it is now', async () => {
    const asked = await requestFor(move)
    const outcomes = await Promise.allSettled([
      move.former.admin.call(answerTransfer, { transferId: asked.id, ...agreed, version: asked.version }),
      move.next.admin.call(withdrawTransfer, { transferId: asked.id, version: asked.version }),
    ])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('taken over twice at once it is one record', async () => {
    const { id, version } = await effectiveMove(move)
    const outcomes = await Promise.all([receive(move, id, version + 1), move.next.admin.twin().call(receiveTransfer, { transferId: id, ...placeOf(move), version: version + 1 })])
    expect(outcomes[0]?.personId).toBe(outcomes[1]?.personId)
    expect((await move.next.admin.call(searchPeople, { name: move.person.name })).total).toBe(1)
  })

  test('taken over meanwhile with another place, nobody’s entries go unseen', async () => {
    const { id, version } = await effectiveMove(move)
    const received = await receive(move, id, version + 1)
    const again = { transferId: id, ...placeOf(move), employeeNo: 'B9001', version: version + 1 }
    const refused = await Promise.allSettled([move.next.admin.call(receiveTransfer, again)])
    await expect(Promise.reject((refused[0] as PromiseRejectedResult).reason)).toBeProblem(409, 'STALE')
    expect((refused[0] as PromiseRejectedResult).reason).toMatchObject({ extra: { data: { id, personId: received.personId, stage: 'done' } } })
    expect(await move.next.admin.call(getPerson, { personId: received.personId ?? 0 })).toMatchObject({ employeeNo: placeOf(move).employeeNo })
  })

  test('who edits the person meanwhile is told that it has changed', async () => {
    const before = await move.former.admin.call(getPerson, { personId: move.person.id })
    await effectiveMove(move)
    await expect(move.former.admin.call(updatePerson, { personId: move.person.id, ...move.person.input, major: '护理学', version: before.version })).toBeProblem(409, 'STALE')
  })

  test('a former unit that takes the person back in service stops the taking over', async () => {
    const { id, version } = await effectiveMove(move)
    const left = await move.former.admin.call(getPerson, { personId: move.person.id })
    await move.former.admin.call(updatePerson, { personId: move.person.id, ...move.person.input, version: left.version })
    await expect(receive(move, id, version + 1)).toBeProblem(409, 'TRANSFER_STATE')
  })

  test('a person in service elsewhere by now is neither taken over nor accepted', async () => {
    const { id, version } = await effectiveMove(move)
    const third = await givenTwoUnits(server)
    await third.next.admin.call(createPerson, { ...move.person.input, departmentId: third.nextDepartmentId, postId: null })
    await expect(receive(move, id, version + 1)).toBeProblem(409, 'PERSON_ELSEWHERE')
    // Nothing of the record has moved.
    expect((await move.former.admin.call(getPerson, { personId: move.person.id })).handedOverAt).toBeNull()
  })

  test('a place that is not the unit’s own is refused', async () => {
    const { id, version } = await effectiveMove(move)
    for (const change of [{ departmentId: move.person.departmentId ?? 0 }, { postId: move.person.postId }, { employmentStatus: 'resigned' }, { hireDate: '2026-02-30' }]) {
      await expect(move.next.admin.call(receiveTransfer, { transferId: id, ...placeOf(move), ...change, version: version + 1 })).toBeProblem(400, 'BAD_INPUT')
    }
  })
})

test('a conflict names the unit and the way to it', async () => {
  await expect(move.next.admin.call(createPerson, { ...move.person.input, departmentId: move.nextDepartmentId, postId: null })).rejects.toMatchObject({ code: 'PERSON_ELSEWHERE', extra: { data: { unitName: move.former.name }, detail: expect.stringContaining('调入申请') } })
})

test('a record that the new unit has of an earlier time is brought up to date, with what is newer', async () => {
  const earlier = await givenPerson(move.next, { identityNumber: move.person.input.identityNumber, employmentStatus: 'resigned', major: '旧专业', departmentId: move.nextDepartmentId })
  const { id, version } = await effectiveMove(move)
  expect((await receive(move, id, version + 1)).personId).toBe(earlier.id)
  expect(await move.next.admin.call(getPerson, { personId: earlier.id })).toMatchObject({ major: '临床医学', employmentStatus: 'inPost' })
})
