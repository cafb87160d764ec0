import { getTodos } from '@talent/shared/contract/organization'
import { createTransfer, decideTransfer, getTransfer, getTransferReview, listTransferReviews, updateTransfer, type Transfer } from '@talent/shared/contract/transfers'
import { givenAccount, givenRole } from '../../../test/given'
import { accepted, givenTwoUnits, type GivenMove } from '../../../test/given-transfers'
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
const account = (organization: { accountId: number }, state: 'active' | 'disabled') => knex()('accounts').where('id', organization.accountId).update({ state })
/** To a unit outside: nobody but the authority has to speak. */
const leaving = (change: object = {}): Promise<Transfer> =>
  move.former.admin.call(createTransfer, { kind: 'out', personId: move.person.id, toOrganizationId: null, toUnitName: '外省医院', date: '2026-03-10', note: '', submit: true, ...change })
const waiting = async (authority: GivenMove['county']) => (await authority.admin.call(listTransferReviews, {})).items.map(({ id }) => id)

test('while nobody at the nearest authority may review, the next one above is asked, and says so', async () => {
  await account(move.county, 'disabled')
  const asked = await leaving()
  expect(asked).toMatchObject({ waitingFor: 'authority', reviewerName: move.city.name, standsInFor: move.county.name })
  expect(await waiting(move.city)).toEqual([asked.id])
  expect((await move.city.admin.call(getTodos, {})).items).toContainEqual(expect.objectContaining({ kind: 'transfer.review', count: 1 }))
  // Nobody further up is asked, or may decide.
  expect(await waiting(move.province)).toEqual([])
  await expect(move.province.admin.call(getTransferReview, { transferId: asked.id })).toBeProblem(404, 'NOT_FOUND')
  await expect(move.province.admin.call(decideTransfer, { transferId: asked.id, ...accepted, version: asked.version })).toBeProblem(404, 'NOT_FOUND')

  expect(await move.city.admin.call(getTransferReview, { transferId: asked.id })).toMatchObject({ standsInFor: move.county.name, may: { decide: true } })
  expect(await move.city.admin.call(decideTransfer, { transferId: asked.id, ...accepted, version: asked.version })).toMatchObject({ stage: 'done', reviewerName: move.city.name, standsInFor: null })
  // Its own decision stays with it, whoever has an account by then.
  await account(move.county, 'active')
  expect((await move.city.admin.call(listTransferReviews, { state: 'effective' })).items).toMatchObject([{ id: asked.id }])
  expect((await move.former.admin.call(getTransfer, { transferId: asked.id })).steps.at(-1)).toMatchObject({ action: 'accept', unitName: move.city.name })
})

test('over a gap of two levels the province is asked; an account that comes back takes its turn', async () => {
  await account(move.county, 'disabled')
  await account(move.city, 'disabled')
  const asked = await leaving()
  expect(asked).toMatchObject({ reviewerName: move.province.name, standsInFor: move.county.name })
  expect(await waiting(move.province)).toEqual([asked.id])
  await account(move.city, 'active')
  expect(await waiting(move.province)).toEqual([])
  await expect(move.province.admin.call(decideTransfer, { transferId: asked.id, ...accepted, version: asked.version })).toBeProblem(404, 'NOT_FOUND')
  expect(await waiting(move.city)).toEqual([asked.id])
  await account(move.county, 'active')
  expect(await move.former.admin.call(getTransfer, { transferId: asked.id })).toMatchObject({ reviewerName: move.county.name, standsInFor: null })
  expect(await waiting(move.city)).toEqual([])
  expect(await waiting(move.county)).toEqual([asked.id])
})

test('a sub-account counts when its role may review, and not when the role is out of use', async () => {
  await account(move.county, 'disabled')
  const clerk = await givenAccount(server, { organizationId: move.county.id, kind: 'sub' })
  const asked = await leaving()
  expect(await waiting(move.city)).toEqual([asked.id])
  await givenRole(server, { accountId: clerk.id, organizationId: move.county.id, permissions: ['transferReview.read', 'transferReview.write'] })
  expect(await waiting(move.city)).toEqual([])
  expect((await clerk.caller.call(listTransferReviews, {})).items).toMatchObject([{ id: asked.id }])
  await knex()('roles').where('organization_id', move.county.id).update({ state: 'disabled' })
  expect(await waiting(move.city)).toEqual([asked.id])
})

test('what was sent back is reviewed anew by whoever is asked then; a draft says who that is', async () => {
  await account(move.county, 'disabled')
  const draft = await leaving({ submit: false })
  expect(draft).toMatchObject({ stage: 'draft', reviewerName: move.city.name, standsInFor: move.county.name })
  expect(await waiting(move.city)).toEqual([])
  const change = { toOrganizationId: null, toUnitName: '外省医院', departmentId: null, resignationType: null, date: '2026-03-10', note: '', submit: true }
  const asked = await move.former.admin.call(updateTransfer, { transferId: draft.id, ...change, version: draft.version })
  const refused = { transferId: draft.id, decision: 'reject', opinion: '请补充调动依据', version: asked.version } as const
  await move.city.admin.call(decideTransfer, refused)
  // The same decision once more is the same decision.
  expect(await move.city.admin.twin().call(decideTransfer, refused)).toMatchObject({ stage: 'rejected', reviewerName: move.city.name, standsInFor: null })
  await account(move.county, 'active')
  const back = await move.former.admin.call(getTransfer, { transferId: draft.id })
  const again = await move.former.admin.call(updateTransfer, { transferId: draft.id, ...change, note: '附调令', version: back.version })
  expect(again).toMatchObject({ reviewerName: move.county.name, standsInFor: null })
  expect(await waiting(move.city)).toEqual([])
  expect(await waiting(move.county)).toEqual([draft.id])
})

test('an authority of another region is never asked', async () => {
  await account(move.county, 'disabled')
  const elsewhere = await givenTwoUnits(server)
  const asked = await leaving()
  expect(await waiting(elsewhere.city)).toEqual([])
  await expect(elsewhere.city.admin.call(getTransferReview, { transferId: asked.id })).toBeProblem(404, 'NOT_FOUND')
})
