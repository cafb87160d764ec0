import { allEndpoints, type NamedEndpoint } from '@talent/shared/contract/index'
import { getPersonDetails } from '@talent/shared/contract/details'
import { listInstitutionChanges, withdrawInstitutionChange } from '@talent/shared/contract/institution-changes'
import { createTransfer } from '@talent/shared/contract/transfers'
import { toJSONSchema } from '@talent/shared/zod-json-schema'
import { createWalk, named, sideOf, type Attempt } from './endpoint-walk'
import { detailValues, givenEducation } from './given-details'
import { givenEverything, type Everything } from './given-everything'
import { givenPerson, personInput } from './given-people'
import { trialInput } from './given-trials'
import { changedSince, keptRows, referencesOf, referringTo, rowsOf, type KeptRows } from './kept-rows'
import { sampleInput } from './sample-input'
import { startTestServer, type TestServer } from './server'

/**
 * Walks every endpoint of an institution with records of its own, but for one id in the path or in the input, which is
 * another institution's: nothing of that one is told, changed, or hung on something here.
 */
let server: TestServer
let own: Everything
let other: Everything
let attempt: Attempt
/** Of the time before the first of one's own records. */
let theirs: KeptRows
let references: Awaited<ReturnType<typeof referencesOf>>

beforeAll(async () => {
  server = await startTestServer()
  other = await givenOpen(await givenEverything(server))
  const before = await keptRows(server)
  references = await referencesOf(server)
  own = await givenOpen(await givenEverything(server))
  // What is everybody's has gone on with one's own records.
  theirs = rowsOf(await keptRows(server), before)
  attempt = await createWalk(own.ids)
}, 60_000)
afterAll(() => server.stop())

/** With a person whom nobody has confirmed, a transfer that is not submitted and no request under way, so that much may be changed. */
async function givenOpen(everything: Everything): Promise<Everything> {
  const { institution, ids } = everything
  const person = await givenPerson(institution)
  await givenEducation(institution, person.id)
  const [record] = (await institution.admin.call(getPersonDetails, { personId: person.id })).sections.flatMap(({ records }) => records)
  const leaving = await givenPerson(institution)
  const { id: transferId } = await institution.admin.call(createTransfer, { kind: 'out', personId: leaving.id, toOrganizationId: null, toUnitName: '省外', date: '2026-03-10', note: '', submit: false })
  const [change] = (await institution.admin.call(listInstitutionChanges, {})).items
  if (change) await institution.admin.call(withdrawInstitutionChange, { changeId: change.id, version: change.version })
  const more = { personId: person.id, departmentId: person.departmentId ?? 0, postId: person.postId ?? 0, detailId: record?.id ?? 0, attachmentId: record?.pictures[0]?.attachmentId ?? 0, transferId }
  return { ...everything, ids: { ...ids, ...more } }
}

/** Fields that are called otherwise than the record they name. */
const names: Record<string, string> = {
  parentId: 'departmentId', beforeId: 'departmentId', toOrganizationId: 'institutionId', authorityId: 'institutionId', replacesId: 'institutionFileId', pictureIds: 'attachmentId', replaces: 'attachmentId',
}
interface Property {
  type?: string
  anyOf?: Property[]
}
const propertiesOf = ({ endpoint }: NamedEndpoint): Record<string, Property> => {
  const schema = toJSONSchema(endpoint.input, { io: 'input', unrepresentable: 'any' }) as { properties?: Record<string, Property>; oneOf?: { properties?: Record<string, Property> }[] }
  return schema.properties ?? schema.oneOf?.[0]?.properties ?? {}
}

/** What `field` would hold with these records; undefined: it is no id. */
function idFor(each: NamedEndpoint, field: string, ids: Record<string, number>): number | number[] | undefined {
  const id = ids[field] ?? ids[names[field] ?? field.replace(/s$/, '')]
  const property = propertiesOf(each)[field]
  return id !== undefined && [property, ...(property?.anyOf ?? [])].some((one) => one?.type === 'array') ? [id] : id
}
const pathIdsOf = ({ endpoint }: NamedEndpoint): string[] => [...endpoint.path.matchAll(/:(\w+Id)\b/g)].map(([, name = '']) => name)

let serial = 0
/** What the rules ask: without it no id would come as far as the database. */
function rightFields({ name }: NamedEndpoint): Record<string, unknown> {
  serial++
  if (name.endsWith('Department')) return { name: `科室甲${serial}`, category: 'clinical', standardName: '03', sortOrder: 1 }
  if (name.endsWith('Post')) return { name: `岗位甲${serial}`, standardPostCode: null }
  if (name.endsWith('Person')) return personInput({ departmentId: own.ids.departmentId ?? 0, postId: own.ids.postId ?? 0 })
  if (name.endsWith('Trial')) return trialInput()
  if (name.endsWith('Trials')) return { filing: trialInput(), ...trialInput() }
  if (name.endsWith('Role')) return { name: `角色甲${serial}`, permissions: ['person.read'], departmentIds: null }
  if (name.endsWith('Account')) return { username: `crossed${10_000 + serial}`, displayName: '人事' }
  if (name.endsWith('Detail')) return { section: 'education', values: detailValues.education }
  if (name.endsWith('KeyGroup')) return { name: `标签甲${serial}` }
  if (name.endsWith('Transfer')) return { date: '2026-03-10', hireDate: '2026-03-10', employmentStatus: 'inPost', submit: false, decision: 'agree' }
  return {}
}

const versioned: Record<string, string> = { departmentId: 'departments', postId: 'posts', personId: 'people', detailId: 'person_details', roleId: 'roles', accountId: 'accounts', keyGroupId: 'key_groups', transferId: 'transfers', trialId: 'trials' }

/** Of the record that the path names last. */
async function versionOf(each: NamedEndpoint, ids: Record<string, unknown>): Promise<{ version?: number }> {
  const last = pathIdsOf(each).at(-1) ?? ''
  const table = versioned[last]
  const row = table && 'version' in propertiesOf(each) ? await server.platform.database.knex(table).where('id', Number(ids[last])).first('version') : undefined
  return row ? { version: row.version } : {}
}

/** A unit of the platform may be named as the one that somebody goes to: the library of units is open to all. */
const openToAll = new Set(['toOrganizationId'])
/** What an institution keeps and nobody else's records may hang on. */
const kept = new Set(['people', 'departments', 'posts', 'person_details', 'attachments', 'trials', 'applications', 'roles', 'key_groups', 'transfers', 'import_jobs', 'institution_files'])

const ofInstitution = allEndpoints.filter((e) => ['account', 'desk'].includes(e.endpoint.access.kind) && ['institution', 'both'].includes(sideOf(e)) && !e.endpoint.path.startsWith('/api/session'))

test.each(named(ofInstitution))('%s with one id of another institution', async (_, each) => {
  const pathIds = pathIdsOf(each)
  const fields = [...pathIds, ...Object.keys(propertiesOf(each))].filter((field) => idFor(each, field, other.ids) !== undefined)
  const base = {
    ...sampleInput(each.endpoint), ...Object.fromEntries(fields.filter((field) => !pathIds.includes(field)).map((field) => [field, idFor(each, field, own.ids)])), ...rightFields(each),
  }
  for (const field of new Set(fields)) {
    const crossed = { ...base, [field]: idFor(each, field, other.ids) }
    const { status, text } = await attempt(own.institution.admin, each, { ...crossed, ...(await versionOf(each, { ...own.ids, ...crossed })) })
    expect([field, status]).not.toEqual([field, 500])
    if (pathIds.includes(field)) expect([field, status]).toEqual([field, 404])
    for (const word of openToAll.has(field) ? other.personalWords : other.words) expect(text).not.toContain(word)
  }
  const now = await keptRows(server)
  expect(changedSince(theirs, now)).toEqual([])
  expect(referringTo(theirs, now, references, kept)).toEqual([])
}, 30_000)
