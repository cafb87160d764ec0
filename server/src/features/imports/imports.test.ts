import { readdir } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { cancelImport, downloadImportFile, downloadTemplate, getImport, listImportIssues, listImports, runImport, uploadImport } from '@talent/shared/contract/imports'
import { createDepartment, getTodos } from '@talent/shared/contract/organization'
import { Problem } from '@talent/shared/errors'
import { changePart, FIRST_SHEET } from '../../../test/edit-workbook'
import { givenAccount, givenInstitution, givenRole, type GivenOrganization } from '../../../test/given'
import { filledTemplate, givenFixtureInstitution, importRows, issuesOf, peopleCount, preview, reasonsFor, reportOf, run, upload, type SheetRow } from '../../../test/given-imports'
import { personRowOf } from '../../../test/many-people'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
let institution: GivenOrganization
beforeAll(async () => {
  server = await startTestServer()
  institution = await givenFixtureInstitution(server)
})
afterAll(() => server.stop())

const places = { department: '内科', post: '医师' }
let serial = 0
/** Somebody new each time. */
const person = (changes: SheetRow = {}): SheetRow => ({ ...personRowOf(serial++, places), ...changes })
const people = (count: number) => Array.from({ length: count }, () => person())

const storedFiles = async (): Promise<string[]> => (await readdir(join(server.platform.config.dataDir, 'files'), { recursive: true }).catch(() => [])).filter((name) => name.includes('/'))
const jobCount = async () => (await server.platform.database.knex('import_jobs').select('id')).length

async function refusal(work: Promise<unknown>): Promise<Problem> {
  const error: unknown = await work.then(() => null, (thrown: unknown) => thrown)
  if (!(error instanceof Problem)) throw new Error('It was not refused')
  return error
}

describe('a file that is no upload for here', () => {
  /** Refused before anything is kept. */
  async function expectRefused(bytes: Buffer, reason: RegExp, by = institution): Promise<void> {
    const [files, jobs] = [await storedFiles(), await jobCount()]
    const problem = await refusal(upload(by.admin, 'people', bytes))
    expect([problem.status, problem.code, problem.message]).toEqual([422, 'WORKBOOK_REJECTED', expect.stringMatching(reason)])
    expect(problem.issues[0]?.path).toEqual(['file'])
    expect([await storedFiles(), await jobCount()]).toEqual([files, jobs])
  }
  const changed = (change: (xml: string) => string) => filledTemplate(institution.admin, 'people', [person()], (parts) => changePart(parts, FIRST_SHEET, change))

  test.each([
    ['CSV', Buffer.from('姓名,证件号\n张三,1\n'), /CSV/],
    ['an old .xls', Buffer.from('d0cf11e0a1b11ae1'.padEnd(4096, '0'), 'hex'), /\.xls|密码|不是/],
    ['nothing', Buffer.alloc(0), /空/],
  ])('%s', (_, bytes, reason) => expectRefused(bytes, reason))

  test("another institution's template", async () => {
    const other = await givenFixtureInstitution(server)
    await expectRefused(await filledTemplate(other.admin, 'people', [person()]), /其他单位的模板/)
  })
  test('the template of something else', async () => expectRefused(await filledTemplate(institution.admin, 'trials', []), /“试用期填报”的模板.*“人员基本信息”/))
  test('an old template', async () => {
    const old = await filledTemplate(institution.admin, 'people', [person()], (parts) => {
      changePart(parts, 'docProps/custom.xml', (xml) => xml.replace(/(name="TemplateVersion"[^>]*><vt:lpwstr>)\d+/, '$10'))
    })
    await expectRefused(old, /版本过旧/)
  })
  test('a renamed column, an extra one, a missing one', async () => {
    await expectRefused(await changed((xml) => xml.replace('>手机号码</t>', '>手机号</t>')), /“手机号”应为“手机号码”/)
    await expectRefused(await changed((xml) => xml.replace('</row>', '</row>').replace(/(<row r="2".*?)(<\/row>)/s, '$1<c r="AB2" t="inlineStr"><is><t>备注</t></is></c>$2')), /“备注”不在模板中/)
    await expectRefused(await changed((xml) => xml.replace('>学历</t>', '></t>')), /缺少“学历”列/)
  })
  test('a renamed sheet', async () => expectRefused(await filledTemplate(institution.admin, 'people', [person()], (parts) => changePart(parts, 'xl/workbook.xml', (xml) => xml.replace('人员基本信息', '名单'))), /没有找到工作表“人员基本信息”/))
  test('merged cells among the data', async () => expectRefused(await changed((xml) => xml.replace(/<mergeCells.*?<\/mergeCells>/, '<mergeCells count="1"><mergeCell ref="A3:A4"/></mergeCells>')), /A3:A4 是合并单元格/))
  test('a template without a row, or with blank ones only', async () => expectRefused(await filledTemplate(institution.admin, 'people', [{ 姓名: '  ' }, { 姓名: '　' }]), /没有数据/))
  test('any, before a post is mapped', async () => {
    const fresh = await givenInstitution(server)
    await expect(upload(fresh.admin, 'people', Buffer.from('x'))).toBeProblem(409, 'NO_MAPPED_POST')
  })
})

describe('cells that can not be taken as they are', () => {
  test('a formula, text in a column without heading; spaces and full-width signs are cleaned, blank rows left out', async () => {
    const rows = [person({ 姓名: { formula: 'A1', result: '张三' } }), person({ 姓名: ' 李　四 ', 学历: '大学本科 ' }), {}, person()]
    const bytes = await filledTemplate(institution.admin, 'people', rows, (parts) =>
      changePart(parts, FIRST_SHEET, (xml) => xml.replace(/(<row r="6">.*?)(<\/row>)/s, '$1<c r="AC6" t="inlineStr"><is><t>备注</t></is></c>$2')))
    const job = await preview(server, institution.admin, 'people', bytes)
    const issues = await issuesOf(institution.admin, job.id)
    expect(job.rows).toBe(3)
    expect(reasonsFor(issues, 0)).toEqual([expect.stringMatching(/姓名是公式/)])
    expect(reasonsFor(issues, 3)).toEqual([expect.stringMatching(/AC 列没有标题/)])
  })

  test('a department that two parents have is asked for with its parent', async () => {
    const at = await givenFixtureInstitution(server)
    const parents: { id: number }[] = await server.platform.database.knex('departments').where('organization_id', at.id).whereIn('name', ['内科', '外科']).select('id')
    for (const { id } of parents) await at.admin.call(createDepartment, { parentId: id, name: '一病区', category: 'clinical', standardName: '03' })
    const job = await preview(server, at.admin, 'people', await filledTemplate(at.admin, 'people', [person({ '科室/部门': '一病区' }), person({ '科室/部门': '内科/一病区' })]))
    expect(reasonsFor(await issuesOf(at.admin, job.id), 0).join()).toMatch(/有 2 个科室\/部门叫“一病区”.*一病区/)
    expect(job).toMatchObject({ newRows: 1, wrongRows: 1 })
  })

  test('the same person is found again however far apart the rows are', async () => {
    const rows = people(620)
    const [first = {}] = rows
    const job = await preview(server, institution.admin, 'people', await filledTemplate(institution.admin, 'people', [...rows, { ...first, 工号: 'again' }]))
    expect(job).toMatchObject({ rows: 621, newRows: 620, wrongRows: 1 })
    expect(reasonsFor(await issuesOf(institution.admin, job.id), 620)).toEqual(['与第 3 行的证件号相同，同一个人只能保留一行'])
  })
})

describe('all rows or none', () => {
  test('is not run while a row is wrong', async () => {
    const job = await preview(server, institution.admin, 'people', await filledTemplate(institution.admin, 'people', [person(), person({ 性别: '男' })]), { allOrNothing: true })
    await expect(institution.admin.call(runImport, { importId: job.id })).toBeProblem(409, 'IMPORT_STATE')
    expect(await institution.admin.call(getImport, { importId: job.id })).toMatchObject({ state: 'previewed', doneRows: 0 })
  })

  test('writes nothing when a row becomes wrong after the preview, and the report says which', async () => {
    const rows = people(120)
    const other = await givenFixtureInstitution(server)
    const before = await peopleCount(server, institution.id)
    const job = await preview(server, institution.admin, 'people', await filledTemplate(institution.admin, 'people', rows), { allOrNothing: true })
    await importRows(server, other.admin, 'people', [rows[100] ?? {}])
    expect(await run(server, institution.admin, job.id)).toMatchObject({ state: 'failed', doneRows: 0, wrongRows: 1, hasReport: true, failure: expect.stringContaining('没有写入任何数据') })
    expect(await peopleCount(server, institution.id)).toBe(before)
    expect(reasonsFor(await issuesOf(institution.admin, job.id), 100).join()).toContain(other.name)
  })

  test('goes in whole when every row is right', async () => {
    const before = await peopleCount(server, institution.id)
    const job = await preview(server, institution.admin, 'people', await filledTemplate(institution.admin, 'people', people(120)), { allOrNothing: true })
    expect(await run(server, institution.admin, job.id)).toMatchObject({ state: 'finished', newRows: 120, doneRows: 120 })
    expect(await peopleCount(server, institution.id)).toBe(before + 120)
  })
})

describe('its states', () => {
  test('up to 100 rows are previewed and written within the request, more are not', async () => {
    const few = await upload(institution.admin, 'people', await filledTemplate(institution.admin, 'people', people(100)))
    expect(few.state).toBe('previewed')
    expect(await institution.admin.call(runImport, { importId: few.id })).toMatchObject({ state: 'finished', doneRows: 100 })
    const many = await upload(institution.admin, 'people', await filledTemplate(institution.admin, 'people', people(101)))
    expect(many.state).toBe('uploaded')
    await server.app.jobs.drain()
    expect(await institution.admin.call(runImport, { importId: many.id })).toMatchObject({ state: 'running', doneRows: 0 })
    await server.app.jobs.drain()
    expect(await institution.admin.call(getImport, { importId: many.id })).toMatchObject({ state: 'finished', doneRows: 101 })
  })

  test('a cancelled one is neither checked nor run; a finished one neither run again nor cancelled', async () => {
    const bytes = await filledTemplate(institution.admin, 'people', people(101))
    const job = await upload(institution.admin, 'people', bytes)
    expect(await institution.admin.call(cancelImport, { importId: job.id })).toMatchObject({ state: 'cancelled' })
    await server.app.jobs.drain()
    expect(await institution.admin.call(getImport, { importId: job.id })).toMatchObject({ state: 'cancelled', newRows: 0 })
    await expect(institution.admin.call(runImport, { importId: job.id })).toBeProblem(409, 'IMPORT_STATE')

    const done = await importRows(server, institution.admin, 'people', [person()])
    await expect(institution.admin.call(runImport, { importId: done.id })).toBeProblem(409, 'IMPORT_STATE')
    await expect(institution.admin.call(cancelImport, { importId: done.id })).toBeProblem(409, 'IMPORT_STATE')
  })

  test('two who run it at once are one run', async () => {
    const before = await peopleCount(server, institution.id)
    const job = await preview(server, institution.admin, 'people', await filledTemplate(institution.admin, 'people', people(20)))
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => institution.admin.call(runImport, { importId: job.id })))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await peopleCount(server, institution.id)).toBe(before + 20)
    expect(await institution.admin.call(getImport, { importId: job.id })).toMatchObject({ state: 'finished', newRows: 20, doneRows: 20 })
  })

  test('a preview that waits and a failed import are on the to-do list', async () => {
    const fresh = await givenFixtureInstitution(server)
    await preview(server, fresh.admin, 'people', await filledTemplate(fresh.admin, 'people', [person()]))
    expect((await fresh.admin.call(getTodos, {})).items).toContainEqual(expect.objectContaining({ kind: 'import.waiting', count: 1 }))
  })
})

describe('who may', () => {
  async function limited(departmentIds: number[], permissions = ['import.read', 'import.write', 'person.write']) {
    const account = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
    await givenRole(server, { accountId: account.id, organizationId: institution.id, permissions, departmentIds })
    return account
  }
  const departmentId = async (name: string): Promise<number> => (await server.platform.database.knex('departments').where({ organization_id: institution.id, name }).first('id')).id

  test("another institution's import is as if it were not there", async () => {
    const job = await preview(server, institution.admin, 'people', await filledTemplate(institution.admin, 'people', [person()]))
    const other = await givenInstitution(server)
    for (const endpoint of [getImport, listImportIssues, runImport, cancelImport, downloadImportFile] as const) {
      await expect(other.admin.call(endpoint, { importId: job.id })).toBeProblem(404, 'NOT_FOUND')
    }
    expect(await other.admin.call(listImports, {})).toMatchObject({ items: [], total: 0 })
  })

  test('whoever only looks what was imported takes no file with whole numbers along', async () => {
    const job = await preview(server, institution.admin, 'people', await filledTemplate(institution.admin, 'people', [person({ 性别: '未知数' })]))
    const { id, caller } = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
    await givenRole(server, { accountId: id, organizationId: institution.id, permissions: ['import.read'] })
    expect((await caller.call(getImport, { importId: job.id })).id).toBe(job.id)
    await expect(caller.call(downloadImportFile, { importId: job.id })).toBeProblem(403, 'FORBIDDEN')
    await expect(reportOf(caller, job.id)).toBeProblem(403, 'FORBIDDEN')
  })

  test('an account without the right to the data imports none', async () => {
    const account = await limited([await departmentId('内科')], ['import.read', 'import.write'])
    await expect(account.caller.call(downloadTemplate, { kind: 'people' })).toBeProblem(403, 'FORBIDDEN')
    await expect(upload(account.caller, 'people', Buffer.from('x'))).toBeProblem(403, 'FORBIDDEN')
  })

  test('a role that reaches one department imports into that one, and sees its own imports only', async () => {
    const account = await limited([await departmentId('内科')])
    const job = await preview(server, account.caller, 'people', await filledTemplate(account.caller, 'people', [person(), person({ '科室/部门': '外科' })]))
    expect(job).toMatchObject({ newRows: 1, wrongRows: 1 })
    expect(reasonsFor(await issuesOf(account.caller, job.id), 1).join()).toMatch(/不在您负责的范围内/)
    const { items } = await account.caller.call(listImports, {})
    expect(items.map(({ id }) => id)).toEqual([job.id])
    const theirs = await preview(server, institution.admin, 'people', await filledTemplate(institution.admin, 'people', [person()]))
    await expect(account.caller.call(getImport, { importId: theirs.id })).toBeProblem(404, 'NOT_FOUND')
  })

  test('rights that end before the background work ends end it', async () => {
    const account = await limited([await departmentId('内科')])
    const job = await preview(server, account.caller, 'people', await filledTemplate(account.caller, 'people', people(101)))
    await account.caller.call(runImport, { importId: job.id })
    await server.platform.database.knex('account_roles').where('account_id', account.id).delete()
    await server.app.jobs.drain()
    expect(await institution.admin.call(getImport, { importId: job.id })).toMatchObject({ state: 'failed', doneRows: 0, failure: expect.stringContaining('权限') })
  })
})

describe('what stays behind', () => {
  test('an upload that is cut off leaves neither a record nor a file', async () => {
    const bytes = await filledTemplate(institution.admin, 'people', people(50))
    const [files, jobs] = [await storedFiles(), await jobCount()]
    const { hostname, port } = new URL(server.origin)
    const body = Buffer.concat([
      Buffer.from('--x\r\nContent-Disposition: form-data; name="input"\r\n\r\n{"kind":"people"}\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\n'),
      bytes.subarray(0, bytes.length / 2),
    ])
    await new Promise<void>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => {
        socket.write(`POST /api/imports HTTP/1.1\r\nHost: x\r\nCookie: ${institution.admin.headers.Cookie}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: ${body.length * 2}\r\n\r\n`)
        socket.write(body, () => setTimeout(() => socket.destroy(), 50))
      })
      socket.on('close', () => resolve()).on('error', reject)
    })
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect([await storedFiles(), await jobCount()]).toEqual([files, jobs])
    expect(await readdir(join(server.platform.config.dataDir, 'tmp'))).toEqual([])
  })

  test('the same upload sent twice is one import', async () => {
    const form = async (bytes: Buffer) => {
      const body = new FormData()
      body.set('input', JSON.stringify({ kind: 'people' }))
      body.set('file', new Blob([new Uint8Array(bytes)]), '名单.xlsx')
      const answer = await fetch(server.origin + uploadImport.path, { method: 'POST', headers: { ...institution.admin.headers, 'Idempotency-Key': 'the-same-key-1' }, body })
      return (await answer.json()) as { id: number }
    }
    const bytes = await filledTemplate(institution.admin, 'people', [person()])
    const jobs = await jobCount()
    expect((await form(bytes)).id).toBe((await form(bytes)).id)
    expect(await jobCount()).toBe(jobs + 1)
  })

  test.each([
    ['名单.hta', '名单.hta.xlsx'],
    ['\u202Excod.xlsx', 'xcod.xlsx'],
    ['.xlsx', '.xlsx.xlsx'],
    ['', '导入.xlsx'],
    [`${'𠮷'.repeat(160)}b.xlsx`, `${'𠮷'.repeat(144)}b.xlsx`],
  ])('a file that came as %j is given back as a workbook', async (name, expected) => {
    const bytes = await filledTemplate(institution.admin, 'people', [person()])
    const { id, fileName } = await upload(institution.admin, 'people', bytes, { name })
    expect(fileName).toBe(expected)
    const answer = await fetch(`${server.origin}/api/imports/${id}/file`, { headers: institution.admin.headers })
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''${encodeURIComponent(expected)}`)
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes)
  })

  test('after 180 days the file and what was found are gone, the counts stay', async () => {
    const at = server.platform.now()
    const job = await importRows(server, institution.admin, 'people', [person(), person({ 性别: '男' })])
    server.setNow(at.getTime() + 181 * 86_400_000)
    await server.app.jobs.drain()
    server.setNow(at.getTime())
    expect(await institution.admin.call(getImport, { importId: job.id })).toMatchObject({ state: 'finished', newRows: 1, wrongRows: 1, hasReport: false })
    expect(await issuesOf(institution.admin, job.id)).toEqual([])
    await expect(institution.admin.call(downloadImportFile, { importId: job.id })).toBeProblem(404, 'NOT_FOUND')
  })

  test('nothing of a person is in the log, and every step is on it', async () => {
    const row = person({ 姓名: '欧阳测试' })
    const job = await importRows(server, institution.admin, 'people', [row])
    await institution.admin.call(downloadImportFile, { importId: job.id })
    const entries = await server.platform.database.knex('operation_log').where('subject', `import:${job.id}`).orderBy('id')
    expect(entries.map(({ action }) => action)).toEqual(['import.upload', 'import.run', 'import.rows', 'import.finish', 'import.file'])
    const logged = JSON.stringify(entries) + server.logLines.join('')
    for (const secret of ['欧阳测试', String(row['证件号']), String(row['手机号码'])]) expect(logged).not.toContain(secret)
  })
})
