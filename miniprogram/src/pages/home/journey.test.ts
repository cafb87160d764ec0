import { journeyOf } from './journey'

const identity = (state: 'none' | 'pending' | 'verified') => ({ state, name: null, identityNumber: null, identityType: null })
const unit = { organizationId: 1, name: '某医院', method: 'code' as const }
const binding = { bindingId: 3, organizationName: '某医院', businessCode: '04', businessName: '医师资格考试', role: 'main' as const }

test.each([
  ['before the consent there is no way to show', 'none', null, [], ['consent'], null],
  ['the identity comes first', 'none', null, [], ['verify'], 0],
  ['a verification that waits is still the first step', 'pending', null, [], ['verifyPending'], 0],
  ['then the unit', 'verified', null, [], ['askUnit'], 1],
  ['a unit that has filed nothing is the third', 'verified', unit, [], ['waitFiling'], 2],
  ['so is a filing to confirm', 'verified', unit, [], ['confirm'], 2],
  ['a reopened filing goes before its application', 'verified', unit, [], ['correct', 'applicationProgress'], 2],
  ['then the review', 'verified', unit, [], ['applicationProgress'], 3],
  ['and the fee belongs to it', 'verified', unit, [], ['pay'], 3],
  ['who manages a business and is no candidate is on no way', 'verified', null, [binding], ['audit'], null],
  ['who is both is on the way', 'verified', unit, [binding], ['audit', 'confirm'], 2],
] as const)('%s', (_, state, of, managerBindings, kinds, step) => {
  expect(journeyOf({ identity: identity(state), unit: of, managerBindings: [...managerBindings] }, kinds.map((kind) => ({ kind })))).toBe(step)
})
