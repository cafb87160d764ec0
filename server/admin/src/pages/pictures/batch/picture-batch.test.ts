import { readPictureName } from '@talent/shared/domain/picture-name'
import { emptyFound, openQuestions, reduceBatch, rowsOf, type Batch, type BatchAction, type Entry } from './picture-batch'

const picture = (attachmentId: number) => ({ attachmentId, width: 300, height: 200 })
const holder = (personId: number, name: string, pictures = [picture(31)]) => ({
  personId, name, identityNumber: '4201****29', departmentName: '内科', locked: false, portrait: null, records: [{ detailId: personId * 10, section: 'education' as const, title: '学历：大学本科', pictures }], filed: [],
})
let id = 0
const entry = (fileName: string, more: Partial<Entry> = {}): Entry => ({
  id: ++id, fileName, file: new File(['x'], 'picture'), name: readPictureName(fileName), fault: null, chosenPerson: null, chosenPlace: null, sending: { kind: 'waiting' }, ...more,
})
const empty: Batch = { entries: [], found: emptyFound, asked: new Set(), section: null, whenThere: 'add' }
const after = (batch: Batch, ...actions: BatchAction[]) => actions.reduce(reduceBatch, batch)
/** As if the server had been asked about all names. */
function known(entries: Entry[], more: Partial<Batch> = {}): Batch {
  const batch = after({ ...empty, ...more }, { type: 'dropped', entries })
  const [asked = { numbers: [], names: [] }] = openQuestions(entries, batch.asked, 100)
  const personIds = (name: string) => ({ 张三: [1], 李四: [2], 王五: [3, 4] })[name] ?? []
  return after(batch, {
    type: 'found', asked,
    answer: { numbers: [], names: asked.names.flatMap((name, at) => (personIds(name).length ? [{ at, personIds: personIds(name) }] : [])), holders: [holder(1, '张三'), holder(2, '李四', []), holder(3, '王五'), holder(4, '王五')] },
  })
}
const states = (batch: Batch) => rowsOf(batch).map((row) => row.state)

test('files are asked about in portions, each word once', () => {
  const entries = [entry('张三毕业证.jpg'), entry('张三学位证.jpg'), entry('李四毕业证.jpg')]
  const questions = openQuestions(entries, new Set(), 2)
  expect(questions).toHaveLength(2)
  expect(questions[0]?.names.filter((name) => name === '张三')).toHaveLength(1)
  expect(openQuestions(entries, new Set(entries.flatMap(({ name }) => name.names)), 2)).toEqual([])
})

test('until the people are known a file waits; then it is matched, asked about or refused', () => {
  const entries = [entry('张三毕业证.jpg'), entry('王五毕业证.jpg'), entry('无此人毕业证.jpg'), entry('李四.jpg'), entry('张三.gif', { fault: { kind: 'wrongType', message: '不是图片' } }), entry('李四毕业证.jpg', { fault: { kind: 'tooLarge', message: '太大' } })]
  expect(states(after(empty, { type: 'dropped', entries })).slice(0, 4)).toEqual(['reading', 'reading', 'reading', 'reading'])
  expect(states(known(entries))).toEqual(['ready', 'ask', 'ask', 'ask', 'problem', 'tooLarge'])
})

test('another section is another matching; what was chosen by hand stays', () => {
  const entries = [entry('李四.jpg'), entry('张三.jpg')]
  const batch = known(entries)
  expect(states(batch)).toEqual(['ask', 'ask'])
  const chosen = after(batch, { type: 'place', id: entries[1]?.id ?? 0, place: { personId: 1, detailId: 10 } }, { type: 'section', section: 'portrait' })
  expect(rowsOf(chosen).map((row) => row.place)).toEqual([{ personId: 2, detailId: null }, { personId: 1, detailId: 10 }])
})

test('somebody else chosen by hand has other places', () => {
  const one = entry('无此人毕业证.jpg')
  const batch = after(known([one]), { type: 'person', id: one.id, personId: 2 })
  expect(rowsOf(batch)[0]).toMatchObject({ state: 'ready', place: { personId: 2, detailId: 20 }, holder: { name: '李四' } })
})

test('where pictures are already they can be left alone', () => {
  const entries = [entry('张三毕业证.jpg'), entry('李四毕业证.jpg')]
  const batch = known(entries)
  expect(rowsOf(batch).map((row) => row.there)).toEqual([[31], []])
  expect(states(after(batch, { type: 'whenThere', whenThere: 'skip' }))).toEqual(['skipped', 'ready'])
})

test('of two portraits of one person the second is asked about, and is right once the first has gone', () => {
  const entries = [entry('张三.jpg'), entry('张三(2).jpg')]
  const batch = known(entries, { section: 'portrait' })
  expect(rowsOf(batch).map((row) => row.state)).toEqual(['ready', 'ask'])
  expect(rowsOf(batch)[1]?.message).toContain('每人只能有一张')
  expect(states(after(batch, { type: 'removed', ids: [entries[0]?.id ?? 0] }))).toEqual(['ready'])
})

test('after somebody was put on file the names are asked about again; what was sent stays', () => {
  const entries = [entry('无此人毕业证.jpg'), entry('张三毕业证.jpg', { sending: { kind: 'done', added: true } })]
  const batch = after(known(entries), { type: 'forgotten' })
  expect(openQuestions(batch.entries, batch.asked, 100)).toHaveLength(1)
  expect(states(batch)).toEqual(['reading', 'done'])
})

test('what has been sent says so, also that it was there already', () => {
  const one = entry('张三毕业证.jpg')
  const sent = (sending: Entry['sending']) => rowsOf(after(known([one]), { type: 'sending', id: one.id, sending }))[0]
  expect(sent({ kind: 'sending', percent: 40 })).toMatchObject({ state: 'sending' })
  expect(sent({ kind: 'failed', message: '照片没有传完整' })).toMatchObject({ state: 'failed', message: '照片没有传完整' })
  expect(sent({ kind: 'done', added: true })).toMatchObject({ state: 'done', message: null })
  expect(sent({ kind: 'done', added: false })).toMatchObject({ state: 'done', message: expect.stringContaining('没有重复保存') })
})

test('a smaller copy travels in place of the one that was too large', () => {
  const one = entry('张三毕业证.jpg', { fault: { kind: 'tooLarge', message: '太大' } })
  const file = new File(['y'], 'picture')
  expect(rowsOf(after(known([one]), { type: 'looked', results: [{ id: one.id, fault: null, file }] }))[0]).toMatchObject({ state: 'ready', entry: { file } })
})
