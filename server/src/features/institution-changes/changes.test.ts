import { searchHrUnits } from '@talent/shared/contract/hr-accounts'
import { getInstitution } from '@talent/shared/contract/institution'
import {
  decideChangeReview, getChangeProof, getChangeReview, getChangeReviewProof, listAuthorities, listChangeReviews, listInstitutionChanges, requestInstitutionChange, resubmitInstitutionChange, withdrawInstitutionChange,
} from '@talent/shared/contract/institution-changes'
import { listMessages } from '@talent/shared/contract/candidate'
import { getTodos } from '@talent/shared/contract/organization'
import { decideHrReview, getHrReview } from '@talent/shared/contract/hr-accounts'
import { creditCodeCheck } from '@talent/shared/domain/credit-code'
import { givenAccount, givenInstitution, givenOrganization, givenRole } from '../../../test/given'
import { givenHierarchy } from '../../../test/given-applications'
import { givenApplicant, givenHrApplication } from '../../../test/given-hr-accounts'
import { changeInput, givenChangeProof, givenInstitutionChange } from '../../../test/given-institution-changes'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())

const knex = () => server.platform.database.knex
let serial = 0
const newName = () => `东湖里区第${++serial}医院（新）`
const newCode = () => {
  const first = `1242000040${String(++serial).padStart(7, '0')}`
  return first + String(creditCodeCheck(first))
}
const todosOf = async (admin: Awaited<ReturnType<typeof givenInstitution>>['admin']) => (await admin.call(getTodos, {})).items.filter((todo) => todo.kind.startsWith('institutionChange.')).map(({ kind, count }) => [kind, count])

describe('the institution asks', () => {
  test('and sees what it asked for beside what stands, with its proof', async () => {
    const { institution, county } = await givenHierarchy(server)
    const before = await institution.admin.call(listInstitutionChanges, {})
    expect(before).toEqual({ current: { name: institution.name, creditCode: '', licenseNo: '', category: '', authorityId: county.id }, authorityName: county.name, items: [] })
    const name = newName()
    const change = await givenInstitutionChange(institution.admin, { name, category: 'A100' })
    expect(change).toMatchObject({
      state: 'pending', reason: '执业许可证已变更', applicantName: '测试账号', opinion: null, version: 1, wanted: { name, category: 'A100', authorityId: county.id },
      changes: [{ field: 'name', label: '机构名称', from: institution.name, to: name }, { field: 'category', label: '机构类别', from: '', to: expect.not.stringMatching(/^A100$/) }],
    })
    expect((await institution.admin.call(listInstitutionChanges, {})).items).toEqual([change])
    expect((await institution.admin.call(getChangeProof, { changeId: change.id, proofId: change.proofs[0]?.proofId ?? 0 })).length).toBeGreaterThan(100)
    expect((await institution.admin.call(getInstitution, {})).fixed.name).toBe(institution.name)
  })

  test('only once at a time, also at once', async () => {
    const { admin } = await givenInstitution(server)
    const first = await changeInput(admin, { name: newName() })
    const second = { ...first, name: newName(), proofIds: [await givenChangeProof(admin)] }
    const outcomes = await Promise.allSettled([admin.call(requestInstitutionChange, first), admin.twin().call(requestInstitutionChange, second)])
    expect(outcomes.map((o) => o.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(outcomes.find((o) => o.status === 'rejected')).toMatchObject({ reason: { code: 'CHANGE_OPEN' } })
  })

  test('and everything that is wrong is named at once', async () => {
    const { admin } = await givenInstitution(server)
    const taken = await givenInstitution(server)
    const input = await changeInput(admin, { name: taken.name, creditCode: '124200004057000071', category: 'ZZZ' })
    await expect(admin.call(requestInstitutionChange, { ...input, authorityId: taken.id })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      issues: [
        expect.objectContaining({ path: ['creditCode'], code: 'CREDIT_CODE_CHECK' }), expect.objectContaining({ path: ['category'], code: 'CHOICE_UNKNOWN' }),
        { path: ['name'], code: 'TAKEN', message: `这个机构名称已由“${taken.name}”使用，请核对；确属本机构的，请联系主管单位` },
        expect.objectContaining({ path: ['authorityId'], code: 'CHOICE_UNKNOWN' }),
      ],
    })
    await expect(admin.call(requestInstitutionChange, await changeInput(admin, {}))).rejects.toMatchObject({ code: 'BAD_INPUT', issues: [expect.objectContaining({ code: 'NOTHING_CHANGED' })] })
  })

  test('a name that only looks like another, by characters that show nothing, is taken', async () => {
    const { admin } = await givenInstitution(server)
    const taken = await givenInstitution(server)
    for (const disguised of [`${taken.name}\u200E`, `\u2067${taken.name}\u2069`, `${taken.name.slice(0, 2)}\u0007${taken.name.slice(2)}`]) {
      await expect(admin.call(requestInstitutionChange, await changeInput(admin, { name: disguised }))).rejects.toMatchObject({ code: 'BAD_INPUT', issues: [expect.objectContaining({ path: ['name'], code: 'TAKEN' })] })
    }
  })

  test('a name or a code that another one waits for is refused too', async () => {
    const first = await givenInstitution(server)
    const second = await givenInstitution(server)
    const [name, creditCode] = [newName(), newCode()]
    await givenInstitutionChange(first.admin, { name, creditCode })
    await expect(givenInstitutionChange(second.admin, { name: name.replace('（', '(').replace('）', ')'), creditCode })).rejects.toMatchObject({
      issues: ['name', 'creditCode'].map((field) => expect.objectContaining({ path: [field], message: expect.stringContaining(`“${first.name}”正在申请使用`) })),
    })
  })

  test("another institution's proof and a proof of an earlier request are as if they were not there", async () => {
    const { admin } = await givenInstitution(server)
    const other = await givenInstitution(server)
    const input = await changeInput(admin, { name: newName() })
    await expect(admin.call(requestInstitutionChange, { ...input, proofIds: [await givenChangeProof(other.admin)] })).rejects.toMatchObject({ issues: [{ path: ['proofIds'] }] })
    const { id, version, proofs } = await admin.call(requestInstitutionChange, input)
    await admin.call(withdrawInstitutionChange, { changeId: id, version })
    await expect(admin.call(requestInstitutionChange, { ...input, proofIds: proofs.map((p) => p.proofId) })).rejects.toMatchObject({ issues: [{ path: ['proofIds'] }] })
    await expect(other.admin.call(getChangeProof, { changeId: id, proofId: proofs[0]?.proofId ?? 0 })).toBeProblem(404, 'NOT_FOUND')
    await expect(other.admin.call(withdrawInstitutionChange, { changeId: id, version: 2 })).toBeProblem(404, 'NOT_FOUND')
  })

  test('of the authorities of its own province, and no institution is among them', async () => {
    const { institution, county, city, province } = await givenHierarchy(server)
    const { items } = await institution.admin.call(listAuthorities, {})
    expect(items).toEqual([{ id: province.id, parentId: null, name: province.name }, { id: city.id, parentId: province.id, name: city.name }, { id: county.id, parentId: city.id, name: county.name }])
  })

  test('what is withdrawn waits for nobody and frees the way', async () => {
    const { institution, county } = await givenHierarchy(server)
    const { id, version } = await givenInstitutionChange(institution.admin, { name: newName() })
    expect(await todosOf(county.admin)).toEqual([['institutionChange.pending', 1]])
    expect((await institution.admin.call(withdrawInstitutionChange, { changeId: id, version })).state).toBe('withdrawn')
    expect(await todosOf(county.admin)).toEqual([])
    await expect(county.admin.call(getChangeReview, { changeId: id })).toBeProblem(404, 'NOT_FOUND')
    await expect(institution.admin.call(withdrawInstitutionChange, { changeId: id, version: 2 })).toBeProblem(409, 'CHANGE_STATE')
    await givenInstitutionChange(institution.admin, { name: newName() })
  })

  test('who may only read asks for nothing', async () => {
    const institution = await givenInstitution(server)
    const reader = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
    await givenRole(server, { accountId: reader.id, organizationId: institution.id, permissions: ['institution.read'] })
    const input = await changeInput(institution.admin, { name: newName() })
    await expect(reader.caller.call(requestInstitutionChange, input)).toBeProblem(403, 'FORBIDDEN')
    expect((await reader.caller.call(listInstitutionChanges, {})).items).toEqual([])
  })
})

describe('the authority decides', () => {
  test('what it accepts holds at once and everywhere, and both sides have it on record', async () => {
    const { institution, county } = await givenHierarchy(server)
    const [name, creditCode] = [newName(), newCode()]
    const { id } = await givenInstitutionChange(institution.admin, { name, creditCode, licenseNo: '4270001234201061a10001', category: 'A100' })
    const review = await county.admin.call(getChangeReview, { changeId: id })
    expect(review).toMatchObject({ organizationName: institution.name, authorityName: county.name, obstacles: [], unchanged: [{ label: '主管单位', value: county.name }] })
    expect((await county.admin.call(getChangeReviewProof, { changeId: id, proofId: review.proofs[0]?.proofId ?? 0 })).length).toBeGreaterThan(100)
    expect(await county.admin.call(decideChangeReview, { changeId: id, decision: 'accept', opinion: '', version: 1 })).toMatchObject({ state: 'accepted', organizationName: name, reviewerName: '测试账号' })
    expect((await institution.admin.call(getInstitution, {})).fixed).toEqual({ name, creditCode, licenseNo: '4270001234201061A10001', category: 'A100', authorityName: county.name })
    const seeker = await givenApplicant(server)
    expect((await seeker.caller.call(searchHrUnits, { name })).items.map((unit) => unit.organizationId)).toEqual([institution.id])
    expect((await seeker.caller.call(searchHrUnits, { name: institution.name })).items.map((unit) => unit.organizationId)).not.toContain(institution.id)
    // History says what it was.
    expect((await institution.admin.call(listInstitutionChanges, {})).items[0]).toMatchObject({ state: 'accepted', changes: [{ from: institution.name, to: name }, { from: '', to: creditCode }, {}, {}] })
    const logged = await knex()('operation_log').where('subject', `institutionChange:${id}`).orderBy(['chain_id', 'sequence']).select('chain_id', 'action')
    expect(logged.map((row) => [row.chain_id, row.action])).toEqual(
      [[county.id, 'institutionChange.viewProof'], [county.id, 'institutionChange.accept'], [institution.id, 'institutionChange.submit'], [institution.id, 'institutionChange.accept']].sort((a, b) => Number(a[0]) - Number(b[0])),
    )
  })

  test('what it rejects comes back with the reason, is corrected, sent again and accepted', async () => {
    const { institution, county } = await givenHierarchy(server)
    const { id, proofs } = await givenInstitutionChange(institution.admin, { name: newName() })
    await expect(county.admin.call(decideChangeReview, { changeId: id, decision: 'reject', opinion: ' ', version: 1 })).toBeProblem(400, 'BAD_INPUT')
    await county.admin.call(decideChangeReview, { changeId: id, decision: 'reject', opinion: '批复文件不清楚', version: 1 })
    expect(await todosOf(institution.admin)).toEqual([['institutionChange.rejected', 1]])
    await expect(givenInstitutionChange(institution.admin, { name: newName() })).toBeProblem(409, 'CHANGE_OPEN')
    const input = await changeInput(institution.admin, { name: newName() })
    const again = await institution.admin.call(resubmitInstitutionChange, { changeId: id, ...input, proofIds: [...input.proofIds, ...proofs.map((p) => p.proofId)], version: 2 })
    expect(again).toMatchObject({ state: 'pending', opinion: null, version: 3, proofs: [{}, proofs[0]] })
    await expect(county.admin.call(decideChangeReview, { changeId: id, decision: 'accept', opinion: '', version: 1 })).toBeProblem(409, 'STALE')
    await county.admin.call(decideChangeReview, { changeId: id, decision: 'accept', opinion: '', version: 3 })
    expect((await institution.admin.call(getInstitution, {})).fixed.name).toBe(input.name)
    await expect(institution.admin.call(resubmitInstitutionChange, { changeId: id, ...input, version: 4 })).toBeProblem(409, 'CHANGE_STATE')
  })

  test('two at once: one decides, the other is told who decided what; the same one twice is one', async () => {
    const { institution, county, city } = await givenHierarchy(server)
    const { id } = await givenInstitutionChange(institution.admin, { name: newName() })
    const decide = (admin: typeof county.admin, decision: 'accept' | 'reject') => admin.call(decideChangeReview, { changeId: id, decision, opinion: '看过', version: 1 })
    const outcomes = await Promise.allSettled([decide(county.admin, 'accept'), decide(city.admin, 'reject')])
    const won = outcomes[0]?.status === 'fulfilled' ? 'accept' : 'reject'
    expect(outcomes.map((o) => o.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(outcomes.find((o) => o.status === 'rejected')).toMatchObject({ reason: { code: 'CHANGE_STATE', extra: { detail: expect.stringMatching(/^测试账号已于 \d{4}-\d\d-\d\d \d\d:\d\d (通过|驳回)$/) } } })
    const winner = won === 'accept' ? county : city
    expect((await decide(winner.admin.twin(), won)).state).toBe(won === 'accept' ? 'accepted' : 'rejected')
  })

  test('a name that somebody got meanwhile is shown and can not be accepted', async () => {
    const { institution, county } = await givenHierarchy(server)
    const name = newName()
    const { id } = await givenInstitutionChange(institution.admin, { name })
    await givenInstitution(server, { name })
    expect((await county.admin.call(getChangeReview, { changeId: id })).obstacles).toEqual([`这个机构名称已由“${name}”使用`])
    await expect(county.admin.call(decideChangeReview, { changeId: id, decision: 'accept', opinion: '', version: 1 })).toBeProblem(409, 'CHANGE_TAKEN')
    expect((await county.admin.call(decideChangeReview, { changeId: id, decision: 'reject', opinion: '名称已被使用', version: 1 })).state).toBe('rejected')
  })

  test('what was corrected in between is compared anew before it is decided, and is not undone', async () => {
    const { institution, county } = await givenHierarchy(server)
    const name = newName()
    const { id } = await givenInstitutionChange(institution.admin, { name })
    await knex()('organizations').where('id', institution.id).update({ category: 'C210' })
    await expect(county.admin.call(decideChangeReview, { changeId: id, decision: 'accept', opinion: '', version: 1 })).rejects.toMatchObject({ code: 'STALE', extra: { data: { version: 2 } } })
    await county.admin.call(decideChangeReview, { changeId: id, decision: 'accept', opinion: '', version: 2 })
    expect((await institution.admin.call(getInstitution, {})).fixed).toMatchObject({ name, category: 'C210' })
  })

  test('the list counts by state, is found by either name, and another branch sees nothing', async () => {
    const { institution, county, province } = await givenHierarchy(server)
    const name = newName()
    const { id } = await givenInstitutionChange(institution.admin, { name })
    for (const authority of [county, province]) {
      const answer = await authority.admin.call(listChangeReviews, { name })
      expect(answer).toMatchObject({ total: 1, counts: { pending: 1, accepted: 0, rejected: 0 }, items: [{ id, organizationName: institution.name, fields: ['机构名称'] }] })
    }
    const elsewhere = await givenOrganization(server, { kind: 'county', parent: { id: province.id, path: province.path } })
    expect((await elsewhere.admin.call(listChangeReviews, {})).items).toEqual([])
    await expect(elsewhere.admin.call(decideChangeReview, { changeId: id, decision: 'accept', opinion: '', version: 1 })).toBeProblem(404, 'NOT_FOUND')
    const reader = await givenAccount(server, { organizationId: county.id, kind: 'sub' })
    await givenRole(server, { accountId: reader.id, organizationId: county.id, permissions: ['institutionChange.read'] })
    await expect(reader.caller.call(decideChangeReview, { changeId: id, decision: 'accept', opinion: '', version: 1 })).toBeProblem(403, 'FORBIDDEN')
  })

  test('whoever administers the unit in the mini-program is told', async () => {
    const { institution, county } = await givenHierarchy(server)
    const { applicant, application } = await givenHrApplication(server, institution)
    const { mainAccount } = await county.admin.call(getHrReview, { hrApplicationId: application.id })
    await county.admin.call(decideHrReview, { hrApplicationId: application.id, decision: 'accept', opinion: '', version: 1, mainAccountSeen: mainAccount?.accountId ?? null })
    const again = await givenAccount(server, { organizationId: institution.id, kind: 'main' })
    const name = newName()
    const { id } = await givenInstitutionChange(again.caller, { name })
    await county.admin.call(decideChangeReview, { changeId: id, decision: 'accept', opinion: '', version: 1 })
    expect((await applicant.caller.call(listMessages, {})).items[0]).toMatchObject({ title: '机构信息修改已通过', body: `${name}的机构名称已按申请修改，即时生效。请登录网页端“机构信息修改”核对。` })
  })
})
