/** (d) Sign-ins a second beside argon2id alone, and beside a bare server that does nothing but argon2id: `npx tsx server/bench/sign-in.ts` (needs `npm run build`). */
import { availableParallelism } from 'node:os'
import { verify } from '@node-rs/argon2'
import { hashPassword } from '../src/features/session/password-hash'
import { compare, onBothDatabases, print, rate, ratio, requestsPerSecond } from './ground'
import { openInstitution, password } from './institution'

/** So many people of as many institutions sign in at once. */
const people = 16

async function main(): Promise<void> {
  const hash = await hashPassword(password)
  await onBothDatabases(async (ground) => {
    const bodies: string[] = []
    for (let n = 0; n < people; n++) {
      const { username } = await openInstitution(ground, `测试机构 ${n}`)
      bodies.push(JSON.stringify({ username, password }))
    }
    const bare = await ground.listen((_, response) => void verify(hash, password).then(() => response.end('{}'), () => response.destroy()))
    const url = `${await ground.serve()}/api/session`
    const { product = 0, http = 1, argon2 = 1 } = await compare({
      product: () => requestsPerSecond({ url, method: 'POST', headers: { 'Content-Type': 'application/json' }, bodies, connections: people }),
      argon2: () => alone(hash),
      http: () => requestsPerSecond({ url: bare, connections: people }),
    })
    print(`(d) sign-ins, ${ground.kind}: ${rate(product)}; argon2id alone ${rate(argon2)}, ratio ${ratio(product, argon2)} (aim 0.85); bare http + argon2id ${rate(http)}, ratio ${ratio(product, http)}`)
  })
}

/** As many at once as there are cores, which is when it is fastest. */
async function alone(hash: string): Promise<number> {
  const seconds = 4
  const end = performance.now() + seconds * 1000
  let done = 0
  await Promise.all(Array.from({ length: availableParallelism() }, async () => {
    while (performance.now() < end) {
      await verify(hash, password)
      done++
    }
  }))
  return done / seconds
}

void main()
