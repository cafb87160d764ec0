import { TransportProblem } from '@talent/shared/client'
import { fetchAhead, forgetPictures, knownPicture, type PictureSource, readPictures, showPicture } from './pictures'
import { endSession } from './session'
import { discardFile } from '../platform/files'

jest.mock('../platform/files', () => ({ discardFile: jest.fn() }))
const discarded = () => jest.mocked(discardFile).mock.calls.map(([path]) => path)

interface Download { key: string; answer: () => void; fail: () => void; cancelled: () => boolean }

/** Pictures that come when the test says so; `stops` false: one that was on its way comes all the same. */
function camera({ stops = true } = {}) {
  const downloads: Download[] = []
  const source = (key: string): PictureSource => ({
    key,
    load: (cancel) =>
      new Promise((resolve, reject) => {
        downloads.push({ key, answer: () => resolve({ path: `/tmp/${key}` }), fail: () => reject(new TransportProblem('offline')), cancelled: () => cancel.cancelled })
        if (stops) cancel.onCancel(() => reject(new TransportProblem('cancelled')))
      }),
  })
  return { downloads, source, keys: () => downloads.map((d) => d.key) }
}
const settled = () => new Promise((resolve) => setTimeout(resolve))

beforeEach(async () => {
  forgetPictures()
  await settled()
  jest.mocked(discardFile).mockClear()
})

test('however many show it, it is fetched once, and is there at once the next time', async () => {
  const { downloads, source } = camera()
  const both = [showPicture(source('a')), showPicture(source('a'))]
  expect(knownPicture(source('a'))).toBeNull()
  downloads[0]?.answer()
  expect(await Promise.all(both.map((one) => one.path))).toEqual(['/tmp/a', '/tmp/a'])
  expect(knownPicture(source('a'))).toBe('/tmp/a')
  expect(downloads).toHaveLength(1)
})

test('four come at a time, and what is looked at goes before what is fetched ahead', async () => {
  const { downloads, source, keys } = camera()
  fetchAhead(['1', '2', '3', '4', '5'].map(source))
  showPicture(source('seen'))
  expect(keys()).toEqual(['1', '2', '3', '4'])
  downloads[0]?.answer()
  await settled()
  expect(keys()).toEqual(['1', '2', '3', '4', 'seen'])
})

test('a failure is not kept: the next try asks again', async () => {
  const { downloads, source } = camera()
  const first = showPicture(source('a')).path.catch((error: TransportProblem) => error.kind)
  downloads[0]?.fail()
  expect(await first).toBe('offline')
  const second = showPicture(source('a')).path
  downloads[1]?.answer()
  expect(await second).toBe('/tmp/a')
})

test('with the last reading page they go from the phone, and what comes later is not kept', async () => {
  const { downloads, source } = camera({ stops: false })
  const leaves = [readPictures(), readPictures()]
  const shown = showPicture(source('a'))
  const late = showPicture(source('b')).path.catch((error: TransportProblem) => error.kind)
  downloads[0]?.answer()
  await shown.path
  leaves[0]?.()
  expect(discarded()).toEqual([])
  leaves[1]?.()
  expect(discarded()).toEqual(['/tmp/a'])
  expect(downloads[1]?.cancelled()).toBe(true)
  downloads[1]?.answer()
  expect(await late).toBe('cancelled')
  expect(discarded()).toEqual(['/tmp/a', '/tmp/b'])
  expect(knownPicture(source('b'))).toBeNull()
})

test('with the session they go', async () => {
  const { downloads, source } = camera()
  const shown = showPicture(source('a'))
  downloads[0]?.answer()
  await shown.path
  endSession()
  expect(discarded()).toEqual(['/tmp/a'])
})

test('of very many those go that were not looked at for the longest time, and none that is shown', async () => {
  const { downloads, source } = camera()
  const answerAll = async () => {
    for (let at = 0; at < downloads.length; at += 1) {
      downloads[at]?.answer()
      await settled()
    }
  }
  const shown = showPicture(source('shown'))
  fetchAhead(Array.from({ length: 80 }, (_, at) => source(`p${at}`)))
  await answerAll()
  await shown.path
  fetchAhead([source('one more')])
  expect(knownPicture(source('shown'))).toBe('/tmp/shown')
  expect(knownPicture(source('p1'))).toBeNull()
  expect(knownPicture(source('p79'))).toBe('/tmp/p79')
})
