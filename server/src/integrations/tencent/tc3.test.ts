import { parseTc3Authorization, tc3Authorization, tc3Date, tc3Signature } from './tc3'

/** The worked example of https://cloud.tencent.com/document/api/213/30654, whose key is 32 asterisks. */
const published = {
  secretKey: '*'.repeat(32),
  service: 'cvm',
  timestamp: 1551113065,
  headers: { 'content-type': 'application/json; charset=utf-8', host: 'cvm.tencentcloudapi.com', 'x-tc-action': 'DescribeInstances' },
  body: String.raw`{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}`,
}
const signature = '10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f'

test('the published example', () => {
  expect(tc3Authorization(`AKID${'*'.repeat(32)}`, published)).toBe(
    `TC3-HMAC-SHA256 Credential=AKID********************************/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host;x-tc-action, Signature=${signature}`,
  )
})

test('the older published example, with two signed headers', () => {
  const { 'content-type': type, host } = published.headers
  const older = { ...published, secretKey: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE', headers: { 'content-type': type, host } }
  expect(tc3Signature(older).signature).toBe('72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168')
})

test.each([
  ['key', { secretKey: 'x' }],
  ['second', { timestamp: published.timestamp + 1 }],
  ['service', { service: 'ocr' }],
  ['host', { headers: { ...published.headers, host: 'elsewhere' } }],
  ['body', { body: '{}' }],
])('another %s, another signature', (_, change) => {
  expect(tc3Signature({ ...published, ...change }).signature).not.toBe(signature)
})

test.each([
  [1551139199, '2019-02-25'],
  [1551139200, '2019-02-26'],
])('the day of second %i is the one in UTC', (timestamp, date) => {
  expect(tc3Date(timestamp)).toBe(date)
})

test('an Authorization header is taken apart again', () => {
  expect(parseTc3Authorization(tc3Authorization('AKID', published))).toEqual({
    secretId: 'AKID', date: '2019-02-25', service: 'cvm', signedHeaders: ['content-type', 'host', 'x-tc-action'], signature,
  })
})

test.each(['', 'Bearer x', 'TC3-HMAC-SHA256 Credential=A/2019-02-25/cvm/tc3_request, SignedHeaders=host, Signature=short'])(
  '"%s" is no TC3 header', (header) => {
    expect(parseTc3Authorization(header)).toBeNull()
  },
)
