import { decideApplication } from '@talent/shared/contract/audit'
import { decideAtDesk, detachAtDesk, exportDesk, getDeskApplication, getDeskCounts, getDeskPicture, listAuditDesks, searchDesk } from '@talent/shared/contract/audit-desk'
import { getTodos } from '@talent/shared/contract/organization'
import { maskIdentityNumber } from '@talent/shared/domain/mask'
import type { Caller } from '../../../test/caller'
import { givenAccount, givenRole } from '../../../test/given'
import { givenApplication, givenHierarchy, givenReviewer, givenWebManager, type GivenApplication, type Hierarchy } from '../../../test/given-applications'
import { exportedTexts } from '../../../test/given-imports'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
let hierarchy: Hierarchy
beforeAll(async () => void (server = await startTestServer()))
beforeEach(async () => void (hierarchy = await givenHierarchy(server)))
afterAll(() => server.stop())

const businessCode = '05'
const dates = { internshipStart: '2025-01-01', internshipEnd: '2025-09-30' }
const approval = { decision: 'approved' as const, remark: '', ...dates }
const decide = (caller: Caller, applicationId: number, input: object = {}) => caller.call(decideAtDesk, { businessCode, applicationId, ...approval, version: 1, ...input })
const detail = (caller: Caller, applicationId: number) => caller.call(getDeskApplication, { businessCode, applicationId })
const found = async (caller: Caller, filter: object = {}) => (await caller.call(searchDesk, { businessCode, ...filter })).items.map((row) => row.id)
const counts = async (caller: Caller) => (await caller.call(getDeskCounts, { businessCode })).counts
const knex = () => server.platform.database.knex

async function givenSub(permissions: string[], departmentIds?: number[]) {
  const account = await givenAccount(server, { organizationId: hierarchy.institution.id, kind: 'sub' })
  await givenRole(server, { accountId: account.id, organizationId: hierarchy.institution.id, permissions, ...(departmentIds ? { departmentIds } : {}) })
  return account
}
const given = (options: { name?: string } = {}): Promise<GivenApplication> => givenApplication(server, { institution: hierarchy.institution, ...options })

describe('accounts', () => {
  test('every level audits with its own accounts, what the level below approved; 退回 leads back', async () => {
    const application = await given()
    const [unit, county] = [hierarchy.institution.admin, hierarchy.county.admin]
    await expect(detail(county, application.id)).toBeProblem(404, 'NOT_FOUND')
    expect(await unit.call(listAuditDesks, {})).toMatchObject({
      items: [{ businessCode: '05', level: 'institution', mayDecide: true, organizationName: hierarchy.institution.name, counts: { pending: 1 } }, { businessCode: '03', counts: { pending: 0 } }],
    })
    expect((await unit.call(getTodos, {})).items.find((todo) => todo.kind === 'audit.pending.05')).toMatchObject({ count: 1, href: '/audit/05?state=pending' })
    expect(await decide(unit, application.id)).toEqual({ reviewState: 'approved', nextId: null })
    expect((await unit.call(getTodos, {})).items.some((todo) => todo.kind.startsWith('audit.'))).toBe(false)
    expect(await decide(county, application.id, { decision: 'returned', remark: '请重新核实', version: 2 })).toMatchObject({ reviewState: 'returned' })
    expect(await counts(unit)).toMatchObject({ pending: 1, approved: 0 })
    expect(await counts(county)).toMatchObject({ returned: 1 })
    await expect(decide(unit, application.id, { decision: 'returned', remark: '退', version: 3 })).toBeProblem(409, 'REVIEW_STATE')
  })

  test('who reviewed is recorded as an account, and another account of the unit is told so', async () => {
    const application = await given()
    const [first, second] = [await givenSub(['trialAudit.read', 'trialAudit.write']), await givenSub(['trialAudit.read', 'trialAudit.write'])]
    await decide(first.caller, application.id)
    const [review] = await knex()('reviews').where('application_id', application.id)
    expect(review).toMatchObject({ reviewer_kind: 'account', reviewer_id: first.id, reviewer_name: '测试账号' })
    const [entry] = await knex()('operation_log').where({ action: 'application.review', subject: `application:${application.id}` })
    expect(entry).toMatchObject({ actor_kind: 'account', actor_id: first.id, chain_id: hierarchy.institution.id })
    // A second tap of one is one decision; of another it is none.
    expect(await decide(first.caller.twin(), application.id)).toEqual({ reviewState: 'approved', nextId: null })
    await expect(decide(second.caller, application.id)).toBeProblem(409, 'REVIEW_DECIDED')
    expect(await knex()('reviews').where('application_id', application.id)).toHaveLength(1)
  })

  test('a manager whose id is that of the account is not the same reviewer', async () => {
    const application = await given()
    const reviewer = await givenReviewer(server, hierarchy.institution)
    await reviewer.caller.call(decideApplication, { bindingId: reviewer.bindingId, applicationId: application.id, ...approval, version: 1 })
    const account = await givenSub(['trialAudit.read', 'trialAudit.write'])
    await knex()('reviews').where('application_id', application.id).update({ reviewer_id: account.id })
    await expect(decide(account.caller, application.id)).toBeProblem(409, 'REVIEW_DECIDED')
  })

  test('reading without the right to decide shows masked numbers, decides nothing, and is logged', async () => {
    const application = await given()
    const reader = await givenSub(['trialAudit.read'])
    const number = application.person.input.identityNumber ?? ''
    const shown = JSON.stringify(await detail(reader.caller, application.id))
    expect(shown).not.toContain(number)
    expect(shown).toContain(maskIdentityNumber(number))
    expect(JSON.stringify(await detail(hierarchy.institution.admin, application.id))).toContain(number)
    expect(await knex()('operation_log').where({ action: 'application.view', subject: `application:${application.id}`, actor_id: reader.id })).toHaveLength(1)
    await expect(decide(reader.caller, application.id)).toBeProblem(403, 'FORBIDDEN')
    await expect(reader.caller.call(detachAtDesk, { businessCode, applicationId: application.id, reason: '已调走', version: 1 })).toBeProblem(403, 'FORBIDDEN')
  })

  test('a certificate in full size shows whole numbers: who may only read gets the thumbnail', async () => {
    const application = await given()
    const reader = await givenSub(['trialAudit.read'])
    const seen = await detail(reader.caller, application.id)
    const [picture] = seen.sections.flatMap(({ pictures }) => pictures)
    const open = ({ caller }: { caller: Caller }, size: 'thumb' | 'full') => caller.call(getDeskPicture, { businessCode, applicationId: application.id, attachmentId: picture?.attachmentId ?? 0, size })
    expect(seen.mayEnlarge).toBe(false)
    await open(reader, 'thumb')
    await expect(open(reader, 'full')).toBeProblem(403, 'FORBIDDEN')
    const views = () => knex()('operation_log').where({ action: 'application.viewPhoto', subject: `application:${application.id}` })
    expect(await views()).toEqual([])
    for (const right of ['trialAudit.write', 'trialAudit.reveal']) {
      const whole = await givenSub(['trialAudit.read', right])
      expect((await detail(whole.caller, application.id)).mayEnlarge).toBe(true)
      await open(whole, 'full')
      expect(await views().where('actor_id', whole.id)).toHaveLength(1)
    }
    const elsewhere = await givenSub(['trialAudit.read', 'trialAudit.reveal'], [])
    await expect(open(elsewhere, 'thumb')).toBeProblem(404, 'NOT_FOUND')
  })

  test('a right taken away is gone with the next request', async () => {
    const application = await given()
    const account = await givenSub(['trialAudit.read', 'trialAudit.write'])
    await detail(account.caller, application.id)
    await knex()('role_permissions').where('permission', 'trialAudit.write').whereIn('role_id', knex()('account_roles').where('account_id', account.id).select('role_id')).delete()
    await expect(decide(account.caller, application.id)).toBeProblem(403, 'FORBIDDEN')
    await knex()('account_roles').where('account_id', account.id).delete()
    await expect(detail(account.caller, application.id)).toBeProblem(403, 'FORBIDDEN')
    expect(await knex()('reviews').where('application_id', application.id)).toEqual([])
  })

  test('another unit, another branch and a business that has no exam are not there', async () => {
    const application = await given()
    const other = await givenHierarchy(server)
    for (const { admin } of [other.institution, other.county, other.province]) {
      await expect(detail(admin, application.id)).toBeProblem(404, 'NOT_FOUND')
      await expect(decide(admin, application.id)).toBeProblem(404, 'NOT_FOUND')
      await expect(admin.call(detachAtDesk, { businessCode, applicationId: application.id, reason: '已调走', version: 1 })).toBeProblem(404, 'NOT_FOUND')
      expect(await found(admin)).toEqual([])
    }
    const { admin } = hierarchy.institution
    await expect(admin.call(getDeskApplication, { businessCode: '03', applicationId: application.id })).toBeProblem(404, 'NOT_FOUND')
    await expect(admin.call(getDeskCounts, { businessCode: '30' })).toBeProblem(404, 'NOT_FOUND')
  })

  test('a role for one department limits list, counts, detail, decision, next one and export alike', async () => {
    const [mine, theirs] = [await given(), await given()]
    const own = mine.person.departmentId ?? 0
    const { caller } = await givenSub(['trialAudit.read', 'trialAudit.write', 'trialAudit.reveal'], [own])
    expect(await found(caller)).toEqual([mine.id])
    expect(await found(caller, { state: 'pending', pageSize: 1 })).toEqual([mine.id])
    expect((await counts(caller)).pending).toBe(1)
    expect((await caller.call(getTodos, {})).items.find((todo) => todo.kind === 'audit.pending.05')).toMatchObject({ count: 1 })
    expect((await detail(caller, mine.id)).nextId).toBeNull()
    await expect(detail(caller, theirs.id)).toBeProblem(404, 'NOT_FOUND')
    await expect(decide(caller, theirs.id)).toBeProblem(404, 'NOT_FOUND')
    await hierarchy.institution.admin.call(detachAtDesk, { businessCode, applicationId: theirs.id, reason: '已调走', version: 1 })
    expect(await found(caller, { submission: 'detached' })).toEqual([])
    await expect(detail(caller, theirs.id)).toBeProblem(404, 'NOT_FOUND')
    expect(await exportedTexts(await caller.call(exportDesk, { businessCode }))).toHaveLength(2)
  })

  test('a unit lets a candidate go; above it nobody does', async () => {
    const application = await given()
    await expect(hierarchy.county.admin.call(detachAtDesk, { businessCode, applicationId: application.id, reason: '已调走', version: 1 })).toBeProblem(404, 'NOT_FOUND')
    await hierarchy.institution.admin.call(detachAtDesk, { businessCode, applicationId: application.id, reason: '已调走', version: 1 })
    expect(await hierarchy.institution.admin.twin().call(detachAtDesk, { businessCode, applicationId: application.id, reason: '已调走', version: 1 })).toEqual({ nextId: null })
    expect(await knex()('detachments').where('application_id', application.id)).toMatchObject([{ manager_kind: 'account', manager_id: hierarchy.institution.accountId }])
    expect(await detail(hierarchy.institution.admin, application.id)).toMatchObject({ submission: 'detached', detached: { by: '测试账号', reason: '已调走' } })
  })
})

describe('export', () => {
  test('the filtered list as a workbook, masked but for who may take whole numbers along; logged', async () => {
    const [one, two] = [await given({ name: '李小红' }), await given({ name: '李建国' })]
    await decide(hierarchy.institution.admin, two.id)
    const masked = await givenSub(['trialAudit.read', 'trialAudit.write'])
    const rows = await exportedTexts(await masked.caller.call(exportDesk, { businessCode, state: 'pending' }))
    const number = one.person.input.identityNumber ?? ''
    expect(rows).toEqual([
      ['姓名', '证件号', '单位', '申报级别', '申报类别', '提交状态', '本级审核状态', '缴费状态', '提交时间'],
      ['李小红', maskIdentityNumber(number), hierarchy.institution.name, '执业医师', '临床', '已提交', '待审核', expect.any(String), '2026-03-10 09:00'],
    ])
    const whole = await givenSub(['trialAudit.read', 'trialAudit.reveal'])
    expect((await exportedTexts(await whole.caller.call(exportDesk, { businessCode, identityNumber: number })))[1]?.[1]).toBe(number)
    const entries = await knex()('operation_log').where({ action: 'application.export', chain_id: hierarchy.institution.id }).orderBy('id')
    expect(entries.map((entry) => [entry.actor_id, JSON.parse(entry.detail)])).toEqual([
      [masked.id, { business: '05', examYear: 2026, whole: false }], [whole.id, { business: '05', examYear: 2026, whole: true }],
    ])
    expect(JSON.stringify(entries)).not.toContain(number)
  })

  test('only with the right, and of the own desk alone', async () => {
    await given()
    const { caller } = await givenSub(['trial.read'])
    await expect(caller.call(exportDesk, { businessCode })).toBeProblem(403, 'FORBIDDEN')
    expect(await exportedTexts(await (await givenHierarchy(server)).institution.admin.call(exportDesk, { businessCode }))).toHaveLength(1)
  })
})

describe('managers in the browser', () => {
  test('hold the audit of the bound business and unit, and sign with their own name', async () => {
    const application = await given()
    const reviewer = await givenReviewer(server, hierarchy.institution)
    const web = await givenWebManager(server, reviewer)
    expect((await web.call(listAuditDesks, {})).items.map((desk) => desk.businessCode)).toEqual(['05'])
    await expect(web.call(getDeskCounts, { businessCode: '03' })).toBeProblem(404, 'NOT_FOUND')
    await expect(web.call(getTodos, {})).toBeProblem(403, 'FORBIDDEN')
    expect(JSON.stringify(await detail(web, application.id))).toContain(application.person.input.identityNumber)
    await decide(web, application.id)
    // The phone's answer to the same decision: it is the same reviewer.
    expect(await reviewer.caller.call(decideApplication, { bindingId: reviewer.bindingId, applicationId: application.id, ...approval, version: 1 })).toMatchObject({ reviewState: 'approved' })
    expect(await knex()('reviews').where('application_id', application.id)).toMatchObject([{ reviewer_kind: 'wechatUser', reviewer_id: reviewer.id, reviewer_name: reviewer.name }])
    expect((await exportedTexts(await web.call(exportDesk, { businessCode })))[1]?.[1]).toBe(maskIdentityNumber(application.person.input.identityNumber ?? ''))
  })

  test('a binding that ended says so once and ends the session', async () => {
    const reviewer = await givenReviewer(server, hierarchy.institution)
    const web = await givenWebManager(server, reviewer)
    await counts(web)
    await knex()('manager_bindings').where('id', reviewer.bindingId).update({ ended_at: server.platform.now().toISOString(), ended: 'revoked', ended_by: '人事科' })
    await expect(counts(web)).toBeProblem(404, 'BINDING_ENDED')
    await expect(counts(web)).toBeProblem(401, 'SESSION_EXPIRED')
  })

  test('another site\'s request is refused', async () => {
    const web = await givenWebManager(server, await givenReviewer(server, hierarchy.institution))
    const answer = await fetch(`${server.origin}/api/audit-desks/05/search`, { method: 'POST', headers: { ...web.headers, 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'cross-site' }, body: '{}' })
    expect(answer.status).toBe(403)
  })
})
