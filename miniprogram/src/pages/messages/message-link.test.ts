import { targetOf } from './message-link'

test.each([
  [{ kind: 'filing', id: 7 }, { url: '/packages/candidate/filing/index', params: { trialId: 7 } }],
  [{ kind: 'filing', id: null }, { url: '/packages/candidate/filing/index', params: {} }],
  [{ kind: 'application', id: 8 }, { url: '/packages/candidate/application/index', params: { applicationId: 8 } }],
  [{ kind: 'application', id: null }, { url: '/packages/candidate/applications/index', params: {} }],
  [{ kind: 'payment', id: 8 }, { url: '/packages/candidate/payment/index', params: { applicationId: 8 } }],
  [{ kind: 'payment', id: null }, { url: '/packages/candidate/payments/index', params: {} }],
  [{ kind: 'identity', id: null }, { url: '/packages/candidate/identity/index', params: {} }],
  [{ kind: 'unit', id: null }, { url: '/packages/candidate/unit/index', params: {} }],
  [{ kind: 'hrAccount', id: 6 }, { url: '/packages/manager/hr-application/index', params: { hrApplicationId: 6 } }],
  [{ kind: 'manager', id: 3 }, { url: '/packages/audit/overview/index', params: { bindingId: 3 } }],
  [{ kind: 'manager', id: 4 }, { tab: '/pages/manage/index' }],
  [{ kind: 'manager', id: null }, { tab: '/pages/manage/index' }],
] as const)('%j leads to %j', (link, target) => {
  expect(targetOf(link, [3])).toEqual(target)
})
