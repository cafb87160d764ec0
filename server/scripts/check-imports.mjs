#!/usr/bin/env node
// Fails when an import breaks a rule of import-rules.mjs: node server/scripts/check-imports.mjs [folder]
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { applies, layerRules, onlyPackages, packageRules } from './import-rules.mjs'

const workspaces = ['shared', 'server/admin', 'server', 'miniprogram']
const sourceFolders = ['shared/src', 'server/src', 'server/admin/src', 'miniprogram/src']
const isSource = (name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts')
const isTest = (file) => /\.test\.tsx?$/.test(file) || /\/(test|testing)\//.test(file)

function filesUnder(root, folder) {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return filesUnder(root, path)
    return isSource(entry.name) ? [path] : []
  })
}

/** Static, dynamic, re-exporting and `require`: whatever is named in quotes after one of the four words. */
export function importsOf(code) {
  const withoutComments = code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')
  const pattern = /(?<!['"])\b(?:from|import|import\s*\(|require\s*\()\s*(['"])([^'"\n]+)\1/g
  return [...withoutComments.matchAll(pattern)].map((match) => match[2] ?? '')
}

const packageOf = (specifier) => specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/')
const workspaceOf = (file) => workspaces.find((workspace) => file.startsWith(`${workspace}/`))

/** Packages a workspace has declared; the server's own code must live on what a production install has. */
function declared(root, workspace) {
  const read = (path) => (existsSync(join(root, path)) ? JSON.parse(readFileSync(join(root, path), 'utf8')) : {})
  const { dependencies = {}, devDependencies = {} } = read(`${workspace}/package.json`)
  return new Set(Object.keys(workspace === 'server' ? dependencies : { ...dependencies, ...devDependencies }))
}

function checkPackage(file, specifier, allowed) {
  const name = packageOf(specifier)
  const from = file.replace(/\.tsx?$/, '')
  const broken = packageRules.find((rule) => rule.package === name && (rule.only ? !rule.only.test(from) : rule.never.test(from)))
  if (broken) return broken.because
  if (isTest(file)) return undefined
  const limited = onlyPackages.find((rule) => rule.from.test(from) && !rule.packages.includes(name))
  if (limited) return limited.because
  if (!isBuiltin(specifier) && !allowed.has(name)) return `${name} is not among the dependencies of ${workspaceOf(file)}`
  return undefined
}

function checkPath(file, target) {
  if (workspaceOf(target) !== workspaceOf(file)) return 'a relative import stays in its workspace'
  if (isTest(file)) return undefined
  const from = file.replace(/\.tsx?$/, '')
  return layerRules.find((rule) => applies(rule, from, target))?.because
}

export function violations(root) {
  const allowed = new Map(workspaces.map((workspace) => [workspace, declared(root, workspace)]))
  return sourceFolders.flatMap((folder) => filesUnder(root, folder)).flatMap((file) =>
    importsOf(readFileSync(join(root, file), 'utf8')).flatMap((specifier) => {
      const isPath = specifier.startsWith('.')
      const because = isPath
        ? checkPath(file, normalize(join(dirname(file), specifier)))
        : checkPackage(file, specifier, allowed.get(workspaceOf(file)) ?? new Set())
      return because ? [`${file} imports ${specifier}: ${because}`] : []
    }),
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const found = violations(process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '../..'))
  for (const line of found) console.error(line)
  process.exitCode = found.length ? 1 : 0
}
