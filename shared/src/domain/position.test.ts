import fc from 'fast-check'
import { checkPosition, degrees } from './position'

const at = (longitude: string, latitude: string) => checkPosition({ longitude, latitude }).map((i) => [i.path.join('.'), i.code])

test('a place in Hubei is right, one elsewhere in China warns', () => {
  expect(at('114.305469', '30.593175')).toEqual([])
  expect(checkPosition({ longitude: '116.4', latitude: '39.9' })).toEqual([expect.objectContaining({ code: 'POSITION_AWAY', level: 'warning' })])
})

test.each([
  ['', '30.5', [['longitude', 'REQUIRED']]],
  ['114.3054691', '30.5', [['longitude', 'POSITION_FORM']]],
  ['114°18′', '30.5', [['longitude', 'POSITION_FORM']]],
  ['-114.3', '30.5', [['longitude', 'POSITION_FORM']]],
  ['72.999999', '2.999999', [['longitude', 'POSITION_RANGE'], ['latitude', 'POSITION_RANGE']]],
  ['30.593175', '114.305469', [['longitude', 'POSITION_RANGE'], ['latitude', 'POSITION_RANGE']]],
])('%s, %s: %j', (longitude, latitude, issues) => expect(at(longitude, latitude)).toEqual(issues))

test('both bounds of the country are inclusive', () => {
  expect(checkPosition({ longitude: '73', latitude: '54' }).filter((i) => i.level !== 'warning')).toEqual([])
  expect(checkPosition({ longitude: '136', latitude: '3' }).filter((i) => i.level !== 'warning')).toEqual([])
})

test('numbers that were exchanged are named as such', () => {
  expect(checkPosition({ longitude: '30.593175', latitude: '114.305469' })[1]?.message).toBe('纬度应在 3 到 54 度之间，经度和纬度可能填反了')
})

test('whatever a phone measures in China is a form that the check reads', () => {
  fc.assert(
    fc.property(fc.double({ min: 73, max: 136, noNaN: true }), fc.double({ min: 3, max: 54, noNaN: true }), (longitude, latitude) =>
      checkPosition({ longitude: degrees(longitude), latitude: degrees(latitude) }).every((i) => i.level === 'warning'),
    ),
  )
})
