/**
 * (a) The list of 20 people with its count, in a table of 500,000, beside bare servers that run the same queries:
 * `npx tsx server/bench/people-list.ts [rows]` (needs `npm run build`).
 */
import Koa from 'koa'
import type { Knex } from 'knex'
import mysql from 'mysql2/promise'
import { countOfPeople, pageOfPeople } from '../src/features/people/people.repository'
import { accountScope } from '../src/http/actor'
import { compare, onBothDatabases, print, rate, ratio, requestsPerSecond, type Ground } from './ground'
import { insertPeople, openInstitution, openLimitedAccount, type BenchInstitution } from './institution'

const total = Number(process.argv[2] ?? 500_000)
const perInstitution = Math.min(total, 20_000)

async function main(): Promise<void> {
  await onBothDatabases(async (ground) => {
    let institution = await openInstitution(ground, '测试机构')
    await insertPeople(ground, institution, perInstitution)
    for (let n = perInstitution; n + perInstitution <= total; n += perInstitution) {
      institution = await openInstitution(ground, `测试机构 ${n}`)
      await insertPeople(ground, institution, perInstitution)
    }
    if (ground.kind === 'mariadb') await ground.database.knex.raw('analyze table people')
    await list(ground, institution)
  })
}

async function list(ground: Ground, institution: BenchInstitution): Promise<void> {
  const origin = await ground.serve()
  const search = (headers: Record<string, string>) => requestsPerSecond({ url: `${origin}/api/people/search`, method: 'POST', headers, bodies: ['{"page":1,"pageSize":20}'] })
  const limitedHeaders = await openLimitedAccount(ground, institution)
  const bareKoa = await ground.listen(koaList(ground, institution))
  const contenders: Record<string, () => Promise<number>> = {
    product: () => search(institution.headers),
    koa: () => requestsPerSecond({ url: bareKoa }),
    limited: () => search(limitedHeaders),
  }
  const pool = ground.kind === 'mariadb' ? mysql.createPool({ uri: ground.url, connectionLimit: 10, dateStrings: true }) : null
  if (pool) {
    const bareHttp = await ground.listen(httpList(pool, ground, institution))
    contenders.http = () => requestsPerSecond({ url: bareHttp })
  }
  const { product = 0, koa = 1, limited = 0, http } = await compare(contenders)
  await pool?.end()
  print(`(a) people list, 20 of ${perInstitution} with count, table of ${total}, ${ground.kind}: ${rate(product)}; bare Koa + knex ${rate(koa)}, ratio ${ratio(product, koa)} (aim 0.6)${http ? `; bare http + execute ${rate(http)}, ratio ${ratio(product, http)}` : ''}`)
  print(`    for a sub-account whose role reaches one department: ${rate(limited)}, ratio to bare Koa + knex ${ratio(limited, koa)}`)
}

/** The statements of the product itself, and nothing around them. */
const queriesOf = ({ database: { knex } }: Ground, { id, path }: BenchInstitution) => {
  const scope = accountScope({ organizationId: id, organizationKind: 'institution', path, departmentIds: null })
  return { page: () => pageOfPeople(knex, scope, { departments: null }, { limit: 20, offset: 0 }), count: () => countOfPeople(knex, scope, { departments: null }) }
}

function koaList(ground: Ground, institution: BenchInstitution) {
  const { page, count } = queriesOf(ground, institution)
  const koa = new Koa()
  koa.use(async (ctx) => {
    const [items, counted] = await Promise.all([page(), count()])
    ctx.body = { items, total: Number(counted?.total) }
  })
  return koa.callback()
}

function httpList(pool: mysql.Pool, ground: Ground, institution: BenchInstitution): Parameters<Ground['listen']>[0] {
  const { page, count } = queriesOf(ground, institution)
  const [rows, number] = [page().toSQL().toNative(), count().toSQL().toNative()]
  const execute = ({ sql, bindings }: Knex.SqlNative) => pool.execute<mysql.RowDataPacket[]>(sql, bindings.map(String))
  return (_, response) => {
    void Promise.all([execute(rows), execute(number)]).then(([[items], [[counted]]]) => {
      response.setHeader('Content-Type', 'application/json')
      response.end(JSON.stringify({ items, total: counted?.total }))
    }, (error: Error) => response.writeHead(500).end(error.message))
  }
}

void main()
