import { getPerson, updatePerson } from '@talent/shared/contract/people'
import { answerTransfer, createTransfer } from '@talent/shared/contract/transfers'
import { createTrial, getTrial, removeTrial } from '@talent/shared/contract/trials'
import { givenAccount } from '../../../test/given'
import { filledTemplate, fixtureRows, givenFixtureInstitution, importRows, issuesOf, preview, run } from '../../../test/given-imports'
import { givenEducation } from '../../../test/given-details'
import { givenApplication } from '../../../test/given-applications'
import { agreed } from '../../../test/given-transfers'
import { givenTrial, trialInput, type GivenTrial } from '../../../test/given-trials'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
beforeEach(() => server.setNow('2026-03-10T01:00:00.000Z'))
afterAll(() => server.stop())

const formOf = ({ person }: Pick<GivenTrial, 'person'>, employmentStatus: string) => ({ personId: person.id, ...person.input, departmentId: person.departmentId ?? 0, postId: person.postId, employmentStatus })
const change = async (given: Pick<GivenTrial, 'person' | 'institution'>, employmentStatus: string) => {
  const { version } = await given.institution.admin.call(getPerson, { personId: given.person.id })
  return given.institution.admin.call(updatePerson, { ...formOf(given, employmentStatus), version })
}

describe('by the form', () => {
  test('somebody with a filing of a year that goes on is not taken out of service: the change of unit does that, and hands it on', async () => {
    const given = await givenTrial(server)
    for (const status of ['resigned', 'retired']) {
      await expect(change(given, status)).rejects.toMatchObject({
        status: 409, code: 'PERSON_FILED', issues: [{ path: ['employmentStatus'], message: expect.stringMatching(/2026 年度医师资格考试填报还没有办结.*人员变动管理.*删除填报/) }],
      })
    }
    expect(await given.institution.admin.call(getPerson, { personId: given.person.id })).toMatchObject({ employmentStatus: 'inPost' })
    // From one kind of service to another nothing is left behind.
    expect(await change(given, 'trial')).toMatchObject({ employmentStatus: 'trial' })

    const leaving = await given.institution.admin.call(createTransfer, { kind: 'resignation', personId: given.person.id, resignationType: 'retired', date: '2026-03-10', note: '', submit: true })
    await given.institution.admin.call(answerTransfer, { transferId: leaving.id, ...agreed, version: leaving.version })
    expect(await given.institution.admin.call(getPerson, { personId: given.person.id })).toMatchObject({ employmentStatus: 'retired' })
    expect((await given.institution.admin.call(getTrial, { trialId: given.trial.id })).releasedAt).toBe('2026-03-10T01:00:00.000Z')
    // Nothing counts any more: the record is free to be put right.
    expect(await change(given, 'resigned')).toMatchObject({ employmentStatus: 'resigned' })
  })

  test('a filing that was a mistake is removed first', async () => {
    const given = await givenTrial(server)
    await expect(change(given, 'resigned')).toBeProblem(409, 'PERSON_FILED')
    await given.institution.admin.call(removeTrial, { trialId: given.trial.id })
    expect(await change(given, 'resigned')).toMatchObject({ employmentStatus: 'resigned' })
  })

  test('who has confirmed is told the way out, not to have it reopened', async () => {
    const application = await givenApplication(server)
    const given = { institution: application.institution, person: application.person }
    await expect(change(given, 'resigned')).toBeProblem(409, 'PERSON_FILED')
    await expect(change(given, 'trial')).toBeProblem(409, 'PERSON_LOCKED')
  })

  test('a year that is over holds nobody', async () => {
    const given = await givenTrial(server)
    server.setNow('2027-01-01T01:00:00.000Z')
    const { caller: admin } = await givenAccount(server, { organizationId: given.institution.id, kind: 'main' })
    expect(await change({ ...given, institution: { ...given.institution, admin } }, 'retired')).toMatchObject({ employmentStatus: 'retired' })
  })
})

test('by an import the row is refused with what to do, the others go in; without 更新 nothing is said', async () => {
  const institution = await givenFixtureInstitution(server)
  const rows = fixtureRows('people.csv').slice(0, 2)
  await importRows(server, institution.admin, 'people', rows)
  const people: { id: number; name: string }[] = await server.platform.database.knex('people').where('organization_id', institution.id).select('id', 'name')
  const filed = people.find(({ name }) => name === rows[0]?.['姓名'])
  await givenEducation(institution, filed?.id ?? 0)
  await institution.admin.call(createTrial, { personId: filed?.id ?? 0, ...trialInput() })

  const leaving = rows.map((row) => ({ ...row, 在职状态: '退休' }))
  const kept = await preview(server, institution.admin, 'people', await filledTemplate(institution.admin, 'people', leaving))
  expect(kept).toMatchObject({ sameRows: 2, wrongRows: 0 })
  const job = await preview(server, institution.admin, 'people', await filledTemplate(institution.admin, 'people', leaving), { updateExisting: true })
  expect(job).toMatchObject({ changedRows: 1, wrongRows: 1 })
  expect(await issuesOf(institution.admin, job.id)).toEqual([expect.objectContaining({ row: 3, label: '在职状态', level: 'error', message: expect.stringMatching(/2026 年度医师资格考试填报还没有办结，不能直接改为“退休”.*员工离职/) })])
  expect(await run(server, institution.admin, job.id)).toMatchObject({ state: 'finished', changedRows: 1, wrongRows: 1 })
  const after: { id: number; employment_status: string }[] = await server.platform.database.knex('people').where('organization_id', institution.id).select('id', 'employment_status')
  expect(after.filter(({ employment_status: status }) => status === 'retired').map(({ id }) => id)).toEqual(people.filter(({ id }) => id !== filed?.id).map(({ id }) => id))
})
