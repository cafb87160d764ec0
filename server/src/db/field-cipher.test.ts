import { randomBytes } from 'node:crypto'
import { createFieldCipher } from './field-cipher'

const secrets = { fieldKeys: [{ id: 'old', key: randomBytes(32) }, { id: 'new', key: randomBytes(32) }], lookupKey: randomBytes(32) }
const cipher = createFieldCipher(secrets)
const flipped = (sealed: string, at: number): string => {
  const [id = '', body = ''] = sealed.split('.')
  const bytes = Buffer.from(body, 'base64url')
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
  return `${id}.${bytes.toString('base64url')}`
}

test.each(['', '420102199001010126', '湖北省武汉市江岸区1号', '𠮷·𪚥', 'x'.repeat(5000)])('%j opens as it was sealed', (value) => {
  expect(cipher.open('people.mobile', cipher.seal('people.mobile', value))).toBe(value)
})

test('a sealed value opens in its own column only, and with no bit changed', () => {
  const sealed = cipher.seal('people.mobile', '13800138000')
  expect(() => cipher.open('people.email', sealed)).toThrow()
  for (const at of [0, 12, 27, 28, 38]) expect(() => cipher.open('people.mobile', flipped(sealed, at))).toThrow()
  expect(() => cipher.open('people.mobile', sealed.slice(0, -15))).toThrow()
})

test('a value is written in one way: its last character can not be another one', () => {
  const sealed = cipher.seal('people.mobile', '1380013800')
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'].filter((letter) => !sealed.endsWith(letter))
  expect(letters).toHaveLength(63)
  for (const letter of letters) expect(() => cipher.open('people.mobile', sealed.slice(0, -1) + letter)).toThrow()
})

test('the last key seals, the ones before it still open', () => {
  const before = createFieldCipher({ ...secrets, fieldKeys: secrets.fieldKeys.slice(0, 1) })
  const sealed = before.seal('people.mobile', '13800138000')
  expect(cipher.open('people.mobile', sealed)).toBe('13800138000')
  expect(cipher.seal('people.mobile', '13800138000')).toMatch(/^new\./)
  expect(() => before.open('people.mobile', cipher.seal('people.mobile', '1'))).toThrow(/no field key/)
})

test('no nonce is used twice, over more than one stock of them', () => {
  const nonces = Array.from({ length: 3000 }, () => Buffer.from(cipher.seal('people.mobile', '').slice(4), 'base64url').subarray(0, 12).toString('hex'))
  expect(new Set(nonces).size).toBe(3000)
})

test('a lookup is the same for the same value, another for another kind or key', () => {
  const one = cipher.lookup('identity', 'residentCard:420102199001010126')
  expect(one).toMatch(/^[\w-]{22}$/)
  expect(cipher.lookup('identity', 'residentCard:420102199001010126')).toBe(one)
  expect(cipher.lookup('phone', 'residentCard:420102199001010126')).not.toBe(one)
  expect(createFieldCipher({ ...secrets, lookupKey: randomBytes(32) }).lookup('identity', 'residentCard:420102199001010126')).not.toBe(one)
})
