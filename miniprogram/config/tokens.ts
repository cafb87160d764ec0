import { transformFileSync } from '@swc/core'
import { resolve } from 'node:path'
import type * as Tokens from '../../shared/src/tokens'

/**
 * Taro compiles only this folder of TypeScript when it reads its configuration, so the tokens
 * of the other workspace are compiled here.
 */
export function readTokens(): typeof Tokens {
  const { code } = transformFileSync(resolve(__dirname, '../../shared/src/tokens.ts'), {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
  })
  const module = { exports: {} as typeof Tokens }
  new Function('module', 'exports', code)(module, module.exports)
  return module.exports
}

const kebab = (name: string) => name.replace(/[A-Z0-9]/g, (c) => `-${c.toLowerCase()}`)

const sassMap = (name: string, values: Record<string, string | number>) =>
  `$${name}: (${Object.entries(values).map(([key, value]) => `'${kebab(key)}': ${value}`).join(', ')});`

/**
 * The tokens as SCSS variables, put before every style sheet. Type sizes and the touch height are
 * `PX`, which Taro leaves alone: text does not shrink on a narrow phone. All else scales with it.
 */
export function tokensAsScss(): string {
  const { color, darkColor, radius, type, touch } = readTokens()
  const px = (values: Record<string, number>) =>
    Object.fromEntries(Object.entries(values).map(([key, value]) => [key, `${value}PX`]))
  return [
    sassMap('light', color),
    sassMap('dark', darkColor),
    sassMap('type', px(type)),
    `$touch: ${touch}PX;`,
    `$radius-card: ${radius.card}px;`,
    `$radius-field: ${radius.field}px;`,
    '',
  ].join('\n')
}
