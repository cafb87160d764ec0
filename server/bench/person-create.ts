/**
 * (b) One person created with validation, sealing and log, beside a bare insert of the same columns, one after another:
 * `npx tsx server/bench/person-create.ts` (needs `npm run build`).
 */
import Koa from 'koa'
import { identityCheckCharacter } from '@talent/shared/domain/identity-document'
import { compare, onBothDatabases, print, rate, ratio, requestsPerSecond } from './ground'
import { insertPeople, openInstitution, type BenchInstitution } from './institution'

const load = { method: 'POST' as const, connections: 1, seconds: 3 }

async function main(): Promise<void> {
  await onBothDatabases(async (ground) => {
    const { knex } = ground.database
    const institution = await openInstitution(ground, '测试机构')
    await insertPeople(ground, institution, 1)
    const { id: _, ...template } = await knex('people').first()
    let bareRows = 0
    const koa = new Koa()
    koa.use(async (ctx) => {
      const lookup = `bare${bareRows++}`.padEnd(22, '.')
      await knex('people').insert({ ...template, identity_lookup: lookup, in_service_lookup: lookup })
      ctx.body = { ok: true }
    })
    const bare = await ground.listen(koa.callback())
    const url = `${await ground.serve()}/api/people`
    const people = peopleOf(institution)
    const { product = 0, koa: bareRate = 1 } = await compare({
      product: () => requestsPerSecond({ ...load, url, headers: institution.headers, bodies: Array.from({ length: 10_000 }, people) }),
      koa: () => requestsPerSecond({ ...load, url: bare }),
    })
    print(`(b) one person created with validation, sealing and log, ${ground.kind}: ${rate(product)}; bare insert ${rate(bareRate)}, ratio ${ratio(product, bareRate)}`)
  })
}

/** Each with a number of its own: birthdays of 1960 to 1999, then the serial of the day. */
function peopleOf({ departmentId, postId }: BenchInstitution): () => string {
  let made = 0
  return () => {
    const n = made++
    const two = (value: number) => String(1 + value).padStart(2, '0')
    const [year, month, day, serial] = [1960 + (n % 40), two(Math.floor(n / 40) % 12), two(Math.floor(n / 480) % 28), 100 + Math.floor(n / 13_440)]
    const first17 = `420106${year}${month}${day}${serial}`
    return JSON.stringify({
      name: '张小燕', identityType: 'residentCard', identityNumber: first17 + identityCheckCharacter(first17), mobile: '13800138000', sex: serial % 2 ? '1' : '2', birthDate: `${year}-${month}-${day}`,
      nationality: '01', education: '21', degree: '4', major: '临床医学', employmentStatus: 'inPost', departmentId, postId,
    })
  }
}

void main()
