import { hashPassword, isPassword, limitConcurrency } from './password-hash'

test('a hash is argon2id with the cost of the rules, and knows its password', async () => {
  const hash = await hashPassword('Bench#8527Hb')
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await isPassword(hash, 'Bench#8527Hb')).toBe(true)
  expect(await isPassword(hash, 'bench#8527Hb')).toBe(false)
})

describe('work in turn', () => {
  const tick = () => new Promise<void>((resolve) => setImmediate(resolve))

  test('no more at once than the limit, in the order of coming', async () => {
    const inTurn = limitConcurrency(2)
    const order: number[] = []
    let running = 0
    let most = 0
    await Promise.all(Array.from({ length: 7 }, (_, n) => inTurn(async () => {
      order.push(n)
      most = Math.max(most, ++running)
      await tick()
      running--
    })))
    expect(most).toBe(2)
    expect(order).toEqual([0, 1, 2, 3, 4, 5, 6])
  })

  test('what fails gives its place on', async () => {
    const inTurn = limitConcurrency(1)
    const fail = () => inTurn(async () => {
      await tick()
      throw new Error('failed')
    })
    const first = fail()
    const second = inTurn(async () => 'done')
    await expect(first).rejects.toThrow('failed')
    expect(await second).toBe('done')
    await expect(fail()).rejects.toThrow('failed')
    expect(await inTurn(async () => 'again')).toBe('again')
  })
})
