import { keepProofs, type Proof, proofsProblem, readProofs, submittedProof } from './proofs'

const proof = (change: Partial<Proof> = {}): Proof => ({ key: 'k', kind: 'picture', path: 'blob:1', size: 10, proofId: 5, takenAt: Date.now(), ...change })

test('what has arrived outlives the page; what has not, or is too old, does not', () => {
  keepProofs('a', [proof(), proof({ key: 'waiting', proofId: null }), proof({ key: 'old', takenAt: Date.now() - 25 * 3_600_000 })])
  expect(readProofs('a')).toEqual([expect.objectContaining({ key: 'k', proofId: 5, path: '' })])
  keepProofs('a', [])
  expect(readProofs('a')).toEqual([])
})

test('something strange in the storage is nothing', () => {
  keepProofs('b', [{ ...proof(), proofId: 'x' as unknown as number }])
  expect(readProofs('b')).toEqual([])
})

test.each([
  [[], '请上传盖章的申请表'],
  [[proof({ proofId: null })], '申请表还没有上传完，请稍候，或点“重新上传”'],
  [[proof(), submittedProof({ proofId: 9, kind: 'document' })], null],
])('%j: %s', (proofs, expected) => expect(proofsProblem(proofs)).toBe(expected))
