import { webcrypto } from 'node:crypto'
import { dropReadableDrafts, openDraftStore } from './draft-store'

const key = (fill: number) => () => Promise.resolve(Buffer.alloc(16, fill).toString('base64url'))
const now = new Date('2026-03-10T01:00:00Z')
const draft = { savedAt: '2026-03-10T00:59:00.000Z', content: { name: '张小燕', identityNumber: '420102199001010129' } }

describe('with cryptography', () => {
  beforeEach(() => void Object.defineProperty(window, 'crypto', { value: webcrypto, configurable: true }))

  test('a draft comes back as it was, also in another tab or after a restart', async () => {
    await (await openDraftStore('account:1:10', key(1), now)).write('person:new', draft)
    sessionStorage.clear()
    expect(await (await openDraftStore('account:1:10', key(1), now)).read('person:new')).toEqual(draft)
    expect(await (await openDraftStore('account:1:10', key(1), now)).read('person:12')).toBeNull()
  })

  test('nothing of it can be read in the storage of the browser', async () => {
    await (await openDraftStore('account:1:10', key(1), now)).write('person:new', draft)
    const everything = JSON.stringify([{ ...localStorage }, { ...sessionStorage }])
    expect(everything).toContain('draft:account:1:10:person:new')
    for (const word of ['张小燕', '420102', btoa('420102199001010129')]) expect(everything).not.toContain(word)
  })

  test('another account neither sees it nor can open it by giving it its own name', async () => {
    await (await openDraftStore('account:1:10', key(1), now)).write('person:new', draft)
    const other = await openDraftStore('account:2:10', key(2), now)
    expect(await other.read('person:new')).toBeNull()
    localStorage.setItem('draft:account:2:10:person:new', localStorage.getItem('draft:account:1:10:person:new') ?? '')
    expect(await other.read('person:new')).toBeNull()
    expect(await (await openDraftStore('account:1:10', key(1), now)).read('person:new')).toEqual(draft)
  })

  test('the draft of one record does not open as that of another', async () => {
    const store = await openDraftStore('account:1:10', key(1), now)
    await store.write('person:12', draft)
    localStorage.setItem('draft:account:1:10:person:13', localStorage.getItem('draft:account:1:10:person:12') ?? '')
    expect(await store.read('person:13')).toBeNull()
  })

  test('what is removed while it is being sealed stays away, and of two the later one counts', async () => {
    const store = await openDraftStore('account:1:10', key(1), now)
    const writing = store.write('person:new', draft)
    store.remove('person:new')
    await writing
    expect(await store.read('person:new')).toBeNull()
    await Promise.all([store.write('person:new', draft), store.write('person:new', { ...draft, content: '后来的' })])
    expect((await store.read('person:new'))?.content).toBe('后来的')
  })

  test('signing out leaves sealed drafts, which only their account can open', async () => {
    await (await openDraftStore('account:1:10', key(1), now)).write('person:new', draft)
    dropReadableDrafts()
    expect(await (await openDraftStore('account:1:10', key(1), now)).read('person:new')).toEqual(draft)
  })
})

describe('without TLS, so without cryptography', () => {
  beforeEach(() => void Object.defineProperty(window, 'crypto', { value: {}, configurable: true }))
  const noKey = () => Promise.reject(new Error('nobody asks for a key'))

  test('drafts live as long as the tab', async () => {
    await (await openDraftStore('account:1:10', noKey, now)).write('person:new', draft)
    expect(await (await openDraftStore('account:1:10', noKey, now)).read('person:new')).toEqual(draft)
    expect(Object.keys(localStorage)).toEqual([])
  })

  test('they go when the account signs out, or when another one signs in', async () => {
    await (await openDraftStore('account:1:10', noKey, now)).write('person:new', draft)
    dropReadableDrafts('account:1:10')
    expect(Object.keys(sessionStorage)).toHaveLength(1)
    dropReadableDrafts('account:2:10')
    expect(Object.keys(sessionStorage)).toEqual([])
  })
})

test('a draft that nobody came back to goes after two weeks, and so does what is no draft', async () => {
  Object.defineProperty(window, 'crypto', { value: webcrypto, configurable: true })
  localStorage.setItem('draft:account:1:10:broken', '{')
  localStorage.setItem('list:people', 'kept')
  await (await openDraftStore('account:1:10', key(1), now)).write('person:new', draft)
  await openDraftStore('account:1:10', key(1), new Date('2026-03-23T01:00:00Z'))
  expect(Object.keys(localStorage).toSorted()).toEqual(['draft:account:1:10:person:new', 'list:people'])
  await openDraftStore('account:1:10', key(1), new Date('2026-03-25T01:00:00Z'))
  expect(Object.keys(localStorage)).toEqual(['list:people'])
})
