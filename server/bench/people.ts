/**
 * (a) The list of 20 people with its count, in a table of 500,000, and (b) one person created, each beside bare
 * servers that answer the same: `npx tsx server/bench/people.ts [rows]`.
 */
import Koa from 'koa'
import mysql from 'mysql2/promise'
import { identityCheckCharacter } from '@talent/shared/domain/identity-document'
import { compare, onBothDatabases, print, rate, ratio, requestsPerSecond, type Ground } from './ground'
import { insertPeople, openInstitution, type BenchInstitution } from './institution'

const total = Number(process.argv[2] ?? 500_000)
const perInstitution = 20_000

const listSql = `select people.id, people.employee_no, people.name, people.identity_type, people.identity_number_masked, departments.name as department_name,
  people.sex, people.staffing, posts.name as post_name, people.employment_status, people.updated_at
  from people left join departments on departments.id = people.department_id left join posts on posts.id = people.post_id
  where people.organization_id = ? order by people.id desc limit 20`
const countSql = 'select count(*) as total from people where organization_id = ?'

async function main(): Promise<void> {
  await onBothDatabases(async (ground) => {
    let institution: BenchInstitution | null = null
    for (let n = 0; n < total / perInstitution; n++) {
      institution = await openInstitution(ground, `测试机构 ${n}`)
      await insertPeople(ground, institution, perInstitution)
    }
    if (ground.kind === 'mariadb') await ground.database.knex.raw('analyze table people')
    if (!institution) throw new Error('no institution')
    await list(ground, institution)
    await create(ground, institution)
  })
}

async function list(ground: Ground, institution: BenchInstitution): Promise<void> {
  const { knex } = ground.database
  const koa = new Koa()
  koa.use(async (ctx) => {
    const [items, [count]] = await Promise.all([
      knex('people').leftJoin('departments', 'departments.id', 'people.department_id').leftJoin('posts', 'posts.id', 'people.post_id')
        .where('people.organization_id', institution.id).orderBy('people.id', 'desc').limit(20)
        .select('people.id', 'people.employee_no', 'people.name', 'people.identity_type', 'people.identity_number_masked', 'departments.name as department_name', 'people.sex', 'people.staffing', 'posts.name as post_name', 'people.employment_status', 'people.updated_at'),
      knex('people').where('organization_id', institution.id).count({ total: '*' }),
    ])
    ctx.body = { items, total: Number(count?.total) }
  })
  const bareKoa = await ground.listen(koa.callback())
  const contenders: Record<string, () => Promise<number>> = {
    product: () => requestsPerSecond({ url: `${ground.origin}/api/people/search`, method: 'POST', headers: institution.headers, body: '{"page":1,"pageSize":20}' }),
    koa: () => requestsPerSecond({ url: bareKoa }),
  }
  const pool = ground.kind === 'mariadb' ? mysql.createPool({ uri: ground.url, connectionLimit: 10, dateStrings: true }) : null
  if (pool) {
    const bareHttp = await ground.listen((_, response) => {
      void Promise.all([pool.execute(listSql, [institution.id]), pool.execute<mysql.RowDataPacket[]>(countSql, [institution.id])]).then(([[items], [[count]]]) => {
        response.setHeader('Content-Type', 'application/json')
        response.end(JSON.stringify({ items, total: count?.total }))
      }, () => response.destroy())
    })
    contenders.http = () => requestsPerSecond({ url: bareHttp })
  }
  const result = await compare(contenders)
  await pool?.end()
  const { product = 0, koa: koaRate = 1, http } = result
  print(`(a) people list, 20 of ${perInstitution} with count, table of ${total}, ${ground.kind}: ${rate(product)}; bare Koa + knex ${rate(koaRate)}, ratio ${ratio(product, koaRate)} (aim 0.6)${http ? `; bare http + execute ${rate(http)}, ratio ${ratio(product, http)}` : ''}`)
}

async function create(ground: Ground, institution: BenchInstitution): Promise<void> {
  const { knex } = ground.database
  const count = 400
  let serial = 0
  const input = () => {
    const n = serial++
    const first17 = `420106${1960 + (n % 40)}${String(1 + (Math.floor(n / 40) % 12)).padStart(2, '0')}${String(1 + (Math.floor(n / 480) % 28)).padStart(2, '0')}${String(100 + (Math.floor(n / 13_440) % 899)).padStart(3, '0')}`
    const identityNumber = first17 + identityCheckCharacter(first17)
    return {
      name: '张小燕', identityType: 'residentCard', identityNumber, mobile: '13800138000', sex: Number(identityNumber[16]) % 2 ? '1' : '2',
      birthDate: `${identityNumber.slice(6, 10)}-${identityNumber.slice(10, 12)}-${identityNumber.slice(12, 14)}`, nationality: '01', education: '21', degree: '4', major: '临床医学',
      employmentStatus: 'inPost', departmentId: institution.departmentId, postId: institution.postId,
    }
  }
  const template = await knex('people').first()
  const koa = new Koa()
  koa.use(async (ctx) => {
    const lookup = `bare${serial++}`.padEnd(22, '.')
    const { id: _, ...row } = template
    await knex('people').insert({ ...row, identity_lookup: lookup, in_service_lookup: lookup })
    ctx.body = { ok: true }
  })
  const bare = await ground.listen(koa.callback())
  const persecond = async (send: () => Promise<Response>) => {
    const start = performance.now()
    for (let n = 0; n < count; n++) {
      const response = await send()
      if (!response.ok) throw new Error(await response.text())
      await response.arrayBuffer()
    }
    return count / ((performance.now() - start) / 1000)
  }
  const { product = 0, koa: bareRate = 1 } = await compare({
    product: () => persecond(() => fetch(`${ground.origin}/api/people`, { method: 'POST', headers: institution.headers, body: JSON.stringify(input()) })),
    koa: () => persecond(() => fetch(bare, { method: 'POST' })),
  })
  print(`(b) one person created with validation, sealing and log, ${ground.kind}: ${rate(product)}; bare insert ${rate(bareRate)}, ratio ${ratio(product, bareRate)}`)
}

void main()
