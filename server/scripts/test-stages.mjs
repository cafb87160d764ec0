import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildMissing, neededToRun } from './build.mjs'
import { root } from './build-targets.mjs'

const require = createRequire(import.meta.url)
const { findChromium, findMariadb, findMariadbInstaller } = require('../test/find-program.cjs')
const script = (name) => join(dirname(fileURLToPath(import.meta.url)), name)

/**
 * A stage answers { passed, failed, output, unsteady }; `output` is shown when something failed, also what passed only the
 * second time (`unsteady`). `missing` says why it can't run here.
 */
export const stages = [
  { name: 'types', run: () => check(['shared', 'server', 'server/admin', 'miniprogram'].map((folder) => [tool('typescript', 'tsc'), '-p', folder])) },
  { name: 'lint', run: () => check([[tool('oxlint', 'oxlint'), '--deny-warnings']]) },
  { name: 'boundaries', run: () => check([[script('check-imports.mjs')]]) },
  { name: 'shared', run: () => jest('shared/jest.config.cjs') },
  { name: 'pure', title: 'server, no database', run: () => jest('server/jest.config.cjs', ['--selectProjects', 'pure']) },
  // Two zones: a date that depends on the zone of the machine fails in one of them.
  { name: 'sqlite', title: 'server on SQLite', run: () => jest('server/jest.config.cjs', ['--selectProjects', 'sqlite'], { TZ: 'UTC' }) },
  {
    name: 'mariadb', title: 'server on MariaDB',
    missing: () => (process.env.TEST_MYSQL_URL || (findMariadb() && findMariadbInstaller()) ? undefined : 'mariadbd was not found; on Debian: apt-get install mariadb-server'),
    run: () => jest('server/jest.config.cjs', ['--selectProjects', 'mariadb'], { TZ: 'Asia/Shanghai' }),
  },
  { name: 'admin', title: 'admin view', run: () => jest('server/admin/jest.config.cjs') },
  { name: 'miniprogram', title: 'mini-program', run: () => jest('miniprogram/jest.config.cjs', ['--selectProjects', 'unit']) },
  // Its set-up builds the bundle when its sources changed.
  { name: 'weapp', title: 'compiled weapp bundle', run: () => jest('miniprogram/jest.config.cjs', ['--selectProjects', 'weapp']) },
  {
    name: 'browser',
    missing: () => (findChromium() ? undefined : 'Chromium was not found; on Debian: apt-get install chromium fonts-noto-cjk (or set CHROMIUM to its path)'),
    run: async () => {
      await buildMissing(neededToRun)
      return withSecondTry((files) => jest('server/e2e/jest.config.cjs', files))
    },
  },
]

/** The script behind a package's command, so that no shell and no npx lies in between. */
function tool(name, command) {
  const manifest = require.resolve(`${name}/package.json`)
  const { bin } = require(manifest)
  return join(dirname(manifest), typeof bin === 'string' ? bin : bin[command])
}

/** One check, however many commands it takes. */
async function check(commands) {
  const results = []
  for (const command of commands) results.push(await node(command))
  const broken = results.filter(({ code }) => code !== 0)
  return { passed: broken.length ? 0 : 1, failed: broken.length ? 1 : 0, output: broken.map(({ output }) => output).join('\n') }
}

async function jest(config, options = [], env = {}) {
  if (!existsSync(join(root, config))) return { passed: 0, failed: 1, output: `${config} is missing` }
  const folder = mkdtempSync(join(tmpdir(), 'talent-test-'))
  const report = join(folder, 'report.json')
  try {
    const { code, output } = await node([tool('jest', 'jest'), '-c', config, '--maxWorkers=100%', '--json', `--outputFile=${report}`, ...options], env)
    const shown = output.split('\n').filter((line) => !line.startsWith('PASS ')).join('\n')
    if (!existsSync(report)) return { passed: 0, failed: 1, output: shown }
    const counts = JSON.parse(readFileSync(report, 'utf8'))
    // A file that can't be loaded has no test that could fail, and jest itself can fail after its tests.
    const failed = counts.numFailedTests + counts.numRuntimeErrorTestSuites
    const broken = counts.testResults.filter(({ status }) => status === 'failed')
    return { passed: counts.numPassedTests, failed: failed || (code === 0 ? 0 : 1), output: shown, broken: broken.map(brokenFile) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const brokenFile = ({ name, assertionResults }) => ({
  file: relative(root, name),
  passed: assertionResults.filter(({ status }) => status === 'passed').length,
})

/** More than so many broken files are no mishap. */
const mostAgain = 3

/**
 * Between a test and what a person would see stand a browser, its network and its clock. A broken file is tried once more
 * by itself; what is then right counts as passed and is named all the same, as it is a fault of the test or of the product.
 */
async function withSecondTry(run) {
  const first = await run([])
  const broken = first.broken ?? []
  if (broken.length === 0 || broken.length > mostAgain) return first
  const second = await run(['--runTestsByPath', ...broken.map(({ file }) => join(root, file))])
  const passed = first.passed - broken.reduce((sum, one) => sum + one.passed, 0) + second.passed
  const unsteady = broken.map(({ file }) => file).filter((file) => !second.broken?.some((again) => again.file === file))
  return { passed, failed: second.failed, output: `${first.output}\n${second.output}`, unsteady: second.failed ? [] : unsteady }
}

function node(parameters, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, parameters, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8')
      stream.on('data', (text) => { output += text })
    }
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output }))
  })
}
