import sharp from 'sharp'
import { createDetail, getPersonDetails, getPersonPicture, setPortrait } from '@talent/shared/contract/details'
import { getTodos } from '@talent/shared/contract/organization'
import { searchPeople } from '@talent/shared/contract/people'
import { addDetailPicture, addPortrait, findPictureHolders, removeDetailPicture, searchPictures } from '@talent/shared/contract/pictures'
import { givenAccount, givenInstitution, givenRole, type GivenOrganization } from '../../../test/given'
import { detailValues, givenDetail, givenPicture, somePicture } from '../../../test/given-details'
import { givenDepartments, givenPerson, type GivenPerson } from '../../../test/given-people'
import { loseFiles } from '../../../test/lost-files'
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
const { jpg, file } = {
  jpg: (width = 300, background = '#888') => sharp({ create: { width, height: 400, channels: 3, background } }).jpeg().toBuffer(),
  file: (bytes: Buffer) => ({ bytes, name: 'picture.jpg' }),
}
const withoutPicture = async (personId: number, values: Record<string, string> = {}) => {
  const made = await givenDetail(institution, personId, 'education', values)
  await knex()('person_detail_pictures').where('detail_id', made.id).delete()
  await knex()('person_details').where('id', made.id).update({ missing_attachment: true })
  return made
}
const listed = async (input: object) => (await institution.admin.call(searchPictures, { pageSize: 100, ...input })).items

describe('the list', () => {
  test('shows the records of a section by their state, with how many there are of each', async () => {
    const other = await givenInstitution(server)
    const [one, two] = [await givenPerson(other, { name: '甲一' }), await givenPerson(other, { name: '乙二' })]
    const made = await givenDetail(other, one.id, 'education')
    await givenDetail(other, two.id, 'education')
    await givenDetail(other, two.id, 'work')
    await knex()('person_detail_pictures').where('detail_id', made.id).delete()
    await knex()('person_details').where('id', made.id).update({ missing_attachment: true })
    const search = (input: object) => other.admin.call(searchPictures, input)
    expect(await search({ section: 'education' })).toMatchObject({ total: 2, counts: { missing: 1, uploaded: 1 } })
    expect(await search({ section: 'education', state: 'missing' })).toMatchObject({ total: 1, counts: { missing: 1, uploaded: 1 }, items: [{ name: '甲一', detailId: made.id, title: made.title, pictures: [], locked: false }] })
    expect(await search({ state: 'uploaded' })).toMatchObject({ total: 1, items: [{ name: '乙二', pictures: [{ width: 200 }] }] })
    expect((await search({})).items.map((row) => row.name)).toEqual(['甲一', '乙二'])
    expect(await search({ section: 'degree' })).toMatchObject({ total: 0, counts: { missing: 0, uploaded: 0 } })
    // Work experience asks for no picture.
    expect((await search({})).items.map((row) => row.section)).toEqual(['education', 'education'])
  })

  test('shows everybody as a place for a portrait', async () => {
    const other = await givenInstitution(server)
    const [one, two] = [await givenPerson(other, { name: '甲一' }), await givenPerson(other, { name: '乙二' })]
    await other.admin.call(addPortrait, { personId: one.id, current: null, file: file(await jpg()) })
    const search = (input: object) => other.admin.call(searchPictures, { section: 'portrait', ...input })
    expect(await search({})).toMatchObject({ total: 2, counts: { missing: 1, uploaded: 1 }, items: [{ personId: two.id, pictures: [] }, { personId: one.id, detailId: null, pictures: [{ width: 300 }] }] })
    expect(await search({ state: 'missing' })).toMatchObject({ total: 1, items: [{ personId: two.id }] })
    expect(await search({ state: 'uploaded' })).toMatchObject({ total: 1, items: [{ personId: one.id }] })
    expect((await other.admin.call(searchPeople, { name: '甲一' })).items[0]?.portraitId).toBeGreaterThan(0)
    expect((await other.admin.call(searchPeople, { name: '乙二' })).items[0]?.portraitId).toBeNull()
  })

  test.each(['education', 'portrait'] as const)('of %s is found by name, number, last four and department', async (section) => {
    await givenDetail(institution, person.id, 'education')
    const mine = async (input: object) => (await listed({ section, ...input })).some((row) => row.personId === person.id)
    const number = person.input.identityNumber ?? ''
    expect([await mine({ name: '小燕' }), await mine({ name: '大鹏' })]).toEqual([true, false])
    expect([await mine({ identityNumber: number }), await mine({ identityNumber: number.slice(-4) }), await mine({ identityNumber: '110105194912310021' })]).toEqual([true, true, false])
    const elsewhere = (await givenDepartments(institution, `别处${person.id}`))[0]?.id ?? 0
    expect([await mine({ departmentId: person.departmentId ?? 0 }), await mine({ departmentId: elsewhere })]).toEqual([true, false])
  })
})

describe('who is meant by a file name', () => {
  const ask = (input: Partial<{ numbers: string[]; names: string[]; personIds: number[] }>) => institution.admin.call(findPictureHolders, { numbers: [], names: [], personIds: [], ...input })

  test('is answered by place in the lists, with the places for pictures, and without any whole number', async () => {
    const other = await givenPerson(institution, { name: '欧阳晓' })
    const made = await givenDetail(institution, person.id, 'education')
    const number = person.input.identityNumber ?? ''
    const answer = await ask({ numbers: ['AB123456', ` ${number.toLowerCase()}`], names: ['无此人', '欧阳晓'] })
    expect(answer).toMatchObject({
      numbers: [{ at: 1, personId: person.id }],
      names: [{ at: 1, personIds: [other.id] }],
      holders: [{ personId: person.id, identityNumber: person.identityNumber, locked: false, portrait: null, records: [{ detailId: made.id, section: 'education', title: made.title, pictures: [{ width: 200 }] }] }, { personId: other.id }],
    })
    expect(JSON.stringify(answer)).not.toContain(number)
  })

  test('names everybody of one name, and whoever was chosen by hand', async () => {
    const [one, two] = [await givenPerson(institution, { name: '同名人' }), await givenPerson(institution, { name: '同名人' })]
    expect((await ask({ names: ['同名人'] })).names).toEqual([{ at: 0, personIds: [one.id, two.id] }])
    expect((await ask({ personIds: [person.id] })).holders.map((holder) => holder.personId)).toEqual([person.id])
  })

  test('is bounded, for whoever may upload only, and says nothing of other institutions', async () => {
    await expect(ask({ names: Array.from({ length: 801 }, () => '张') })).toBeProblem(400, 'BAD_INPUT')
    const stranger = (await givenInstitution(server)).admin
    expect(await stranger.call(findPictureHolders, { numbers: [person.input.identityNumber ?? ''], names: [person.name], personIds: [person.id] })).toEqual({ numbers: [], names: [], holders: [] })
    const reader = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
    await givenRole(server, { accountId: reader.id, organizationId: institution.id, permissions: ['person.read'] })
    await expect(reader.caller.call(findPictureHolders, { numbers: [], names: [], personIds: [] })).toBeProblem(403, 'FORBIDDEN')
  })

  test('leaves no number and no name in the server\'s log', async () => {
    const number = person.input.identityNumber ?? ''
    await ask({ numbers: [number], names: ['日志里没有我'] })
    const logged = server.logLines.join('\n') + JSON.stringify(await knex()('operation_log').select())
    expect(logged).toContain('/api/pictures/holders')
    expect(logged).not.toContain(number)
    expect(logged).not.toContain('日志里没有我')
  })
})

describe('a picture for a record', () => {
  const add = async (detailId: number, bytes: Buffer, replaces: number[] = []) => institution.admin.twin().call(addDetailPicture, { personId: person.id, detailId, replaces, file: file(bytes) })
  const idsOf = (pictures: { attachmentId: number }[]) => pictures.map(({ attachmentId }) => attachmentId)

  test('makes it complete, is on the log, and the to-do goes', async () => {
    const made = await withoutPicture(person.id)
    const todo = async () => (await institution.admin.call(getTodos, {})).items.find((item) => item.kind === 'detail.attachment')?.count ?? 0
    const before = await todo()
    const answer = await add(made.id, await jpg())
    expect(answer).toMatchObject({ added: true, pictures: [{ width: 300, height: 400 }] })
    expect(await todo()).toBe(before - 1)
    expect(await listed({ section: 'education', state: 'uploaded' })).toEqual(expect.arrayContaining([expect.objectContaining({ detailId: made.id, pictures: answer.pictures })]))
    const [entry] = await knex()('operation_log').where({ action: 'detail.addPicture', subject: `person:${person.id}` })
    expect(JSON.parse(entry.detail)).toEqual({ section: 'education', detail: made.id, attachment: answer.pictures[0]?.attachmentId })
    const record = (await institution.admin.call(getPersonDetails, { personId: person.id })).sections.flatMap((s) => s.records).find(({ id }) => id === made.id)
    expect(record).toMatchObject({ version: 2, missingAttachment: false })
  })

  test('is added after those that are there; sent again it is there once', async () => {
    const made = await withoutPicture(person.id)
    const [first, second] = [await jpg(300), await jpg(310)]
    const one = await add(made.id, first)
    const both = await add(made.id, second)
    expect(idsOf(both.pictures)[0]).toBe(one.pictures[0]?.attachmentId)
    expect(both.pictures).toHaveLength(2)
    expect(await add(made.id, first)).toEqual({ added: false, pictures: both.pictures })
  })

  test('sent twice at the same instant, or replayed with its key, it is there once', async () => {
    const made = await withoutPicture(person.id)
    const bytes = await jpg()
    await Promise.all([add(made.id, bytes), add(made.id, bytes), add(made.id, bytes)])
    const send = async () => {
      const body = new FormData()
      body.set('input', JSON.stringify({ replaces: [] }))
      body.set('file', new Blob([new Uint8Array(await jpg(320))]), 'picture.jpg')
      const response = await fetch(`${server.origin}/api/people/${person.id}/details/${made.id}/pictures`, { method: 'POST', headers: { ...institution.admin.headers, 'Idempotency-Key': `picture-${person.id}` }, body })
      return response.json() as Promise<unknown>
    }
    expect(await send()).toEqual(await send())
    expect(await knex()('person_detail_pictures').where('detail_id', made.id)).toHaveLength(2)
  })

  test('takes the place of those that were seen, not of one that came since', async () => {
    const made = await withoutPicture(person.id)
    const old = idsOf((await add(made.id, await jpg(300))).pictures)
    const [, since = 0] = idsOf((await add(made.id, await jpg(310))).pictures)
    const after = idsOf((await add(made.id, await jpg(320), old)).pictures)
    expect([after.length, after[0]]).toEqual([2, since])
    expect((await knex()('attachments').where('id', old[0] ?? 0).first()).unused_since).not.toBeNull()
    // The second of two for the same place finds the old one gone already.
    expect(idsOf((await add(made.id, await jpg(330), old)).pictures)).toHaveLength(3)
    // One that is there already still drives the others away.
    expect(idsOf((await add(made.id, await jpg(330), after)).pictures)).toHaveLength(1)
  })

  test('is the ninth at most', async () => {
    const made = await withoutPicture(person.id)
    for (let n = 0; n < 9; n++) await add(made.id, await jpg(300 + n))
    await expect(add(made.id, await jpg(400))).toBeProblem(400, 'BAD_INPUT')
  })

  test('is refused in words when it is no picture, and changes nothing', async () => {
    const made = await withoutPicture(person.id)
    await expect(add(made.id, Buffer.from('no picture'))).toBeProblem(422, 'PHOTO_REJECTED')
    await expect(add(made.id, await jpg(199))).toBeProblem(422, 'PHOTO_REJECTED')
    expect(await knex()('person_detail_pictures').where('detail_id', made.id)).toEqual([])
  })

  test('is taken away, also the last one: the record is on the list again', async () => {
    const made = await givenDetail(institution, person.id, 'education')
    const attachmentId = made.pictures[0]?.attachmentId ?? 0
    const target = { personId: person.id, detailId: made.id, attachmentId }
    await institution.admin.call(removeDetailPicture, target)
    expect((await listed({ section: 'education', state: 'missing' })).some((row) => row.detailId === made.id)).toBe(true)
    await expect(institution.admin.call(removeDetailPicture, target)).toBeProblem(404, 'NOT_FOUND')
    expect(await knex()('operation_log').where({ action: 'detail.removePicture', subject: `person:${person.id}` })).toHaveLength(1)
  })

  test('neither comes nor goes when the candidate has confirmed, nor by anybody else', async () => {
    const made = await givenDetail(institution, person.id, 'education')
    const attachmentId = made.pictures[0]?.attachmentId ?? 0
    const bytes = await jpg()
    const other = await givenPerson(institution)
    const stranger = (await givenInstitution(server)).admin
    const attempts = (caller: typeof stranger, personId: number) => [
      () => caller.call(addDetailPicture, { personId, detailId: made.id, replaces: [], file: file(bytes) }),
      () => caller.call(removeDetailPicture, { personId, detailId: made.id, attachmentId }),
    ]
    for (const attempt of [...attempts(stranger, person.id), ...attempts(institution.admin, other.id)]) await expect(attempt()).toBeProblem(404, 'NOT_FOUND')
    await expect(stranger.call(addPortrait, { personId: person.id, current: null, file: file(bytes) })).toBeProblem(404, 'NOT_FOUND')
    const reader = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
    await givenRole(server, { accountId: reader.id, organizationId: institution.id, permissions: ['person.read'] })
    for (const attempt of attempts(reader.caller, person.id)) await expect(attempt()).toBeProblem(403, 'FORBIDDEN')
  })
})

describe('a portrait', () => {
  const add = async (bytes: Buffer, current: number | null) => institution.admin.twin().call(addPortrait, { personId: person.id, current, file: file(bytes) })

  test('is put over the one that was seen, and sent again it is the same', async () => {
    const first = await add(await jpg(300), null)
    expect(first.added).toBe(true)
    expect(await add(await jpg(300), null)).toEqual({ added: false, portrait: first.portrait })
    await expect(add(await jpg(310), null)).toBeProblem(409, 'STALE')
    const second = await add(await jpg(310), first.portrait.attachmentId)
    expect((await institution.admin.call(getPersonDetails, { personId: person.id })).portrait).toEqual(second.portrait)
    expect((await institution.admin.call(setPortrait, { personId: person.id, attachmentId: null, current: second.portrait.attachmentId })).portrait).toBeNull()
  })

  test('has a small copy for the wall, which only who may see the person gets', async () => {
    const { portrait } = await add(await jpg(1200), null)
    const get = (caller = institution.admin) => caller.call(getPersonPicture, { personId: person.id, attachmentId: portrait.attachmentId, size: 'thumb' })
    const { width, format, exif } = await sharp(await get() as Buffer).metadata()
    expect([width, format, exif]).toEqual([320, 'jpeg', undefined])
    const [inner] = await givenDepartments(institution, `内${person.id}`)
    const limited = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
    await givenRole(server, { accountId: limited.id, organizationId: institution.id, permissions: ['person.read', 'person.write'], departmentIds: [inner?.id ?? 0] })
    await expect(get(limited.caller)).toBeProblem(404, 'NOT_FOUND')
    expect((await limited.caller.call(searchPictures, { section: 'portrait' })).total).toBe(0)
    expect(await limited.caller.call(findPictureHolders, { numbers: [person.input.identityNumber ?? ''], names: [person.name], personIds: [person.id] })).toEqual({ numbers: [], names: [], holders: [] })
  })
})

test('the records of another section are not counted as places of this one', async () => {
  await institution.admin.call(createDetail, { personId: person.id, section: 'degree', values: detailValues.degree, pictureIds: [await givenPicture(institution, person.id)] })
  expect((await listed({ section: 'education' })).filter((row) => row.personId === person.id)).toEqual([])
  expect((await listed({ section: 'degree' })).filter((row) => row.personId === person.id)).toHaveLength(1)
})

test('the name of a file is not kept', async () => {
  const made = await withoutPicture(person.id)
  const number = person.input.identityNumber ?? ''
  await institution.admin.call(addDetailPicture, { personId: person.id, detailId: made.id, replaces: [], file: { bytes: await somePicture(), name: `${number}.png` } })
  expect(server.logLines.join('\n')).not.toContain(number)
  expect(JSON.stringify(await knex()('attachments').where('person_id', person.id))).not.toContain(number)
})

describe('a picture whose file is lost', () => {
  test('is answered as lost, in words that say what to do, and whoever runs the server learns which', async () => {
    const attachmentId = await givenPicture(institution, person.id)
    await institution.admin.call(setPortrait, { personId: person.id, attachmentId, current: null })
    await loseFiles(server, 'personPicture', ['thumb_key'])
    const open = (size: 'thumb' | 'full') => institution.admin.call(getPersonPicture, { personId: person.id, attachmentId, size })
    // The small copy is not the picture: the whole one stands in for it.
    expect((await open('thumb')).byteLength).toBe((await open('full')).byteLength)
    await loseFiles(server, 'personPicture')
    server.logLines.length = 0
    for (const size of ['thumb', 'full'] as const) {
      expect(await open(size).catch((error: unknown) => error)).toMatchObject({ status: 410, code: 'FILE_LOST', message: expect.stringContaining('请重新上传') })
    }
    const told = server.logLines.map((line): Record<string, unknown> => JSON.parse(line)).filter(({ msg }) => msg === 'stored file is missing')
    expect(told.map(({ level, attachment }) => ({ level, attachment }))).toEqual(Array.from({ length: 3 }, () => ({ level: 50, attachment: attachmentId })))
    await expect((await givenInstitution(server)).admin.call(getPersonPicture, { personId: person.id, attachmentId, size: 'full' })).toBeProblem(404, 'NOT_FOUND')
    const { portrait } = await institution.admin.call(addPortrait, { personId: person.id, current: attachmentId, file: file(await jpg()) })
    expect((await institution.admin.call(getPersonPicture, { personId: person.id, attachmentId: portrait.attachmentId, size: 'full' })).byteLength).toBeGreaterThan(0)
  })
})
