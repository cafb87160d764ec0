import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const script = join(__dirname, '../../scripts/check-imports.mjs')

function check(file: string, code: string): { status: number | null; output: string } {
  const root = mkdtempSync(join(tmpdir(), 'talent-imports-'))
  try {
    const write = (path: string, text: string) => {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    }
    write('server/package.json', JSON.stringify({ dependencies: { koa: '*', '@talent/shared': '*' }, devDependencies: { esbuild: '*' } }))
    write('shared/package.json', JSON.stringify({ dependencies: { zod: '*', dayjs: '*' } }))
    write('miniprogram/package.json', JSON.stringify({ dependencies: { 'taro-ui': '*', '@talent/shared': '*' } }))
    write(file, code)
    const { status, stderr } = spawnSync(process.execPath, [script, root], { encoding: 'utf8' })
    return { status, output: stderr }
  } finally {
    rmSync(root, { recursive: true })
  }
}

const features = 'server/src/features'

test.each([
  ['shared/src/zod.ts', "import * as z from 'zod/mini'"],
  ['shared/src/domain/age.ts', "import dayjs from 'dayjs'\nimport { sexes } from '../dictionaries'"],
  ['shared/src/domain/age.test.ts', "import fc from 'fast-check'"],
  [`${features}/trials/trials.service.ts`, "import { trials } from './trials.repository'\nimport { people } from '../people/people.service'"],
  [`${features}/trials/trials.routes.ts`, "import Koa from 'koa'\nimport { readFile } from 'node:fs/promises'\nimport { open } from '../../db/database'"],
  [`${features}/trials/trials.service.ts`, "// import { x } from '../people/people.repository'"],
  ['server/src/main.ts', "import { sandbox } from './sandbox/sandbox'\nimport { app } from './app'"],
  ['miniprogram/src/ui/button.tsx', "import { AtButton } from 'taro-ui'"],
  ['miniprogram/src/packages/audit/list/index.tsx', "import { Row } from '../row'\nimport { Page } from '../../../ui/page'"],
])('%s may hold %j', (file, code) => {
  expect(check(file, code)).toEqual({ status: 0, output: '' })
})

test.each([
  ['shared/src/contract/trials.ts', "import { z } from 'zod'", 'only shared/src/zod.ts'],
  ['server/src/config.test.ts', "import { z } from 'zod/mini'", 'only shared/src/zod.ts'],
  ['shared/src/client.ts', "import { object } from './zod-parts'", 'reached through zod.ts'],
  ['shared/src/domain/age.ts', "import { z } from '../zod'", 'domain imports nothing but'],
  ['shared/src/domain/age.ts', "import { readFile } from 'node:fs'", 'no package but dayjs'],
  ['shared/src/client.ts', "import { app } from '../../server/src/app'", 'stays in its workspace'],
  ['shared/src/client.ts', "import { problem } from '@talent/shared/errors'", 'shared imports no workspace'],
  ['server/src/db/rows.ts', "import type { Actor } from '../http/actor'", 'db is the lowest layer'],
  ['server/src/http/mount.ts', "export { trials } from '../features/trials/trials.service'", 'know no feature'],
  ['server/src/integrations/wechat/client.ts', "const x = require('../../features/trials/trials.service')", 'stand alone'],
  [`${features}/trials/trials.service.ts`, "import { people } from '../people/people.repository'", 'never its repository'],
  [`${features}/trials/trials.service.ts`, "const x = await import('../../sandbox/state')", 'neither the wiring nor the sandbox'],
  [`${features}/trials/trials.routes.ts`, "import {\n  app,\n} from '../../app'", 'neither the wiring nor the sandbox'],
  ['server/src/app.ts', "import { page } from '../admin/src/page'", 'stays in its workspace'],
  ['server/src/app.ts', "import { build } from 'esbuild'", 'not among the dependencies of server'],
  ['miniprogram/src/pages/me/index.tsx', "import { AtButton } from 'taro-ui/lib/button'", 'only miniprogram/src/ui'],
  ['miniprogram/src/pages/me/index.tsx', "import { Row } from '../../packages/audit/row'", 'nothing of a sub-package'],
  ['miniprogram/src/packages/audit/list/index.tsx', "import { Row } from '../../manager/row'", 'nothing of another'],
])('%s may not hold %j', (file, code, because) => {
  const { status, output } = check(file, code)
  expect(output).toContain(because)
  expect(status).toBe(1)
})
