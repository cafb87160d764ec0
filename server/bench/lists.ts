/**
 * (f) What a clerk waits for, in milliseconds: pages, searches, filters and counts of an institution of 20,000 in a table
 * of 500,000, for its main account and for one whose role reaches some departments, and the counts at each level above:
 * `npx tsx server/bench/lists.ts [rows]` (needs `npm run build`).
 */
import { onBothDatabases, percentiles, print, type Ground } from './ground'
import { openLimitedAccount } from './institution'
import { examYear, fillRegion, type Region } from './region'

const total = Number(process.argv[2] ?? 500_000)
const aimMs = 50
const times = 100
const warmUp = 5

interface Question {
  label: string
  method?: 'GET'
  path: string
  /** The n-th of `times` is asked for something else than the one before. */
  body?: (n: number) => Record<string, unknown>
}

async function main(): Promise<void> {
  await onBothDatabases(async (ground) => {
    const filling = performance.now()
    const region = await fillRegion(ground, total)
    print(`(f) lists of an institution of ${Math.min(20_000, total)}, table of ${region.people} people and ${region.filings} filings, ${ground.kind} (filled in ${Math.round((performance.now() - filling) / 1000)} s); p50 / p95 in ms, aim p95 ${aimMs}`)
    await measureRegion(ground, await ground.serve(), region)
  })
}

async function measureRegion(ground: Ground, origin: string, region: Region): Promise<void> {
  const { institution, levels, departmentIds } = region
  const limited = await openLimitedAccount(ground, institution, {
    departmentIds: departmentIds.slice(0, 3), permissions: ['person.read', 'person.write', 'department.read', 'post.read', 'trial.read', 'trial.write', 'trialAudit.read', 'trialAudit.write'],
  })
  for (const question of ofInstitution(region)) {
    const whole = await ask(origin, institution.headers, question)
    const some = await ask(origin, limited, question)
    print(`    ${question.label}: ${shown(whole)}; limited to departments ${shown(some)}`)
  }
  for (const [level, { headers }] of Object.entries(levels)) {
    for (const question of ofAuthority(level)) print(`    ${question.label}: ${shown(await ask(origin, headers, question))}`)
  }
}

const names = Array.from('伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平')
const search = (label: string, path: string, body: (n: number) => Record<string, unknown>): Question => ({ label, path, body: (n) => ({ page: 1, pageSize: 20, ...body(n) }) })

function ofInstitution({ departmentIds }: Region): Question[] {
  const people = (label: string, body: (n: number) => Record<string, unknown>) => search(`people, ${label}`, '/api/people/search', body)
  const trials = (label: string, body: (n: number) => Record<string, unknown>) => search(`trials with counts, ${label}`, '/api/trials/search', (n) => ({ examYear, ...body(n) }))
  const department = (n: number) => departmentIds[n % departmentIds.length]
  return [
    people('first page', () => ({})),
    people('deep page', (n) => ({ page: 200 + n })),
    people('part of a name', (n) => ({ name: names[n % names.length] })),
    people('last four digits', (n) => ({ identityNumber: String(1000 + n * 7) })),
    people('a department with those below', (n) => ({ departmentId: department(n) })),
    people('part of a department\'s name', (n) => ({ departmentName: `组${1 + (n % 4)}` })),
    people('two dictionaries', (n) => ({ employmentStatus: n % 2 ? 'inPost' : 'retired', staffing: n % 4 > 1 ? 'established' : 'contract' })),
    people('two dictionaries that nobody is in', () => ({ employmentStatus: 'inPost', staffing: 'none' })),
    people('part of a name, a department and two dictionaries', (n) => ({ name: names[n % names.length], departmentId: department(n), employmentStatus: 'inPost', staffing: 'established' })),
    trials('first page', () => ({})),
    trials('deep page', (n) => ({ page: 80 + n })),
    trials('by two states', () => ({ confirmationState: 'confirmed', reviewState: 'pending' })),
    trials('part of a name', (n) => ({ name: names[n % names.length] })),
    trials('last four digits', (n) => ({ identityNumber: String(1000 + n * 7) })),
    trials('a department with those below', (n) => ({ departmentId: department(n) })),
    search('people who may be filed', '/api/trials/eligible-people', () => ({ examYear })),
    search('people who may be filed, part of a name', '/api/trials/eligible-people', (n) => ({ examYear, keyword: names[n % names.length] })),
    { label: 'departments with their people counted', method: 'GET', path: '/api/departments' },
    { label: 'posts with their people counted', method: 'GET', path: '/api/posts' },
    search('missing attachments', '/api/pictures/search', () => ({ state: 'missing', page: 50 })),
    search('missing portraits', '/api/pictures/search', () => ({ section: 'portrait', state: 'missing', page: 50 })),
    ...ofAuthority('institution'),
  ]
}

function ofAuthority(level: string): Question[] {
  const audit = (label: string, body: (n: number) => Record<string, unknown>) => ({ label: `audit at the ${level}, ${label}`, path: '/api/audit-desks/05/search', body: (n: number) => ({ examYear, pageSize: 20, ...body(n) }) })
  return [
    { label: `audit counts at the ${level}`, method: 'GET', path: `/api/audit-desks/05/counts?examYear=${examYear}` },
    audit('first page', () => ({})),
    audit('by two dictionaries', (n) => ({ applyLevel: n % 2 ? 'practising' : 'assistant', applyCategory: n % 4 > 1 ? 'clinical' : 'oral' })),
    audit('part of a name', (n) => ({ name: names[n % names.length] })),
    audit('last four digits', (n) => ({ identityNumber: String(1000 + n * 7) })),
    { label: `to-dos of the ${level}`, method: 'GET', path: '/api/todos' },
  ]
}

type Measured = { p50: number; p95: number } | { refused: number }

const shown = (measured: Measured): string => {
  if ('refused' in measured) return `refused (${measured.refused})`
  return `${measured.p50.toFixed(1)} / ${measured.p95.toFixed(1)}${measured.p95 > aimMs ? ' (above the aim)' : ''}`
}

/** One after another, as one clerk asks. */
async function ask(origin: string, headers: Record<string, string>, { method, path, body }: Question): Promise<Measured> {
  const seen: number[] = []
  for (let n = -warmUp; n < times; n++) {
    const start = performance.now()
    const response = await fetch(origin + path, { method: method ?? 'POST', headers, ...(body ? { body: JSON.stringify(body(Math.max(0, n))) } : {}) })
    await response.arrayBuffer()
    if (!response.ok) return { refused: response.status }
    if (n >= 0) seen.push(performance.now() - start)
  }
  return percentiles(seen)
}

void main()
