import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { reportFirstLoad } from './first-load.mjs'

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const require = createRequire(import.meta.url)

const shared = ['shared/src', 'shared/package.json']
const serverSources = ['server/src', 'server/package.json', 'server/scripts/build-targets.mjs', ...shared]
const miniprogramSources = ['miniprogram/src', 'miniprogram/config', 'miniprogram/babel.config.js', 'miniprogram/package.json', 'tsconfig.json', ...shared]

/**
 * What can be built. `sources` are files and folders whose content decides whether it is stale, `output` must
 * exist, `tool` is the package that builds it: absent in a production image, which has no sources either. `report` says
 * something about what was built, or why it can't stay so.
 */
export const targets = {
  workers: {
    label: '后台线程', sources: serverSources, output: 'server/dist', tool: 'esbuild',
    build: () => bundle(filesUnder('server/src', (file) => file.endsWith('.worker.ts')).map((file) => ({ file, out: basename(file, '.ts') }))),
  },
  server: {
    label: '服务端', sources: serverSources, output: 'server/dist/main.cjs', tool: 'esbuild',
    build: () => bundle([
      { file: 'server/src/main.ts', out: 'main' },
      ...filesUnder('server/src/cli', (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
        .map((file) => ({ file, out: `cli/${basename(file, '.ts')}` })),
    ]),
  },
  admin: {
    label: '管理端', sources: ['server/admin/src', 'server/admin/public', 'server/admin/index.html', 'server/admin/vite.config.ts', 'server/admin/package.json', ...shared],
    output: 'server/admin/dist/index.html', tool: 'vite',
    build: () => npmScript('build', 'server/admin'),
    report: () => reportFirstLoad(join(root, 'server/admin/dist')),
  },
  h5: {
    label: '小程序网页版', sources: miniprogramSources, output: 'miniprogram/dist/h5/index.html', tool: '@tarojs/cli',
    build: () => npmScript('build:h5', 'miniprogram'),
  },
  weapp: {
    label: '微信小程序', sources: miniprogramSources, settings: ['TARO_APP_SERVER'], output: 'miniprogram/dist/weapp/app.json', tool: '@tarojs/cli',
    build: () => npmScript('build:weapp', 'miniprogram'),
  },
}

/** A package without its own entry point (a command only) is found by its manifest. */
export function hasTool(name) {
  try {
    require.resolve(`${name}/package.json`)
    return true
  } catch {
    return false
  }
}

function filesUnder(folder, wanted) {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && wanted(entry.name))
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)))
}

/** Packages stay outside; `shared` is ours and TypeScript, so it goes in. */
async function bundle(entries) {
  if (entries.length === 0) return ''
  const { build } = await import('esbuild')
  const sharedSource = {
    name: 'shared-source',
    setup({ onResolve }) {
      onResolve({ filter: /^@talent\/shared\// }, ({ path }) => ({ path: join(root, 'shared/src', `${path.slice('@talent/shared/'.length)}.ts`) }))
    },
  }
  await build({
    absWorkingDir: root,
    entryPoints: entries.map(({ file, out }) => ({ in: file, out })),
    outdir: 'server/dist',
    outExtension: { '.js': '.cjs' },
    bundle: true,
    packages: 'external',
    plugins: [sharedSource],
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: true,
    logLevel: 'silent',
  })
  return ''
}

/** Resolves to what the script printed, rejects with the same. Whoever asks (a test run has its own NODE_ENV), it is built for use. */
function npmScript(script, workspace) {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', ['run', script, '--silent'], { cwd: join(root, workspace), env: { ...process.env, NODE_ENV: 'production' }, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => { output += chunk })
    child.on('error', reject)
    child.on('close', (code, signal) => (code === 0 ? resolve(output) : reject(new Error(`${output}\nnpm run ${script}: ${signal ?? `exit ${code}`}`))))
  })
}
