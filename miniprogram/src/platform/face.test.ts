import { withReturn } from './face'

test.each([
  ['/face/v1?return={return}', 'http://a/m/#/p?trialId=7', '/face/v1?return=http%3A%2F%2Fa%2Fm%2F%23%2Fp%3FtrialId%3D7'],
  ['/face/v1', 'http://a/m/', '/face/v1'],
  ['/face/v1?return={return}', 'http://a/$&', '/face/v1?return=http%3A%2F%2Fa%2F%24%26'],
])('%s leads back to %s', (pageUrl, here, expected) => {
  expect(withReturn(pageUrl, here)).toBe(expected)
})
