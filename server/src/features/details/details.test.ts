import { createDetail, getPersonDetails, getPersonPicture, removeDetail, revealPersonDetails, setPortrait, updateDetail, uploadPersonPicture } from '@talent/shared/contract/details'
import type { Permission } from '@talent/shared/contract/permissions'
import { searchPictures } from '@talent/shared/contract/pictures'
import { getTodos } from '@talent/shared/contract/organization'
import { createPerson, removePerson } from '@talent/shared/contract/people'
import { detailSectionNames, detailSections } from '@talent/shared/domain/sections/details'
import { givenAccount, givenInstitution, givenRole, type GivenOrganization } from '../../../test/given'
import { detailValues, givenDetail, givenPicture, somePicture } from '../../../test/given-details'
import { givenDepartments, givenPerson, type GivenPerson } from '../../../test/given-people'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
let institution: GivenOrganization
let person: GivenPerson
beforeAll(async () => {
  server = await startTestServer()
  institution = await givenInstitution(server)
})
afterAll(() => server.stop())
beforeEach(async () => void (person = await givenPerson(institution)))

const knex = () => server.platform.database.knex
const details = () => institution.admin.call(getPersonDetails, { personId: person.id, examYear: 2026 })
const group = async (section: string) => (await details()).sections.find((one) => one.section === section)
const issuesOf = (answer: Promise<unknown>) => answer.then(() => [], (e: { issues?: { path: unknown[]; message: string }[] }) => (e.issues ?? []).map((issue) => `${issue.path.join('.')}: ${issue.message}`))

test('every section of the declaration takes, shows, changes and gives up a record', async () => {
  for (const section of detailSectionNames) {
    const made = await givenDetail(institution, person.id, section)
    expect(await group(section)).toMatchObject({ label: detailSections[section].label, records: [{ id: made.id, missingAttachment: false }], missing: [] })
    const changed = await institution.admin.call(updateDetail, { personId: person.id, detailId: made.id, values: detailValues[section], pictureIds: [await givenPicture(institution, person.id, { unlike: true })], version: made.version })
    expect(changed.version).toBe(2)
    await institution.admin.call(removeDetail, { personId: person.id, detailId: made.id, version: 2 })
    expect((await group(section))?.records).toEqual([])
  }
})

test('dates of a month are the 1st, choices codes, and the record has a name', async () => {
  const made = await givenDetail(institution, person.id, 'education', { education: '大学本科' })
  expect(made).toMatchObject({ title: '学历：大学本科（2012-07 毕业）', values: { education: '21', graduationDate: '2012-07-01' }, version: 1 })
})

test('what is missing for the exams of the year is told by section', async () => {
  expect(await details()).toMatchObject({ examYear: 2026, portrait: null, complete: 1, necessary: 4, locked: false })
  expect(await group('education')).toMatchObject({ necessaryFor: ['医师资格考试', '卫生专业技术资格考试'], missing: ['还没有学历记录'] })
  expect(await group('work')).toMatchObject({ necessaryFor: [], missing: [] })
  await givenDetail(institution, person.id, 'education')
  expect((await details()).complete).toBe(2)
})

test('all that is wrong with a record is named at once', async () => {
  const answer = institution.admin.call(createDetail, { personId: person.id, section: 'education', values: { school: '', education: '本科', graduationDate: '2099-01', startDate: '', salary: '1' }, pictureIds: [] })
  expect(await issuesOf(answer)).toEqual([
    'values.salary: 学历没有“salary”这一项，请刷新页面后重新填写', 'values.school: 请填写毕业院校',
    'values.education: 学历“本科”不在可选范围内，请从下拉列表中选择：博士研究生、硕士研究生、大学本科、大学专科、中等专科、高中及以下',
    'values.graduationDate: 毕业日期 2099-01-01 晚于今天，请核对', 'pictureIds: 请上传学历的证书图片',
  ])
})

test('a section that asks for no picture takes a record without one', async () => {
  const made = await institution.admin.call(createDetail, { personId: person.id, section: 'work', values: detailValues.work, pictureIds: [] })
  expect(made).toMatchObject({ missingAttachment: false, pictures: [] })
})

test('the same record is not there twice, also at the same instant', async () => {
  const pictureId = await givenPicture(institution, person.id)
  const send = () => institution.admin.twin().call(createDetail, { personId: person.id, section: 'degree', values: detailValues.degree, pictureIds: [pictureId] })
  const outcomes = await Promise.allSettled([send(), send(), send()])
  expect(outcomes.filter((o) => o.status === 'fulfilled')).toHaveLength(1)
  expect(await issuesOf(send())).toEqual(['values.school: 该人员已有授予院校、学位、授予日期相同的学位记录，请修改原记录'])
})

test('a stale save and a stale removal are refused and show what it is now', async () => {
  const made = await givenDetail(institution, person.id, 'education')
  const form = { personId: person.id, detailId: made.id, values: { ...detailValues.education, major: '口腔医学' }, pictureIds: made.pictures.map((p) => p.attachmentId), version: 1 }
  await institution.admin.call(updateDetail, form)
  const refused = await institution.admin.call(updateDetail, { ...form, values: detailValues.education }).catch((e: unknown) => e)
  expect(refused).toMatchObject({ code: 'STALE', extra: { data: { id: made.id, version: 2, values: { major: '口腔医学' } } } })
  await expect(institution.admin.call(removeDetail, { personId: person.id, detailId: made.id, version: 1 })).toBeProblem(409, 'STALE')
})

test('a number that holds the identity is masked, kept when it is left out, refused when masked, and revealed on the log', async () => {
  const made = await givenDetail(institution, person.id, 'qualification')
  expect(made.values['certificateNo']).toBe('2013****17')
  expect(made.warnings).toMatchObject([{ field: 'certificateNo' }])
  const { certificateNo: number = '', ...others } = detailValues.qualification
  const form = { personId: person.id, detailId: made.id, pictureIds: made.pictures.map((p) => p.attachmentId) }
  expect(await issuesOf(institution.admin.call(updateDetail, { ...form, values: { ...others, certificateNo: '2013****17' }, version: 1 }))).toHaveLength(1)
  await institution.admin.call(updateDetail, { ...form, values: { ...others, category: '口腔' }, version: 1 })
  expect((await institution.admin.call(revealPersonDetails, { personId: person.id })).fields).toEqual([{ detailId: made.id, field: 'certificateNo', value: number }])
  expect(await knex()('operation_log').where({ action: 'detail.reveal', subject: `person:${person.id}` })).toHaveLength(1)
  const row = await knex()('person_details').where('id', made.id).first()
  expect(row.content).not.toContain(number)
})

test('a number of the right identity warns of nothing', async () => {
  const made = await givenDetail(institution, person.id, 'qualification', { certificateNo: `201342110${person.input.identityNumber ?? ''}` })
  expect(made.warnings).toEqual([])
})

describe('pictures', () => {
  test('come as a thumbnail and in full, to the browser\'s own copy only', async () => {
    const made = await givenDetail(institution, person.id, 'education')
    const attachmentId = made.pictures[0]?.attachmentId ?? 0
    const url = `${server.origin}/api/people/${person.id}/pictures/${attachmentId}`
    const get = (query: string, more: Record<string, string> = {}) => fetch(url + query, { headers: { ...institution.admin.headers, ...more } })
    const full = await get('')
    expect([full.status, full.headers.get('content-type'), full.headers.get('cache-control')]).toEqual([200, 'image/jpeg', 'private, no-cache'])
    const etag = full.headers.get('etag') ?? ''
    expect((await get('', { 'If-None-Match': etag })).status).toBe(304)
    const thumb = await get('?size=thumb')
    expect([thumb.status, thumb.headers.get('etag') === etag]).toEqual([200, false])
    expect(full.headers.get('content-disposition')).not.toContain('scan')
    expect((await get('?size=huge')).status).toBe(400)
  })

  test('in full are on the log with who opened them, as thumbnails they are not', async () => {
    const made = await givenDetail(institution, person.id, 'education', { school: '华中科技大学' })
    const attachmentId = made.pictures[0]?.attachmentId ?? 0
    const views = () => knex()('operation_log').where({ action: 'person.viewPhoto', subject: `person:${person.id}`, detail: JSON.stringify({ attachment: attachmentId }) })
    await institution.admin.call(getPersonPicture, { personId: person.id, attachmentId, size: 'thumb' })
    expect(await views()).toEqual([])
    await institution.admin.call(getPersonPicture, { personId: person.id, attachmentId })
    expect(await views()).toMatchObject([{ chain_id: institution.id, actor_id: institution.accountId }])
  })

  test('in full show whole numbers: whoever only looks at people sees thumbnails, whoever may read numbers or keeps the record sees all', async () => {
    const made = await givenDetail(institution, person.id, 'education', { school: '武汉科技大学' })
    const attachmentId = made.pictures[0]?.attachmentId ?? 0
    const reader = async (more: Permission[], departmentIds?: number[]) => {
      const { id, caller } = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
      await givenRole(server, { accountId: id, organizationId: institution.id, permissions: ['person.read'] })
      if (more.length > 0) await givenRole(server, { accountId: id, organizationId: institution.id, permissions: more, ...(departmentIds ? { departmentIds } : {}) })
      return caller
    }
    const [elsewhere] = await givenDepartments(institution, '检验科')
    for (const caller of [await reader([]), await reader(['person.reveal'], [elsewhere?.id ?? 0])]) {
      await expect(caller.call(getPersonPicture, { personId: person.id, attachmentId })).toBeProblem(403, 'FORBIDDEN')
      expect((await caller.call(getPersonPicture, { personId: person.id, attachmentId, size: 'thumb' })).byteLength).toBeGreaterThan(100)
    }
    for (const caller of [await reader(['person.reveal']), await reader(['person.write'])]) {
      expect((await caller.call(getPersonPicture, { personId: person.id, attachmentId })).byteLength).toBeGreaterThan(100)
    }
  })

  test('of another person are refused in a record, as a portrait and to look at', async () => {
    const other = await givenPerson(institution)
    const theirs = await givenPicture(institution, other.id)
    expect(await issuesOf(institution.admin.call(createDetail, { personId: person.id, section: 'education', values: detailValues.education, pictureIds: [theirs] }))).toEqual(['pictureIds: 图片已失效或不属于该人员，请重新上传'])
    await expect(institution.admin.call(setPortrait, { personId: person.id, attachmentId: theirs, current: null })).toBeProblem(400, 'BAD_INPUT')
    await expect(institution.admin.call(getPersonPicture, { personId: person.id, attachmentId: theirs, size: 'full' })).toBeProblem(404, 'NOT_FOUND')
  })

  test('that a record does not show any more are removed after a day, those it shows are not', async () => {
    const [first, second] = [await givenPicture(institution, person.id), await givenPicture(institution, person.id, { unlike: true })]
    const made = await institution.admin.call(createDetail, { personId: person.id, section: 'education', values: detailValues.education, pictureIds: [first, second] })
    expect(made.pictures.map((p) => p.attachmentId)).toEqual([first, second])
    await institution.admin.call(updateDetail, { personId: person.id, detailId: made.id, values: detailValues.education, pictureIds: [second], version: 1 })
    const unused = async () => Object.fromEntries((await knex()('attachments').whereIn('id', [first, second])).map((row) => [row.id, row.unused_since !== null]))
    expect(await unused()).toEqual({ [first]: true, [second]: false })
    const removal = await knex()('jobs').where('kind', 'attachment.remove').orderBy('id', 'desc').first()
    expect(JSON.parse(removal.payload)).toMatchObject({ attachmentId: first, thumbKey: expect.stringMatching(/^[0-9a-f]{2}\//) })
  })

  test('the last one is not taken away, twice the same is refused', async () => {
    const made = await givenDetail(institution, person.id, 'education')
    const id = made.pictures[0]?.attachmentId ?? 0
    const form = { personId: person.id, detailId: made.id, values: detailValues.education, version: 1 }
    expect(await issuesOf(institution.admin.call(updateDetail, { ...form, pictureIds: [] }))).toEqual(['pictureIds: 请上传学历的证书图片'])
    expect(await issuesOf(institution.admin.call(updateDetail, { ...form, pictureIds: [id, id] }))).toEqual(['pictureIds: 同一张图片选了两次，请移除重复的图片'])
  })

  test('a portrait is set over the one that was seen, and removed', async () => {
    const [first, second] = [await givenPicture(institution, person.id), await givenPicture(institution, person.id, { unlike: true })]
    const set = (attachmentId: number | null, current: number | null) => institution.admin.call(setPortrait, { personId: person.id, attachmentId, current })
    expect((await set(first, null)).portrait?.attachmentId).toBe(first)
    const refused = await set(second, null).catch((e: unknown) => e)
    expect(refused).toMatchObject({ code: 'STALE', extra: { data: { portrait: { attachmentId: first } } } })
    await set(second, first)
    expect((await details()).portrait?.attachmentId).toBe(second)
    expect((await set(null, second)).portrait).toBeNull()
  })
})

describe('what came without its picture', () => {
  const withoutPicture = async () => {
    const made = await givenDetail(institution, person.id, 'education')
    await knex()('person_detail_pictures').where('detail_id', made.id).delete()
    await knex()('person_details').where('id', made.id).update({ missing_attachment: true })
    return made
  }

  test('is on the to-do list with the way to it, until it is there', async () => {
    const made = await withoutPicture()
    const missing = async () => (await institution.admin.call(searchPictures, { state: 'missing', pageSize: 100 })).items.filter((item) => item.personId === person.id)
    expect(await missing()).toMatchObject([{ personId: person.id, name: person.name, departmentName: person.departmentName, detailId: made.id, section: 'education', title: made.title, pictures: [] }])
    const todo = async () => (await institution.admin.call(getTodos, {})).items.find((item) => item.kind === 'detail.attachment')
    expect(await todo()).toMatchObject({ count: 1, href: '/pictures?state=missing' })
    // The rest of the record may be put right before the picture is found.
    const { version } = await institution.admin.call(updateDetail, { personId: person.id, detailId: made.id, values: { ...detailValues.education, major: '口腔医学' }, pictureIds: [], version: 1 })
    await institution.admin.call(updateDetail, { personId: person.id, detailId: made.id, values: detailValues.education, pictureIds: [await givenPicture(institution, person.id)], version })
    expect(await missing()).toEqual([])
    expect(await todo()).toBeUndefined()
  })
})

describe('scope', () => {
  test('another institution neither sees nor touches anything of a person', async () => {
    const made = await givenDetail(institution, person.id, 'education')
    const attachmentId = made.pictures[0]?.attachmentId ?? 0
    const other = (await givenInstitution(server)).admin
    const form = { personId: person.id, detailId: made.id, values: detailValues.education, pictureIds: [], version: 1 }
    await expect(other.call(getPersonDetails, { personId: person.id })).toBeProblem(404, 'NOT_FOUND')
    await expect(other.call(updateDetail, form)).toBeProblem(404, 'NOT_FOUND')
    await expect(other.call(removeDetail, form)).toBeProblem(404, 'NOT_FOUND')
    await expect(other.call(getPersonPicture, { personId: person.id, attachmentId, size: 'thumb' })).toBeProblem(404, 'NOT_FOUND')
    await expect(other.call(uploadPersonPicture, { personId: person.id, file: { bytes: await somePicture(), name: 'a.png' } })).toBeProblem(404, 'NOT_FOUND')
    expect((await other.call(searchPictures, {})).total).toBe(0)
  })

  test('a record of another person is not reached through one\'s own', async () => {
    const other = await givenPerson(institution)
    const theirs = await givenDetail(institution, other.id, 'education')
    await expect(institution.admin.call(removeDetail, { personId: person.id, detailId: theirs.id, version: 1 })).toBeProblem(404, 'NOT_FOUND')
  })

  test('a sub-account reaches the people of its departments with what its roles grant', async () => {
    const [inner, outer] = await givenDepartments(institution, `甲${person.id}`, `乙${person.id}`)
    const [near, far] = [await givenPerson(institution, { departmentId: inner?.id ?? 0 }), await givenPerson(institution, { departmentId: outer?.id ?? 0 })]
    const account = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
    await givenRole(server, { accountId: account.id, organizationId: institution.id, permissions: ['person.read'], departmentIds: [inner?.id ?? 0] })
    expect((await account.caller.call(getPersonDetails, { personId: near.id })).sections).toHaveLength(detailSectionNames.length)
    await expect(account.caller.call(getPersonDetails, { personId: far.id })).toBeProblem(404, 'NOT_FOUND')
    await expect(account.caller.call(createDetail, { personId: near.id, section: 'work', values: detailValues.work, pictureIds: [] })).toBeProblem(403, 'FORBIDDEN')
    await expect(account.caller.call(revealPersonDetails, { personId: near.id })).toBeProblem(403, 'FORBIDDEN')
  })
})

test('a removed person leaves no record, and the pictures go', async () => {
  const made = await givenDetail(institution, person.id, 'education')
  const attachmentId = made.pictures[0]?.attachmentId ?? 0
  await institution.admin.call(removePerson, { personId: person.id })
  expect(await knex()('person_details').where('person_id', person.id)).toEqual([])
  expect((await knex()('attachments').where('id', attachmentId).first()).unused_since).not.toBeNull()
  await expect(institution.admin.call(getPersonDetails, { personId: person.id })).toBeProblem(404, 'NOT_FOUND')
  // Somebody else with the same number starts with nothing.
  const again = await institution.admin.call(createPerson, person.input)
  expect((await institution.admin.call(getPersonDetails, { personId: again.id })).sections.flatMap((s) => s.records)).toEqual([])
})

test('a replayed creation is one record', async () => {
  const pictureId = await givenPicture(institution, person.id)
  const send = () =>
    fetch(`${server.origin}/api/people/${person.id}/details`, {
      method: 'POST',
      headers: { ...institution.admin.headers, 'Content-Type': 'application/json', 'Idempotency-Key': `detail-${person.id}` },
      body: JSON.stringify({ section: 'education', values: detailValues.education, pictureIds: [pictureId] }),
    }).then((response) => response.json() as Promise<{ id: number }>)
  const [first, second] = [await send(), await send()]
  expect(second.id).toBe(first.id)
  expect((await group('education'))?.records).toHaveLength(1)
})
