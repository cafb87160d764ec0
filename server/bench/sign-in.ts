/** (d) Sign-ins a second beside argon2id alone: `npx tsx server/bench/sign-in.ts`. */
import { verify } from '@node-rs/argon2'
import { hashPassword } from '../src/features/session/session.service'
import { compare, onBothDatabases, print, rate, ratio, requestsPerSecond } from './ground'
import { openInstitution, password } from './institution'

async function main(): Promise<void> {
  await onBothDatabases(async (ground) => {
    const { username } = await openInstitution(ground, '测试机构')
    const hash = await hashPassword(password)
    const alone = async () => {
      const end = performance.now() + 4000
      let done = 0
      await Promise.all(Array.from({ length: 16 }, async () => {
        while (performance.now() < end) {
          await verify(hash, password)
          done++
        }
      }))
      return done / 4
    }
    const { product = 0, argon2 = 1 } = await compare({
      product: () => requestsPerSecond({ url: `${ground.origin}/api/session`, method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ username, password }) }),
      argon2: alone,
    })
    print(`(d) sign-ins, ${ground.kind}: ${rate(product)}; argon2id alone ${rate(argon2)}, ratio ${ratio(product, argon2)} (aim 0.85)`)
  })
}

void main()
