import { givenObjection } from './given-trial'
import { placeObjections } from './trial-objections'

test.each([
  ['trial', 'applyLevel', ['applyLevel']],
  ['trial', 'totalMonths', ['segments']],
  ['segment-2', 'supervisorName', ['segments', 1, 'supervisorName']],
])('%s %s stands at %j', (section, field, path) => {
  expect(placeObjections([givenObjection({ section, field })]).at(path)).toHaveLength(1)
})

test('what is about the person is not the filing’s', () => {
  const placed = placeObjections([givenObjection({ section: 'basic', field: 'name' }), givenObjection({ id: 10, section: 'basic', field: 'sex', answer: '已更正' })])
  expect(placed.ofPerson).toHaveLength(2)
  expect(placed.at(['name'])).toEqual([])
  expect(placed.open).toBe(1)
})
